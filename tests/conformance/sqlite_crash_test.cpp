// What a commit answered survives a loss of power: a file system shim remembers what was synced,
// and a crash leaves just that. (A kill of the process alone would prove nothing: the kernel keeps
// what was written.)
#include <doctest/doctest.h>
#include <sqlite3.h>

#include <cstring>
#include <filesystem>
#include <map>
#include <mutex>
#include <string>

#include "adapters/sql/query.h"
#include "adapters/sqlite/database.h"
#include "support/temporary_folder.h"

namespace {

namespace fs = std::filesystem;

/// Copies of files as they were at their last sync, by path.
class SyncedFiles {
 public:
  void synced(const fs::path& path) {
    std::lock_guard<std::mutex> guard(mutex_);
    ++count_;
    fs::copy_file(path, copy_of(path), fs::copy_options::overwrite_existing);
  }
  void removed(const fs::path& path) {
    std::lock_guard<std::mutex> guard(mutex_);
    fs::remove(copy_of(path));
  }
  int count() {
    std::lock_guard<std::mutex> guard(mutex_);
    return count_;
  }
  /// What a machine would find after its power came back.
  static void leave_only_synced(const fs::path& from, const fs::path& to) {
    fs::create_directories(to);
    for (const auto& entry : fs::directory_iterator(from))
      if (entry.path().extension() == ".synced")
        fs::copy_file(entry.path(), to / entry.path().stem(), fs::copy_options::overwrite_existing);
  }

 private:
  static fs::path copy_of(const fs::path& path) { return path.string() + ".synced"; }
  std::mutex mutex_;
  int count_ = 0;
};

SyncedFiles synced_files;
sqlite3_vfs* real_vfs = nullptr;
std::map<sqlite3_file*, std::string> paths;
std::map<sqlite3_file*, const sqlite3_io_methods*> real_methods;
/// By the real methods: SQLite has different ones for the database and for its log.
std::map<const sqlite3_io_methods*, sqlite3_io_methods> watching_methods;

int sync_and_remember(sqlite3_file* file, int flags) {
  int code = real_methods[file]->xSync(file, flags);
  if (code == SQLITE_OK) synced_files.synced(paths[file]);
  return code;
}

int open_watched(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out_flags) {
  int code = real_vfs->xOpen(real_vfs, name, file, flags, out_flags);
  bool is_kept = (flags & (SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_WAL)) != 0;
  if (code != SQLITE_OK || !is_kept) return code;
  paths[file] = name;
  real_methods[file] = file->pMethods;
  sqlite3_io_methods& watching =
      watching_methods.emplace(file->pMethods, *file->pMethods).first->second;
  watching.xSync = sync_and_remember;
  file->pMethods = &watching;
  return code;
}

int remove_watched(sqlite3_vfs*, const char* name, int sync_folder) {
  synced_files.removed(name);
  return real_vfs->xDelete(real_vfs, name, sync_folder);
}

/// Makes SQLite open files through the shim as long as it lives.
class WatchedFileSystem {
 public:
  WatchedFileSystem() {
    real_vfs = sqlite3_vfs_find(nullptr);
    shim_ = *real_vfs;
    shim_.zName = "watched";
    shim_.xOpen = open_watched;
    shim_.xDelete = remove_watched;
    sqlite3_vfs_register(&shim_, 1);
  }
  ~WatchedFileSystem() {
    sqlite3_vfs_unregister(&shim_);
    sqlite3_vfs_register(real_vfs, 1);
  }
  WatchedFileSystem(const WatchedFileSystem&) = delete;
  WatchedFileSystem& operator=(const WatchedFileSystem&) = delete;

 private:
  sqlite3_vfs shim_{};
};

std::int64_t rows_in(const fs::path& folder) {
  auto database = cairn::sqlite::open(folder);
  REQUIRE(database.has_value());
  std::int64_t rows = -1;
  auto read = (*database)->read([&](cairn::sql::Connection& connection) {
    return cairn::sql::for_each(connection, "SELECT count(*) FROM kept", {},
                                [&](const cairn::sql::Statement& row) {
                                  rows = row.integer(0);
                                  return cairn::Result<void>();
                                });
  });
  REQUIRE_MESSAGE(read.has_value(), (read ? "" : cairn::describe(read.error())));
  return rows;
}

}  // namespace

TEST_CASE("every answered write is there after the power failed right behind it") {
  cairn::test::TemporaryFolder folder;
  const fs::path live = folder.path() / "live";
  int crashes = 0;
  {
    WatchedFileSystem watched;
    auto database = cairn::sqlite::open(live);
    REQUIRE(database.has_value());
    REQUIRE((*database)
                ->write([](cairn::sql::Connection& connection) {
                  return connection.execute(
                      "CREATE TABLE kept (id INTEGER PRIMARY KEY, text TEXT)");
                })
                .has_value());
    const std::string text(3000, 'x');
    for (int i = 0; i < 40; ++i) {
      int before = synced_files.count();
      REQUIRE(
          (*database)
              ->write([&](cairn::sql::Connection& connection) {
                return cairn::sql::run(connection, "INSERT INTO kept VALUES ($1, $2)", {i, text});
              })
              .has_value());
      CHECK(synced_files.count() > before);  // the sync comes before the answer
      if (i % 8 != 7) continue;
      const fs::path found = folder.path() / ("found-" + std::to_string(i));
      SyncedFiles::leave_only_synced(live, found);
      CHECK(rows_in(found) == i + 1);
      ++crashes;
    }
  }
  CHECK(crashes == 5);
}

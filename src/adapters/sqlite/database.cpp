#include "adapters/sqlite/database.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <mutex>
#include <vector>

#include "adapters/sqlite/connection.h"
#include "adapters/sqlite/writer.h"

namespace cairn::sqlite {
namespace {

constexpr std::size_t kIdleReadersMax = 8;

/// An open file that is locked against other processes as long as it lives; the kernel frees the
/// lock when the process dies, however it dies.
class FolderLock {
 public:
  static Result<FolderLock> take(const std::filesystem::path& file) {
    FolderLock lock(::open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    if (lock.descriptor_ < 0)
      return Error{ErrorCode::unavailable, "the data folder cannot be written", file.string()};
    if (::flock(lock.descriptor_, LOCK_EX | LOCK_NB) != 0)
      return Error{ErrorCode::conflict,
                   "another process uses this data folder; one process owns it at a time",
                   file.string()};
    return lock;
  }

  FolderLock(FolderLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
  FolderLock& operator=(FolderLock&&) = delete;
  ~FolderLock() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }

 private:
  explicit FolderLock(int descriptor) : descriptor_(descriptor) {}
  int descriptor_;
};

// A small pool of connections that read. Thread-safe.
class Readers {
 public:
  explicit Readers(std::string path) : path_(std::move(path)) {}

  Result<void> read(const sql::Work& work) {
    CAIRN_TRY(auto connection, take());
    Result<void> result = connection->execute("BEGIN");
    if (result) {
      result = work(*connection);
      Result<void> end = connection->execute("ROLLBACK");
      if (!end) return end;  // the connection is dropped, not reused
    }
    give_back(std::move(connection));
    return result;
  }

 private:
  Result<std::unique_ptr<Connection>> take() {
    {
      std::lock_guard<std::mutex> guard(mutex_);
      if (!idle_.empty()) {
        auto reader = std::move(idle_.back());
        idle_.pop_back();
        return reader;
      }
    }
    return Connection::open(path_, Access::read_only);
  }

  void give_back(std::unique_ptr<Connection> reader) {
    std::lock_guard<std::mutex> guard(mutex_);
    if (idle_.size() < kIdleReadersMax) idle_.push_back(std::move(reader));
  }

  std::string path_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Connection>> idle_;  // guarded by mutex_
};

class Database final : public sql::Database {
 public:
  Database(FolderLock lock, std::string path, std::unique_ptr<Connection> writer)
      : lock_(std::move(lock)), writer_(std::move(writer)), readers_(std::move(path)) {}

  Result<void> read(const sql::Work& work) override { return readers_.read(work); }
  Result<void> write(const sql::Work& work) override { return writer_.write(work); }

 private:
  FolderLock lock_;
  Writer writer_;
  Readers readers_;
};

class ReadOnlyDatabase final : public sql::Database {
 public:
  explicit ReadOnlyDatabase(std::string path) : readers_(std::move(path)) {}

  Result<void> read(const sql::Work& work) override { return readers_.read(work); }
  Result<void> write(const sql::Work& /*work*/) override {
    return Error{ErrorCode::forbidden, "the data folder was opened only to be read", {}};
  }

 private:
  Readers readers_;
};

}  // namespace

Result<std::unique_ptr<sql::Database>> open(const std::filesystem::path& folder) {
  std::error_code failure;
  std::filesystem::create_directories(folder, failure);
  if (failure)
    return Error{ErrorCode::unavailable, "the data folder cannot be made: " + failure.message(),
                 folder.string()};
  std::filesystem::permissions(folder, std::filesystem::perms::owner_all, failure);
  CAIRN_TRY(FolderLock lock, FolderLock::take(folder / "lock"));
  std::string path = (folder / "cairn.sqlite").string();
  CAIRN_TRY(auto writer, Connection::open(path, Access::read_write));
  return std::unique_ptr<sql::Database>(
      std::make_unique<Database>(std::move(lock), std::move(path), std::move(writer)));
}

Result<std::unique_ptr<sql::Database>> open_to_read(const std::filesystem::path& folder) {
  const std::string path = (folder / "cairn.sqlite").string();
  if (std::error_code ignored; !std::filesystem::is_regular_file(path, ignored))
    return not_found("no data folder: it holds no cairn.sqlite", folder.string());
  return std::unique_ptr<sql::Database>(std::make_unique<ReadOnlyDatabase>(path));
}

}  // namespace cairn::sqlite

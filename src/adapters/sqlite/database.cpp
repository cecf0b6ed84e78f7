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

class Database final : public sql::Database {
 public:
  Database(FolderLock lock, std::string path, std::unique_ptr<Connection> writer)
      : lock_(std::move(lock)), path_(std::move(path)), writer_(std::move(writer)) {}

  Result<void> read(const sql::Work& work) override {
    CAIRN_TRY(auto connection, take_reader());
    Result<void> result = connection->execute("BEGIN");
    if (result) {
      result = work(*connection);
      Result<void> end = connection->execute("ROLLBACK");
      if (!end) return end;  // the connection is dropped, not reused
    }
    give_back(std::move(connection));
    return result;
  }

  Result<void> write(const sql::Work& work) override { return writer_.write(work); }

 private:
  Result<std::unique_ptr<Connection>> take_reader() {
    {
      std::lock_guard<std::mutex> guard(reading_);
      if (!idle_readers_.empty()) {
        auto reader = std::move(idle_readers_.back());
        idle_readers_.pop_back();
        return reader;
      }
    }
    return Connection::open(path_, Access::read_only);
  }

  void give_back(std::unique_ptr<Connection> reader) {
    std::lock_guard<std::mutex> guard(reading_);
    if (idle_readers_.size() < kIdleReadersMax) idle_readers_.push_back(std::move(reader));
  }

  FolderLock lock_;
  std::string path_;
  Writer writer_;
  std::mutex reading_;
  std::vector<std::unique_ptr<Connection>> idle_readers_;
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

}  // namespace cairn::sqlite

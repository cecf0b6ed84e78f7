// A disk that loses power: it remembers what was written and not synced, and at the loss chance
// keeps some of it and drops the rest, sector by sector and name by name.
//
// Two layers write through it: SQLite by a virtual file system (failing_vfs.cpp), the other files
// by the system calls of this program, which the linker wraps (failing_calls.cpp). The real files
// below the root hold what a running program sees. After the loss every operation fails, so that
// nothing more reaches the disk, until power_on().
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace cairn::test {

/// The only one at a time. Thread-safe but for power_on().
class FailingDisk {
 public:
  FailingDisk(const std::filesystem::path& root, std::uint64_t seed);
  ~FailingDisk();
  FailingDisk(const FailingDisk&) = delete;
  FailingDisk& operator=(const FailingDisk&) = delete;

  /// The disk of this program, where there is one and `path` is its root or below it.
  static FailingDisk* of(std::string_view path);

  /// Power goes at that many operations from now; 1 is the next.
  void lose_power_after(std::uint64_t operations);
  bool is_off();
  /// Everything that was open is closed. Leaves in the files what the disk holds.
  void power_on();

  // What the layers report, before they do it. False: the power is gone, and it must fail.
  [[nodiscard]] bool writes(const std::string& path, std::uint64_t offset, std::string_view bytes);
  [[nodiscard]] bool truncates(const std::string& path, std::uint64_t size);
  [[nodiscard]] bool syncs(const std::string& path);
  [[nodiscard]] bool creates(const std::string& path);
  [[nodiscard]] bool makes_folder(const std::string& path);
  [[nodiscard]] bool links(const std::string& from, const std::string& to);
  [[nodiscard]] bool renames(const std::string& from, const std::string& to);
  [[nodiscard]] bool removes(const std::string& path);
  [[nodiscard]] bool syncs_folder(const std::string& path);
  [[nodiscard]] bool reads();

  struct Count {
    std::uint64_t operations = 0;
    std::uint64_t syncs = 0;    ///< of files and folders
    std::uint64_t losses = 0;   ///< of power
    std::uint64_t dropped = 0;  ///< pieces of writes that did not survive
    std::uint64_t kept = 0;     ///< pieces that did, although nothing had synced them
  };
  Count count();

 private:
  /// One write or truncation that is not synced, with what it takes to undo it.
  struct Change {
    std::uint64_t offset = 0;
    std::uint64_t size_before = 0;
    std::string before;
    std::string after;
    bool is_truncation = false;
  };
  /// A file, whatever names it has.
  struct File {
    std::vector<Change> unsynced;
    std::optional<std::string> bytes;  ///< of a file without a name that a program sees
    bool is_folder = false;
  };
  using Shared = std::shared_ptr<File>;  // several names, now and on the disk, share a file
  using Names = std::map<std::string, Shared>;

  bool counts();
  Shared file_of(const std::string& path);
  bool adds(const std::string& path, Shared file);
  void forget(const std::string& path);
  void name(const std::string& from, const std::string& to);
  void drop_removed();
  void settle(const std::string& name);
  void drop_below_lost_folders(const std::vector<std::string>& names);
  std::string survivor(File& file, std::string bytes);

  std::mutex mutex_;
  std::string root_;
  std::mt19937_64 random_;
  std::uint64_t left_ = 0;  ///< operations until the loss; 0: none is planned
  bool is_off_ = false;
  Names now_;   ///< names as a running program sees them, of files that were touched
  Names kept_;  ///< names as the disk has them
  Count count_;
};

/// Puts the disk below SQLite: files that are opened from now on, in this program.
class FailingVfs {
 public:
  FailingVfs();
  ~FailingVfs();
  FailingVfs(const FailingVfs&) = delete;
  FailingVfs& operator=(const FailingVfs&) = delete;
};

}  // namespace cairn::test

// The failing disk below SQLite (https://www.sqlite.org/vfs.html): a shim around the system's VFS.
#include <sqlite3.h>

#include <filesystem>
#include <new>
#include <string>

#include "durability/failing_disk.h"

namespace cairn::test {
namespace {

namespace fs = std::filesystem;

sqlite3_vfs* real_vfs = nullptr;

/// SQLite gives the memory: this, and behind it the real file.
struct WatchedFile {
  sqlite3_file base;
  const char* path;  ///< SQLite keeps it until the file is closed; nullptr: not watched
  /// Whether the name is new and becomes durable with the first sync, as the real VFS does it for
  /// journals and write-ahead logs.
  bool syncs_folder;
};

WatchedFile& watched(sqlite3_file* file) { return *reinterpret_cast<WatchedFile*>(file); }
sqlite3_file* real(sqlite3_file* file) {
  return reinterpret_cast<sqlite3_file*>(reinterpret_cast<WatchedFile*>(file) + 1);
}
FailingDisk* disk_of(sqlite3_file* file) {
  const char* path = watched(file).path;
  return path == nullptr ? nullptr : FailingDisk::of(path);
}

int close_file(sqlite3_file* file) { return real(file)->pMethods->xClose(real(file)); }

int read_file(sqlite3_file* file, void* bytes, int size, sqlite3_int64 offset) {
  FailingDisk* disk = disk_of(file);
  if (disk != nullptr && !disk->reads()) return SQLITE_IOERR_READ;
  return real(file)->pMethods->xRead(real(file), bytes, size, offset);
}

int write_file(sqlite3_file* file, const void* bytes, int size, sqlite3_int64 offset) {
  FailingDisk* disk = disk_of(file);
  const std::string_view text(static_cast<const char*>(bytes), static_cast<std::size_t>(size));
  if (disk != nullptr &&
      !disk->writes(watched(file).path, static_cast<std::uint64_t>(offset), text))
    return SQLITE_IOERR_WRITE;
  return real(file)->pMethods->xWrite(real(file), bytes, size, offset);
}

int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
  FailingDisk* disk = disk_of(file);
  if (disk != nullptr && !disk->truncates(watched(file).path, static_cast<std::uint64_t>(size)))
    return SQLITE_IOERR_TRUNCATE;
  return real(file)->pMethods->xTruncate(real(file), size);
}

int sync_file(sqlite3_file* file, int flags) {
  FailingDisk* disk = disk_of(file);
  if (disk != nullptr) {
    const std::string& path = watched(file).path;
    if (!disk->syncs(path)) return SQLITE_IOERR_FSYNC;
    if (watched(file).syncs_folder && !disk->syncs_folder(fs::path(path).parent_path()))
      return SQLITE_IOERR_DIR_FSYNC;
    watched(file).syncs_folder = false;
  }
  return real(file)->pMethods->xSync(real(file), flags);
}

int size_file(sqlite3_file* file, sqlite3_int64* size) {
  return real(file)->pMethods->xFileSize(real(file), size);
}
int lock_file(sqlite3_file* file, int kind) {
  return real(file)->pMethods->xLock(real(file), kind);
}
int unlock_file(sqlite3_file* file, int kind) {
  return real(file)->pMethods->xUnlock(real(file), kind);
}
int check_lock(sqlite3_file* file, int* is_reserved) {
  return real(file)->pMethods->xCheckReservedLock(real(file), is_reserved);
}
int control_file(sqlite3_file* file, int operation, void* argument) {
  return real(file)->pMethods->xFileControl(real(file), operation, argument);
}
int sector_size(sqlite3_file* file) { return real(file)->pMethods->xSectorSize(real(file)); }
int characteristics(sqlite3_file* file) {
  return real(file)->pMethods->xDeviceCharacteristics(real(file));
}
int map_shared(sqlite3_file* file, int page, int size, int extend, void volatile** memory) {
  return real(file)->pMethods->xShmMap(real(file), page, size, extend, memory);
}
int lock_shared(sqlite3_file* file, int offset, int n, int flags) {
  return real(file)->pMethods->xShmLock(real(file), offset, n, flags);
}
void fence_shared(sqlite3_file* file) { real(file)->pMethods->xShmBarrier(real(file)); }
int unmap_shared(sqlite3_file* file, int remove) {
  return real(file)->pMethods->xShmUnmap(real(file), remove);
}

// Version 2: no file is mapped into memory, past this layer.
constexpr sqlite3_io_methods kMethods = {2,
                                         close_file,
                                         read_file,
                                         write_file,
                                         truncate_file,
                                         sync_file,
                                         size_file,
                                         lock_file,
                                         unlock_file,
                                         check_lock,
                                         control_file,
                                         sector_size,
                                         characteristics,
                                         map_shared,
                                         lock_shared,
                                         fence_shared,
                                         unmap_shared,
                                         nullptr,
                                         nullptr};

int open_file(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out_flags) {
  constexpr int kJournals = SQLITE_OPEN_WAL | SQLITE_OPEN_MAIN_JOURNAL;
  const bool is_kept = name != nullptr && (flags & (SQLITE_OPEN_MAIN_DB | kJournals)) != 0;
  new (file) WatchedFile{{nullptr}, nullptr, false};
  const bool is_new = is_kept && !fs::exists(name);
  FailingDisk* disk = is_kept ? FailingDisk::of(name) : nullptr;
  if (disk != nullptr && (is_new ? !disk->creates(name) : !disk->reads())) return SQLITE_CANTOPEN;
  const int code = real_vfs->xOpen(real_vfs, name, real(file), flags, out_flags);
  if (code != SQLITE_OK) return code;
  if (is_kept) watched(file).path = name;
  watched(file).syncs_folder = is_new && (flags & kJournals) != 0;
  watched(file).base.pMethods = &kMethods;
  return SQLITE_OK;
}

int remove_file(sqlite3_vfs*, const char* name, int sync_folder) {
  FailingDisk* disk = FailingDisk::of(name);
  if (disk != nullptr && fs::exists(name)) {
    if (!disk->removes(name)) return SQLITE_IOERR_DELETE;
    if (sync_folder != 0 && !disk->syncs_folder(fs::path(name).parent_path()))
      return SQLITE_IOERR_DIR_FSYNC;
  }
  return real_vfs->xDelete(real_vfs, name, sync_folder);
}

sqlite3_vfs shim{};

}  // namespace

FailingVfs::FailingVfs() {
  real_vfs = sqlite3_vfs_find(nullptr);
  shim = *real_vfs;
  shim.zName = "failing";
  shim.szOsFile += static_cast<int>(sizeof(WatchedFile));
  shim.xOpen = open_file;
  shim.xDelete = remove_file;
  sqlite3_vfs_register(&shim, 1);
}

FailingVfs::~FailingVfs() {
  sqlite3_vfs_unregister(&shim);
  sqlite3_vfs_register(real_vfs, 1);
}

}  // namespace cairn::test

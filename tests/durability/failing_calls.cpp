// The failing disk below the other files: the linker sends this program's own calls of open(2) and
// so on here (--wrap, see tests/CMakeLists.txt).
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

#include <cerrno>
#include <cstdarg>
#include <filesystem>
#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "durability/failing_disk.h"

// The linker's names. NOLINTBEGIN(bugprone-reserved-identifier, cert-dcl37-c, cert-dcl51-cpp,
// readability-identifier-naming)
extern "C" {
int __real_open(const char* path, int flags, ...);
int __real_close(int file);
ssize_t __real_write(int file, const void* bytes, size_t size);
int __real_fsync(int file);
int __real_rename(const char* from, const char* to);
int __real_link(const char* from, const char* to);
int __real_unlink(const char* path);
int __real_mkdir(const char* path, mode_t mode);
}

namespace {

using cairn::test::FailingDisk;
namespace fs = std::filesystem;

/// An open file below the root, written from its beginning on.
struct Open {
  std::string path;
  std::uint64_t offset = 0;
};
std::mutex mutex;
std::map<int, Open> files;  // guarded by mutex

int refused() {
  errno = EIO;
  return -1;
}

Open* find(int file) {
  const auto found = files.find(file);
  return found == files.end() ? nullptr : &found->second;
}

bool may_open(FailingDisk& disk, const char* path, int flags) {
  if (!fs::exists(path)) return (flags & O_CREAT) == 0 ? disk.reads() : disk.creates(path);
  return (flags & O_TRUNC) == 0 ? disk.reads() : disk.truncates(path, 0);
}

}  // namespace

extern "C" {

int __wrap_open(const char* path, int flags, ...) {
  mode_t mode = 0;
  if ((flags & O_CREAT) != 0) {
    va_list more;
    va_start(more, flags);
    mode = va_arg(more, mode_t);
    va_end(more);
  }
  FailingDisk* disk = FailingDisk::of(path);
  if (disk != nullptr && !may_open(*disk, path, flags)) return refused();
  const int file = __real_open(path, flags, mode);
  if (disk == nullptr || file < 0) return file;
  const std::lock_guard<std::mutex> guard(mutex);
  files[file] = {path, 0};
  return file;
}

int __wrap_close(int file) {
  const std::lock_guard<std::mutex> guard(mutex);
  files.erase(file);
  return __real_close(file);
}

ssize_t __wrap_write(int file, const void* bytes, size_t size) {
  const std::lock_guard<std::mutex> guard(mutex);
  Open* open = find(file);
  if (open != nullptr) {
    FailingDisk* disk = FailingDisk::of(open->path);
    const std::string_view text(static_cast<const char*>(bytes), size);
    if (disk != nullptr && !disk->writes(open->path, open->offset, text)) return refused();
    open->offset += size;
  }
  return __real_write(file, bytes, size);
}

int __wrap_fsync(int file) {
  const std::lock_guard<std::mutex> guard(mutex);
  const Open* open = find(file);
  FailingDisk* disk = open == nullptr ? nullptr : FailingDisk::of(open->path);
  if (disk != nullptr) {
    const bool is_folder = fs::is_directory(open->path);
    if (is_folder ? !disk->syncs_folder(open->path) : !disk->syncs(open->path)) return refused();
  }
  return __real_fsync(file);
}

int __wrap_rename(const char* from, const char* to) {
  FailingDisk* disk = FailingDisk::of(to);
  if (disk != nullptr && !disk->renames(from, to)) return refused();
  return __real_rename(from, to);
}

int __wrap_link(const char* from, const char* to) {
  FailingDisk* disk = FailingDisk::of(to);
  if (disk != nullptr && !fs::exists(to) && !disk->links(from, to)) return refused();
  return __real_link(from, to);
}

int __wrap_unlink(const char* path) {
  FailingDisk* disk = FailingDisk::of(path);
  if (disk != nullptr && fs::exists(path) && !disk->removes(path)) return refused();
  return __real_unlink(path);
}

int __wrap_mkdir(const char* path, mode_t mode) {
  FailingDisk* disk = FailingDisk::of(path);
  if (disk != nullptr && !fs::exists(path) && !disk->makes_folder(path)) return refused();
  return __real_mkdir(path, mode);
}

}  // extern "C"
// NOLINTEND(bugprone-reserved-identifier, cert-dcl37-c, cert-dcl51-cpp,
// readability-identifier-naming)

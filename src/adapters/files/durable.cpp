#include "adapters/files/durable.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <string>

#include "adapters/files/descriptor.h"

namespace cairn::adapters {
namespace {

namespace fs = std::filesystem;

Error cannot(const char* what, const fs::path& path) {
  return {ErrorCode::unavailable, what, path.string()};
}

fs::path folder_of(const fs::path& path) {
  return path.has_parent_path() ? path.parent_path() : fs::path(".");
}

/// Names are kept by the folder: a new one is durable when its folder was synced.
Result<void> sync_folder(const fs::path& folder) {
  const Descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (opened.number() < 0 || ::fsync(opened.number()) != 0)
    return cannot("a folder cannot be synced", folder);
  return {};
}

Result<void> write_and_sync(const fs::path& path, std::string_view bytes, mode_t mode) {
  const Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode));
  if (file.number() < 0) return cannot("a file cannot be made", path);
  while (!bytes.empty()) {
    const ssize_t count = ::write(file.number(), bytes.data(), bytes.size());
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) return cannot("a file cannot be written", path);
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  if (::fsync(file.number()) != 0) return cannot("a file cannot be synced", path);
  return {};
}

}  // namespace

Result<void> make_folders(const fs::path& folder) {
  std::error_code failure;
  if (fs::is_directory(folder, failure)) return {};
  if (folder.has_parent_path() && folder.parent_path() != folder)
    CAIRN_CHECK(make_folders(folder.parent_path()));
  if (::mkdir(folder.c_str(), 0777) != 0 && errno != EEXIST)
    return cannot("a folder cannot be made", folder);
  return sync_folder(folder_of(folder));
}

Result<void> replace_file(const fs::path& path, std::string_view bytes) {
  fs::path beside = path;
  beside += ".new";
  CAIRN_CHECK(write_and_sync(beside, bytes, 0644));
  if (::rename(beside.c_str(), path.c_str()) != 0)
    return cannot("a file cannot be put in its place", path);
  return sync_folder(folder_of(path));
}

Result<void> create_file(const fs::path& path, std::string_view bytes, mode_t mode) {
  fs::path beside = path;
  beside += ".new" + std::to_string(::getpid());
  CAIRN_CHECK(write_and_sync(beside, bytes, mode));
  const bool linked = ::link(beside.c_str(), path.c_str()) == 0;
  const bool is_there = errno == EEXIST;
  (void)::unlink(beside.c_str());
  if (!linked && is_there)
    return Error{ErrorCode::conflict, "the file is there already", path.string()};
  if (!linked) return cannot("a file cannot be put in its place", path);
  return sync_folder(folder_of(path));
}

}  // namespace cairn::adapters

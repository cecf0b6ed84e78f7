#include "adapters/tiles/folder.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <mutex>
#include <utility>

#include "adapters/files/descriptor.h"
#include "adapters/files/durable.h"

namespace cairn::adapters {
namespace {

namespace fs = std::filesystem;

Error cannot(const char* what, const fs::path& path) {
  return {ErrorCode::unavailable, what, path.string()};
}

class Folder final : public log::Tiles {
 public:
  explicit Folder(fs::path root) : root_(std::move(root)) {}

  Result<std::optional<std::string>> read(std::string_view path) const override {
    CAIRN_TRY(const fs::path place, place_of(path));
    const Descriptor file(::open(place.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.number() < 0 && (errno == ENOENT || errno == ENOTDIR))
      return std::optional<std::string>();
    if (file.number() < 0) return cannot("a file of the log cannot be read", place);
    std::string bytes;
    std::array<char, 16 * 1024> block;
    while (true) {
      const ssize_t count = ::read(file.number(), block.data(), block.size());
      if (count < 0 && errno == EINTR) continue;
      if (count < 0) return cannot("a file of the log cannot be read", place);
      if (count == 0) return std::optional(std::move(bytes));
      bytes.append(block.data(), static_cast<std::size_t>(count));
      if (bytes.size() > kFileBytesMax) return exhausted("a file of the log is too long", place);
    }
  }

  Result<void> create(std::string_view path, std::string_view bytes) override {
    CAIRN_TRY(const auto present, read(path));
    if (!present) return replace(path, bytes);
    if (*present == bytes) return {};
    return Error{ErrorCode::conflict, "a file of the log is there with other bytes",
                 std::string(path)};
  }

  Result<void> replace(std::string_view path, std::string_view bytes) override {
    CAIRN_TRY(const fs::path place, place_of(path));
    const std::lock_guard<std::mutex> guard(writing_);
    CAIRN_CHECK(make_folders(place.parent_path()));
    return replace_file(place, bytes);
  }

  Result<void> remove_folder(std::string_view path) override {
    CAIRN_TRY(const fs::path place, place_of(path));
    std::error_code failure;
    fs::remove_all(place, failure);
    return failure ? Result<void>(cannot("a folder of the log cannot be removed", place))
                   : Result<void>();
  }

 private:
  /// A full entry bundle has at most 256 entries of 65,535 bytes and their lengths.
  static constexpr std::size_t kFileBytesMax = 17 * 1024 * 1024;

  static Error exhausted(const char* what, const fs::path& path) {
    return cairn::exhausted(what, path.string());
  }

  Result<fs::path> place_of(std::string_view path) const {
    const fs::path relative(path);
    bool inside = !path.empty() && relative.is_relative();
    for (const fs::path& part : relative) inside = inside && part != "..";
    if (!inside) return invalid("a path that leaves the folder of the log", std::string(path));
    return root_ / relative;
  }

  fs::path root_;
  std::mutex writing_;  // two writers of one path would share the file beside it
};

}  // namespace

std::unique_ptr<log::Tiles> tiles_in(std::filesystem::path root) {
  return std::make_unique<Folder>(std::move(root));
}

}  // namespace cairn::adapters

#include "adapters/files/tree.h"

#include <algorithm>
#include <fstream>
#include <sstream>

namespace cairn::adapters {
namespace {

namespace fs = std::filesystem;

Result<std::vector<fs::path>> files_below(const fs::path& folder,
                                          std::span<const std::string_view> suffixes) {
  std::vector<fs::path> files;
  std::error_code failure;
  for (fs::recursive_directory_iterator each(folder, failure), end; each != end && !failure;
       each.increment(failure)) {
    const std::string name = each->path().string();
    bool wanted = std::any_of(suffixes.begin(), suffixes.end(),
                              [&](std::string_view suffix) { return name.ends_with(suffix); });
    if (wanted && each->is_regular_file(failure)) files.push_back(each->path());
  }
  if (failure)
    return Error{ErrorCode::unavailable, "the folder cannot be read: " + failure.message(),
                 folder.string()};
  if (files.empty()) return not_found("the folder holds no document", folder.string());
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

Result<std::vector<FileText>> read_tree(const fs::path& path,
                                        std::span<const std::string_view> suffixes,
                                        std::size_t bytes_max) {
  std::error_code failure;
  std::vector<fs::path> files{path};
  if (fs::is_directory(path, failure)) {
    CAIRN_TRY(files, files_below(path, suffixes));
  }
  std::vector<FileText> read;
  std::size_t total = 0;
  for (const fs::path& file : files) {
    total += static_cast<std::size_t>(fs::file_size(file, failure));
    if (failure) return not_found("there is no such file", file.string());
    if (total > bytes_max) return exhausted("the files are too large together", file.string());
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    if (!in) return Error{ErrorCode::unavailable, "the file cannot be read", file.string()};
    read.push_back({file.string(), text.str()});
  }
  return read;
}

}  // namespace cairn::adapters

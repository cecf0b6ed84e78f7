// Reads the documents of a file or folder.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace cairn::adapters {

struct FileText {
  std::string name;  ///< the path as given, or below the folder that was given
  std::string text;
};

/// `path` itself, or every file below it whose name ends in one of `suffixes`, in the order of
/// their paths. not_found when there is none; exhausted beyond `bytes_max` in total.
Result<std::vector<FileText>> read_tree(const std::filesystem::path& path,
                                        std::span<const std::string_view> suffixes,
                                        std::size_t bytes_max = 64 * 1024 * 1024);

}  // namespace cairn::adapters

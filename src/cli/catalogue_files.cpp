#include "cli/catalogue_files.h"

#include <algorithm>
#include <filesystem>
#include <iterator>
#include <system_error>

namespace cairn::cli {
namespace {

constexpr std::size_t kFilesMax = 10'000;

bool is_document(const std::filesystem::path& path) {
  const std::string extension = path.extension().string();
  return extension == ".yaml" || extension == ".yml" || extension == ".json";
}

}  // namespace

Result<documents::NamedText> read_named(Session& session, const std::string& path) {
  CAIRN_TRY(std::string text, read_input(session, path));
  return documents::NamedText{path, std::move(text)};
}

Result<std::vector<documents::NamedText>> read_catalogue_files(Session& session,
                                                               const std::string& path) {
  std::error_code failure;
  std::vector<documents::NamedText> files;
  if (!std::filesystem::is_directory(path, failure)) {
    CAIRN_TRY(documents::NamedText file, read_named(session, path));
    files.push_back(std::move(file));
    return files;
  }
  std::vector<std::string> names;
  for (std::filesystem::recursive_directory_iterator entry(path, failure), end;
       !failure && entry != end; entry.increment(failure)) {
    if (!entry->is_regular_file(failure) || !is_document(entry->path())) continue;
    names.push_back(entry->path().string());
    if (names.size() > kFilesMax)
      return exhausted("the folder holds more than " + std::to_string(kFilesMax) + " documents",
                       path);
  }
  if (failure) return Error{ErrorCode::unavailable, "the folder cannot be read", path};
  if (names.empty()) return not_found("the folder holds no .yaml, .yml or .json file", path);
  std::ranges::sort(names);
  for (const std::string& name : names) {
    CAIRN_TRY(documents::NamedText file, read_named(session, name));
    files.push_back(std::move(file));
  }
  return files;
}

Result<std::vector<documents::NamedText>> read_catalogue_files(Session& session,
                                                               const std::string& path,
                                                               const std::string& more) {
  CAIRN_TRY(std::vector<documents::NamedText> files, read_catalogue_files(session, path));
  if (more.empty()) return files;
  CAIRN_TRY(std::vector<documents::NamedText> further, read_catalogue_files(session, more));
  std::ranges::move(further, std::back_inserter(files));
  return files;
}

}  // namespace cairn::cli

// Writing small files so that a loss of power leaves each whole or not there.
#pragma once

#include <sys/types.h>

#include <filesystem>
#include <string_view>

#include "base/result.h"

namespace cairn::adapters {

// All of these are durable when they return success. Errors are unavailable and name the path.

/// Makes the folder, and those above it that are missing.
Result<void> make_folders(const std::filesystem::path& folder);

/// In the place of what was there: whoever reads sees the old bytes or the new ones. The folder is
/// there. Two at once for one path are the caller's to prevent.
Result<void> replace_file(const std::filesystem::path& path, std::string_view bytes);

/// For a file that is not there yet. conflict: it is, and stays as it is; of two processes that do
/// this at once one gets that. `mode` as for open(2).
Result<void> create_file(const std::filesystem::path& path, std::string_view bytes, mode_t mode);

}  // namespace cairn::adapters

// The files of a catalogue: one document, or a folder of them.
#pragma once

#include <string>
#include <vector>

#include "cli/session.h"
#include "documents/catalogue_json.h"

namespace cairn::cli {

/// One file, named by its path; "-" is the input.
Result<documents::NamedText> read_named(Session& session, const std::string& path);

/// The file at `path`, or every .yaml, .yml and .json file of the folder at `path` and of those
/// below it, by name. ErrorCode::not_found when there is nothing.
Result<std::vector<documents::NamedText>> read_catalogue_files(Session& session,
                                                               const std::string& path);
/// The same of two places, the second of which may be "": nothing.
Result<std::vector<documents::NamedText>> read_catalogue_files(Session& session,
                                                               const std::string& path,
                                                               const std::string& more);

}  // namespace cairn::cli

// A file of records, one a line, as a population.
#pragma once

#include <memory>
#include <string>

#include "app/simulation/population.h"
#include "cli/session.h"

namespace cairn::cli {

/// The file at `path`, or the session's input for "-", which can be read only once.
/// ErrorCode::not_found when it cannot be opened.
Result<std::unique_ptr<simulation::Population>> open_lines(Session& session,
                                                           const std::string& path);

}  // namespace cairn::cli

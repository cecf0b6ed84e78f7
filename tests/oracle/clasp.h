// Debian's gringo and clasp over tests/oracle/audit.lp: a third oracle, which shares neither the
// expansion of a question nor any rule with the engine or the other two.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "oracle/expansion.h"

namespace cairn::oracle {

bool have_clasp();

/// What the best allocation of every question measures whose facts are given, by its number, in its
/// own units; one that is missing there is complete. Nothing when clasp does not prove all of them
/// in that time. Writes into `folder`. To be called in the project's folder.
std::optional<std::map<int, Measure>> solve_with_clasp(const std::string& facts,
                                                       const std::filesystem::path& folder,
                                                       int seconds_max);

}  // namespace cairn::oracle

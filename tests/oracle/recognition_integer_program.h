// The best recognition at one receiver as an integer program for Debian's CBC: a second oracle, for
// records that enumeration cannot try out.
#pragma once

#include <filesystem>
#include <optional>

#include "base/rational.h"
#include "oracle/recognition_brute_force.h"

namespace cairn::oracle {

/// The most credit, proven, of a case whose grants are all at one receiver, in one system, in
/// halves, and not barred; nothing when CBC does not prove it in a minute. `file` is overwritten.
std::optional<Rational> most_credit_by_cbc(const std::vector<Granted>& grants,
                                           const std::filesystem::path& file);

}  // namespace cairn::oracle

// The best recognition as an integer program, for Debian's CBC and for benches beside solvers: a
// second oracle, for records that enumeration cannot try out.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/rational.h"
#include "oracle/recognition_brute_force.h"

namespace cairn::oracle {

/// In LP format, with the credit that is maximised in whole units of 1/denominator.
struct ChoiceProgram {
  std::string text;
  std::int64_t denominator = 1;
};

/// The most credit that a choice of the grants has: all in one measure, not barred, at least one.
ChoiceProgram as_integer_program(const std::vector<Granted>& grants);

/// The same, proven; nothing when CBC does not prove it in a minute. `file` is overwritten.
std::optional<Rational> most_credit_by_cbc(const std::vector<Granted>& grants,
                                           const std::filesystem::path& file);

}  // namespace cairn::oracle

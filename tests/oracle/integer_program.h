// The audit as an integer program for Debian's CBC, encoded from docs/reference/requirements.md:
// a second oracle, for cases that brute force cannot try out.
#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "oracle/cbc.h"
#include "oracle/expansion.h"

namespace cairn::oracle {

/// The question in CPLEX LP format. Its objective is credit * (leaf_count + 1) +
/// missing leaves.
std::string as_integer_program(const Question& question);

bool have_cbc();

/// The proven optimum, or nothing when CBC does not prove one in that time. `file` is overwritten.
std::optional<Deficit> solve_with_cbc(const Question& question, const std::filesystem::path& file,
                                      int seconds_max = 60,
                                      Preprocess preprocess = Preprocess::yes);

}  // namespace cairn::oracle

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
/// missing leaves; with a deficit, that of its allocations what they weigh.
std::string as_integer_program(const Question& question,
                               const std::optional<Deficit>& of = std::nullopt);

bool have_cbc();

/// The proven optimum, or nothing when CBC does not prove one in that time. `file` is overwritten.
std::optional<Deficit> solve_with_cbc(const Question& question, const std::filesystem::path& file,
                                      int seconds_max = 60,
                                      Preprocess preprocess = Preprocess::yes);

/// The least weight of the allocations of that deficit, in the same way.
std::optional<std::int64_t> least_weight_with_cbc(const Question& question, const Deficit& deficit,
                                                  const std::filesystem::path& file,
                                                  int seconds_max = 60,
                                                  Preprocess preprocess = Preprocess::yes);

}  // namespace cairn::oracle

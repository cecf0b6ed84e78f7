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

/// What the objective makes of a deficit.
std::int64_t objective_of(const Question& question, const Deficit& deficit);

/// The proven optimum, or a larger one than `at_most` asks for, or nothing, as cbc_optimum says.
/// `file` is overwritten.
std::optional<Deficit> solve_with_cbc(const Question& question, const std::filesystem::path& file,
                                      const CbcOptions& options = {});

/// The least weight of the allocations of that deficit, in the same way.
std::optional<std::int64_t> least_weight_with_cbc(const Question& question, const Deficit& deficit,
                                                  const std::filesystem::path& file,
                                                  const CbcOptions& options = {});

}  // namespace cairn::oracle

// One call of CBC, Debian's mixed-integer solver, as both independent encodings make it.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>

namespace cairn::oracle {

/// What CBC may do to make a program smaller before it branches. Debian's CBC 2.10.8 now and then
/// calls an optimum what is none when it preprocesses, and sometimes still when it only cuts.
enum class Reductions { all, cuts, none };

struct CbcOptions {
  int seconds_max = 60;
  Reductions reductions = Reductions::all;
  /// Of the objective: what a solution is known to have, so that no worse one is searched for.
  std::optional<std::int64_t> at_most = {};
};

/// The proven optimum of `program` (LP format), rounded to the integer it must be, or `at_most` + 1
/// when CBC proves that there is nothing so low; nothing when it proves neither in time. Writes
/// `file`, and the solution beside it.
std::optional<std::int64_t> cbc_optimum(const std::string& program,
                                        const std::filesystem::path& file,
                                        const CbcOptions& options = {});

}  // namespace cairn::oracle

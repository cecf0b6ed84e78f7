// Where the gate's generated cases begin: at a fixed seed, so that a failure stays one, and at one
// that each commit has for itself, so that the gate as a whole is never done.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace cairn::oracle {

struct Seeds {
  std::string name;  ///< "fixed", or "of commit 97bf3ee81"
  std::uint64_t first = 1;
};

/// The seed that the first nine digits of a commit's name are, read as a hexadecimal number.
/// Nothing when it does not begin with nine of them.
std::optional<std::uint64_t> seed_of(const std::string& commit);

/// The fixed seed and that of the commit; the latter is CAIRN_SEED instead (a number) where that is
/// set, so that a run can be repeated. Prints what it chose, and without a commit that there is
/// none.
std::vector<Seeds> gate_seeds();

}  // namespace cairn::oracle

// How far a count has come, as a file that it can be gone on from.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "domain/simulation/tally.h"

namespace cairn::simulation {

struct Checkpoint {
  std::string question;    ///< what is counted: a digest of all that the answer depends on
  std::string population;  ///< Population::identity()
  std::string position;    ///< Population::position() after the last chunk that is counted
  std::int64_t records = 0;
  Tally tally;
};

std::string write_checkpoint(const Checkpoint& checkpoint);
/// Invalid, with the place, for what write_checkpoint() does not write.
Result<Checkpoint> read_checkpoint(std::string_view text);

/// Where checkpoints are kept.
struct Keeping {
  std::function<Result<std::optional<std::string>>()> load;  ///< nothing: there is none yet
  std::function<Result<void>(const std::string&)> save;      ///< in place of the last, as a whole
};

}  // namespace cairn::simulation

// Counting a population on several threads, deterministically, from where it was left.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "app/simulation/checkpoint.h"
#include "app/simulation/population.h"
#include "base/result.h"
#include "domain/simulation/tally.h"

namespace cairn::simulation {

/// Counts one member; belongs to one thread, so it may remember.
using Counter = std::function<Result<void>(const Member&, Tally&)>;

struct Folding {
  std::function<Counter()> make_counter;  ///< thread-safe
  std::size_t threads = 1;
  std::string question;                 ///< as Checkpoint::question; needed with `keeping`
  std::optional<Keeping> keeping = {};  ///< absent: nothing is kept
  Tally start = {};                     ///< what is counted is added to it
  /// Told how many records are counted, after each chunk; one call at a time.
  std::function<void(std::int64_t)> progress = [](std::int64_t) {};
};

struct Counted {
  std::int64_t records = 0;
  Tally tally;
};

/// Chunks are taken and added up in their order, at most four a thread at once, so what is told of
/// a population is the same on however many threads, and with or without an interruption. Of
/// several errors the first in the order of the population is returned. Conflict when `keeping` has
/// a checkpoint of another question or population; invalid when the population can be read only
/// once.
Result<Counted> fold(Population& population, const Folding& folding);

}  // namespace cairn::simulation

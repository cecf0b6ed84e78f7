// When to take what was chosen: the earliest finish of a set of steps under prerequisites, start
// dates and the weekly load.
#pragma once

#include <cstdint>
#include <vector>

#include "domain/plan/facts.h"
#include "domain/plan/problem.h"

namespace cairn::plan {

struct Activity {
  int candidate = 0;
  const Choice* choice = nullptr;
};

struct Timetable {
  enum class Status { found, none, out_of_budget };
  Status status = Status::none;
  int finish = -1;  ///< last day of the last activity
  std::vector<int>
      starts;  ///< by activity; set when found, or a plan found before the budget ended
  std::uint64_t nodes = 0;
};

struct ScheduleLimits {
  int finish_max;  ///< nothing later is of interest
  std::uint64_t nodes_max;
};

/// The least finish of `activities` (ascending candidates), proven: `none` says that none finishes
/// by limits.finish_max. Branch and bound over the order of starts: some schedule of least finish
/// starts its activities, in the order of their starts, each as early as those before it allow.
/// Bounds: longest chain of necessary prerequisites, and the load that is left.
Result<Timetable> schedule(const Problem& problem, Facts& facts,
                           const std::vector<Activity>& activities, const ScheduleLimits& limits);

}  // namespace cairn::plan

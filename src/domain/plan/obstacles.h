// Why there is no plan.
#pragma once

#include <vector>

#include "base/result.h"
#include "domain/plan/plan.h"
#include "domain/plan/problem.h"

namespace cairn::plan {

/// What stands in the way of a problem that search() proved infeasible: the leaves that nothing can
/// fill, with what their prerequisites lack; else the leaves that compete; else the start dates.
Result<std::vector<Obstacle>> find_obstacles(const Problem& problem);

}  // namespace cairn::plan

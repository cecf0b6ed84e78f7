// Conditions that whatever meets the node that they look at meets too.
#pragma once

#include <vector>

#include "base/result.h"
#include "domain/lint/bounds.h"
#include "domain/lint/fault.h"

namespace cairn::lint {

/// `adds_nothing`, for conditions beside which that node must be met anyway. Errors are those of
/// least_applied().
Result<std::vector<Fault>> find_idle_conditions(const requirement::Node& root, const Shelf& shelf);

}  // namespace cairn::lint

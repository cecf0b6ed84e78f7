// Conditions on what is applied that whatever meets the node that they look at meets too, or that
// nothing can meet.
#pragma once

#include <vector>

#include "base/result.h"
#include "domain/lint/fault.h"
#include "domain/lint/shelf.h"

namespace cairn::lint {

/// `adds_nothing`, for conditions beside which that node must be met anyway; `never_satisfied`,
/// `contradiction` and `idle_maximum`. Errors are those of least_applied().
Result<std::vector<Fault>> find_conditions(const requirement::Node& root, const Shelf& shelf);

}  // namespace cairn::lint

// Limits that forbid what must be met together below them, and limits that can never bite.
#pragma once

#include <vector>

#include "base/result.h"
#include "domain/lint/bounds.h"
#include "domain/lint/fault.h"

namespace cairn::lint {

/// `never_satisfied` at the least group that needs more than a limit over it allows (a leaf that
/// alone does is not looked at), and `idle_limit`. Errors are those of least_applied().
Result<std::vector<Fault>> find_limits(const requirement::Node& root, const Shelf& shelf);

}  // namespace cairn::lint

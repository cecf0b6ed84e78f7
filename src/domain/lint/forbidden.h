// Limits that forbid what must be met below them.
#pragma once

#include <vector>

#include "base/result.h"
#include "domain/lint/fault.h"
#include "domain/lint/shelf.h"

namespace cairn::lint {

/// `never_satisfied` at the least nodes that need more than a limit over them allows, or than two
/// limits in one unit allow together (the second is `beside`). Quadratic in the limits that stand
/// over one another. Errors are those of least_applied().
Result<std::vector<Fault>> find_forbidden(const requirement::Node& root, const Shelf& shelf);

}  // namespace cairn::lint

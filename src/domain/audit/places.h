// Where a further award would help what is missing (docs/reference/requirements.md, section 13.1).
#pragma once

#include <vector>

#include "domain/audit/audit.h"
#include "domain/audit/programme.h"

namespace cairn::audit {

/// Leaves that awards are applied to, by index of Programme::nodes(), each once: first the missing
/// leaf itself, or those that a condition looks at; then those it is in conflict with and those of
/// children that are not picked, ascending. `audit` is of the programme.
std::vector<int> places_of(const Missing& missing, const Programme& programme, const Audit& audit);

}  // namespace cairn::audit

// What a record gains by agreements in a plan (docs/reference/plans.md, section 3).
#pragma once

#include "domain/learning/award.h"
#include "domain/recognition/agreement.h"
#include "domain/recognition/decision.h"

namespace cairn::plan {

/// The view that the decision makes. Where its term has several groups, of which only one may
/// grant, the views of all of them stand on the term as a root, too. `agreement` is the version
/// that decided.
learning::Award view_of(const recognition::Decision& decision,
                        const recognition::Agreement& agreement);

}  // namespace cairn::plan

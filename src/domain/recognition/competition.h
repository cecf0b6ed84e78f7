// What competes, and what has precedence (docs/reference/recognition.md, section 3).
#pragma once

#include "domain/learning/award.h"
#include "domain/recognition/decision.h"
#include "domain/recognition/propose.h"

namespace cairn::recognition {

/// Whether one receiver can grant only one of the two.
bool compete(const Decision& a, const Decision& b);
/// Whether the award, which the record holds, is in the way of the decision: what has expired by
/// its day is not.
bool stands_in_the_way(const learning::Award& award, const Decision& decision);

/// Turns proposals that others outrank into refusals, names for the rest what competes, and leaves
/// automatic only what nothing competes with. Pairs are few: one learner's proposals.
void settle(const learning::Record& record, Proposals& proposals);

}  // namespace cairn::recognition

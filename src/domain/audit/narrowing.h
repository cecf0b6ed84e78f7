// Which of several allocations that cost the same are searched.
#pragma once

#include "domain/audit/part.h"

namespace cairn::audit {

/// The part with fewer allocations, of which one is still as good as the best: some uses exclude
/// others (Part::excludes). For searches that do not end soon: there the same is tried again and
/// again with awards in each other's places, as rules tell awards apart that leaves do not.
///
/// Awards are here the uses that take the same unit resources. Where two of them may change places,
/// so that two leaves gain what they gained and both awards together take what they took, the first
/// award has the place at the first leaf.
///
/// An allocation that breaks this is changed into one that costs the same by changing places. That
/// ends, in an allocation that keeps it: numbering awards and leaves, the sum over all uses of the
/// award's number times the leaf's grows with each change, since the later award comes to the later
/// leaf.
Part narrowed(const Part& part);

}  // namespace cairn::audit

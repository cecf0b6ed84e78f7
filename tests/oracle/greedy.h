// A plain greedy audit: top-down, first fit, nothing reconsidered; what exactness is measured by.
#pragma once

#include "oracle/expansion.h"

namespace cairn::oracle {

/// Whether the greedy finds the question complete. It walks the leaves in the order of the tree and
/// gives each the first awards, in the order of the record, that it accepts and no rule forbids; an
/// alternative that it cannot satisfy gives its awards back. Conditions are looked at when all is
/// applied.
bool greedy_completes(const Question& question);

}  // namespace cairn::oracle

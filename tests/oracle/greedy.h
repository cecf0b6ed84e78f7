// A plain greedy audit: top-down, first fit, nothing reconsidered; what exactness is measured by.
#pragma once

#include "oracle/expansion.h"

namespace cairn::oracle {

/// Whether the greedy finds the first pass complete. It walks the leaves in the order of the tree
/// and gives each the first free awards that it accepts, in the order of the record; an alternative
/// that it cannot satisfy gives its awards back.
bool greedy_completes(const Question& question);

}  // namespace cairn::oracle

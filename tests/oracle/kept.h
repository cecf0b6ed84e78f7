// Repeats and stacks (docs/reference/requirements.md, section 6): which awards may not be applied.
#pragma once

#include <vector>

#include "oracle/expansion.h"

namespace cairn::oracle {

/// Takes from the use all leaves from `first_leaf` on.
void withdraw(Use& use, int first_leaf);
/// Of several awards of one achievement the rule keeps one; the others are withdrawn.
void keep_one(const requirement::Repeats& rule, const learning::Catalogue& catalogue,
              int first_leaf, std::vector<Use>& uses);
/// Of awards and their parts the one or the other kind.
void keep_kind(requirement::Stacked kept, int first_leaf, std::vector<Use>& uses);

}  // namespace cairn::oracle

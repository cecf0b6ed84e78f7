// What greater awards have used up: section 1 of docs/reference/requirements.md.
#pragma once

#include <vector>

#include "domain/learning/catalogue.h"
#include "oracle/expansion.h"

namespace cairn::oracle {

/// Takes the uses out that are consumed where the goal is asked for.
void drop_consumed(const learning::Catalogue& catalogue, const learning::Achievement& goal,
                   std::vector<Use>& uses);

}  // namespace cairn::oracle

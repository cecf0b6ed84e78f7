// Rules that change no answer: what they speak of never comes so far.
#pragma once

#include <vector>

#include "base/result.h"
#include "domain/lint/fault.h"
#include "domain/lint/shelf.h"

namespace cairn::lint {

/// `idle_limit`, `idle_maximum` of groups, `idle_avoid` and `idle_sharing`. `looked_into`: where
/// the tree is named, conditions or shares may look at what is applied in it. Errors are those of
/// most_applied().
Result<std::vector<Fault>> find_idle(const requirement::Node& root, bool looked_into,
                                     const Shelf& shelf);

}  // namespace cairn::lint

// What awards stand on (docs/reference/requirements.md, sections 3 and 6).
#pragma once

#include <vector>

#include "domain/ids/ids.h"
#include "domain/learning/award.h"

namespace cairn::learning {

/// The roots that the award names, or itself alone; as it lists them.
std::vector<AwardId> roots_of(const Award& award);

/// Whether the award was earned with it, or it is a view of such an award: all its roots are among
/// the other's, which has further ones.
bool is_part(const Award& part, const Award& whole);

bool share_root(const Award& a, const Award& b);

}  // namespace cairn::learning

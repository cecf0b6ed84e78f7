// What awards stand on (docs/reference/requirements.md, sections 3 and 6).
#pragma once

#include <cstddef>
#include <vector>

#include "base/result.h"
#include "domain/ids/ids.h"
#include "domain/learning/award.h"

namespace cairn::learning {

/// The roots that the award names, or itself alone; as it lists them.
std::vector<AwardId> roots_of(const Award& award);

/// Whether the award was earned with it, or it is a view of such an award: all its roots are among
/// the other's, which has further ones.
bool is_part(const Award& part, const Award& whole);

bool share_root(const Award& a, const Award& b);

/// So many roots of all awards of a record, when they stand on originals.
inline constexpr std::size_t kRootsMax = 100'000;

/// Puts in place of a root that stands on roots of its own, by these awards, those. An award may
/// name itself. Invalid, with the award, when one stands on itself over others; exhausted beyond
/// kRootsMax. The awards are then as they were.
Result<void> stand_on_originals(std::vector<Award>& awards);

}  // namespace cairn::learning

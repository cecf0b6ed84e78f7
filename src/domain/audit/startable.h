// Whether anybody can ever start: prerequisites that wait for each other.
#pragma once

#include "base/result.h"
#include "domain/eligibility/index.h"
#include "domain/ids/ids.h"
#include "domain/learning/catalogue.h"

namespace cairn::audit {

/// Invalid, naming the circle, when `goal` or an achievement that its requirement or prerequisites
/// name can only be started by someone who already holds it. A circle with a way around it (an
/// `any` with another branch) is fine. Ids that the catalogue does not know count as startable.
/// `index` is of this catalogue.
Result<void> check_startable(const AchievementId& goal, const learning::Catalogue& catalogue,
                             const eligibility::Index& index);

}  // namespace cairn::audit

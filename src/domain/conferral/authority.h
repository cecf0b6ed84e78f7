// What a standing authority speaks of, and when it holds.
#pragma once

#include "base/time.h"
#include "domain/ids/ids.h"
#include "domain/learning/authority.h"

namespace cairn::conferral {

/// Whether it speaks of an achievement of an organization, on whatever day.
bool names(const learning::Authority& authority, const AchievementId& achievement,
           const OrganizationId& organization);
bool holds_on(const learning::Authority& authority, Date day);

}  // namespace cairn::conferral

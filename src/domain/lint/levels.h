// Which of two levels is higher, and what stands on the way to an achievement.
#pragma once

#include <compare>
#include <optional>

#include "base/time.h"
#include "domain/framework/level.h"
#include "domain/learning/catalogue.h"
#include "domain/lint/shelf.h"

namespace cairn::lint {

/// By their places in the EQF on the day, or else within one framework; nothing where neither
/// tells, or one of the achievements has no level.
std::optional<std::strong_ordering> compare_levels(const learning::Achievement& one,
                                                   const learning::Achievement& other,
                                                   const learning::Catalogue& catalogue, Date at);

/// What a requirement names, and where that has no level to compare, what its own requirement
/// names instead, and so on. Those of them that are higher than the achievement, sorted.
std::vector<AchievementId> higher_on_the_way(const std::vector<AchievementId>& named,
                                             const learning::Achievement& achievement,
                                             const Shelf& shelf, Date at);

}  // namespace cairn::lint

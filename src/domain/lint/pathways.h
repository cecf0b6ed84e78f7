// What a published pathway says that is hardly meant (docs/reference/lint.md, "Pathways").
#pragma once

#include <span>
#include <vector>

#include "base/time.h"
#include "domain/learning/catalogue.h"
#include "domain/learning/pathway.h"

namespace cairn::lint {

/// A way that never climbs: worth knowing, and no fault of a rule.
struct PathwayNotice {
  learning::PathwayId pathway;
  AchievementId goal;
  std::vector<AchievementId> about;  ///< what stands on the way at the goal's level, sorted
};

/// By pathway; the catalogue has the requirements that apply on the day (version::applicable).
std::vector<PathwayNotice> lint_pathways(const learning::Catalogue& catalogue,
                                         std::span<const learning::Pathway> pathways, Date at);

}  // namespace cairn::lint

// Which achievements and edges belong to a map. Private to app/map.
#pragma once

#include <set>

#include "app/map/path_map.h"

namespace cairn::map {

struct Extent {
  std::set<AchievementId> achievements;
  std::set<Edge> edges;
};

Extent walk(const AchievementId& goal, const Ground& ground, Date at);

}  // namespace cairn::map

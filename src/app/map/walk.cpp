#include "app/map/walk.h"

#include <algorithm>
#include <vector>

#include "domain/recognition/series.h"

namespace cairn::map {
namespace {

class Walker {
 public:
  explicit Walker(const learning::Catalogue& catalogue) : catalogue_(catalogue) {}

  Extent run(const AchievementId& goal) {
    visit(goal);
    while (!open_.empty()) {
      const learning::Achievement& next = *open_.back();
      open_.pop_back();
      if (next.requirement) add_edges(*next.requirement, next.id, EdgeType::part_of);
      if (next.prerequisites) add_edges(*next.prerequisites, next.id, EdgeType::prerequisite);
    }
    return std::move(extent_);
  }

 private:
  void visit(const AchievementId& id) {
    const learning::Achievement* achievement = catalogue_.find_achievement(id);
    if (achievement && extent_.achievements.insert(id).second) open_.push_back(achievement);
  }

  void add_edges(const requirement::Node& rule, const AchievementId& to, EdgeType type) {
    std::vector<AchievementId> named;
    requirement::collect_named(rule, named);
    for (const AchievementId& from : named) {
      visit(from);
      if (extent_.achievements.contains(from)) extent_.edges.insert({from, to, type, {}});
    }
  }

  const learning::Catalogue& catalogue_;
  Extent extent_;
  std::vector<const learning::Achievement*> open_;
};

/// What agreements recognise as something on the map comes in by one step: what leads to the
/// sender's achievement is the sender's own map.
void add_recognised(const Ground& ground, Date at, Extent& extent) {
  const std::set<AchievementId> own = extent.achievements;
  for (const recognition::Agreement* agreement : recognition::in_force(ground.agreements, at)) {
    for (const recognition::Term& term : agreement->terms) {
      if (!own.contains(term.grant.achievement)) continue;
      for (const AchievementId& from : recognition::named_by(term)) {
        if (!ground.catalogue.find_achievement(from)) continue;
        extent.achievements.insert(from);
        extent.edges.insert({from, term.grant.achievement, EdgeType::recognised_as, agreement->id});
      }
    }
  }
}

}  // namespace

Extent walk(const AchievementId& goal, const Ground& ground, Date at) {
  Extent extent = Walker(ground.catalogue).run(goal);
  add_recognised(ground, at, extent);
  return extent;
}

}  // namespace cairn::map

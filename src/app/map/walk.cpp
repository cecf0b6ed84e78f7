#include "app/map/walk.h"

#include <algorithm>
#include <optional>
#include <vector>

#include "domain/audit/candidates.h"
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

/// The last day on which an award of the sender's was made that still counts; `at` where there is
/// none, since one is to be made from then on.
Date awarded_last(const AchievementId& achievement, const OrganizationId& sender,
                  const learning::Record& record, Date at) {
  std::optional<Date> last;
  for (const learning::Award& award : record.awards)
    if (award.achievement == achievement && award.organization == sender &&
        award.status == learning::AwardStatus::earned && audit::is_made(award, at) &&
        (!last || *last < award.awarded))
      last = award.awarded;
  return last.value_or(at);
}

/// Whether this version decides what the record holds of the group, or what it could hold from the
/// day on.
bool decides(const recognition::Agreement& version, recognition::Series series,
             const recognition::Group& group, const Ground& ground, Date at) {
  std::vector<Date> days;
  for (const AchievementId& each : group)
    days.push_back(awarded_last(each, version.sender, ground.record, at));
  return &recognition::deciding(series, std::ranges::max(days), at) == &version;
}

/// What the group is recognised as, if that is on the map.
void add_group(const recognition::Agreement& version, const recognition::Term& term,
               const recognition::Group& group, const Ground& ground, Extent& extent) {
  for (const AchievementId& from : group) {
    if (!ground.catalogue.find_achievement(from)) continue;
    extent.achievements.insert(from);
    extent.edges.insert({from, term.grant.achievement, EdgeType::recognised_as, version.id});
  }
}

/// What agreements recognise as something on the map comes in by one step: what leads to the
/// sender's achievement is the sender's own map.
void add_recognised(const Ground& ground, Date at, Extent& extent) {
  const std::set<AchievementId> own = extent.achievements;
  for (const auto& [id, series] : recognition::series_of(ground.agreements)) {
    if (recognition::holding_on(series, at) == nullptr) continue;
    for (const recognition::Agreement* version : series) {
      if (recognition::unsigned_side(*version, at)) continue;
      for (const recognition::Term& term : version->terms)
        for (const recognition::Group& group : term.from)
          if (own.contains(term.grant.achievement) && decides(*version, series, group, ground, at))
            add_group(*version, term, group, ground, extent);
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

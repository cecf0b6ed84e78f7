#include "domain/lint/pathways.h"

#include <algorithm>
#include <compare>
#include <set>
#include <utility>

#include "domain/lint/levels.h"
#include "domain/lint/shelf.h"
#include "domain/requirement/requirement.h"

namespace cairn::lint {
namespace {

using learning::Achievement;
using learning::Catalogue;
using requirement::Filter;
using requirement::Node;

// A filter that does not name its achievements one by one may let in anything.
bool names_all(const Filter& filter) {
  return !filter.achievements.empty() &&
         requirement::named_by(filter).size() == filter.achievements.size();
}

bool names_all(const Node& node) {
  if (const auto* sum = std::get_if<requirement::Sum>(&node.rule)) return names_all(sum->filter);
  if (const auto* points = std::get_if<requirement::Points>(&node.rule))
    return std::ranges::all_of(points->lines,
                               [](const auto& line) { return names_all(line.filter); });
  return std::ranges::all_of(requirement::children_of(node),
                             [](const Node& child) { return names_all(child); });
}

/// All that stands on the way to the goal; nothing where a rule on it leaves that open.
std::set<AchievementId> way_to(const Achievement& goal, const Shelf& shelf) {
  std::set<AchievementId> way;
  std::vector<AchievementId> open{goal.id};
  while (!open.empty()) {
    const AchievementId id = std::move(open.back());
    open.pop_back();
    const Achievement* each = shelf.achievement(id);
    if (each == nullptr || !way.insert(id).second || !each->requirement) continue;
    if (!names_all(*each->requirement)) return {};
    requirement::collect_named(*each->requirement, open);
  }
  way.erase(goal.id);
  return way;
}

}  // namespace

std::vector<PathwayNotice> lint_pathways(const Catalogue& catalogue,
                                         std::span<const learning::Pathway> pathways, Date at) {
  const Shelf shelf(catalogue);
  std::vector<PathwayNotice> notices;
  for (const learning::Pathway& pathway : pathways) {
    const Achievement* goal = shelf.achievement(pathway.goal);
    if (goal == nullptr) continue;
    const std::set<AchievementId> way = way_to(*goal, shelf);
    const bool stays = std::ranges::all_of(way, [&](const AchievementId& id) {
      const auto compared = compare_levels(*shelf.achievement(id), *goal, catalogue, at);
      return compared && std::is_eq(*compared);
    });
    if (stays && !way.empty()) notices.push_back({pathway.id, goal->id, {way.begin(), way.end()}});
  }
  std::ranges::sort(notices, {}, &PathwayNotice::pathway);
  return notices;
}

}  // namespace cairn::lint

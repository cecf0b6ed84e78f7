#include "domain/audit/startable.h"

#include <algorithm>
#include <string>
#include <unordered_set>
#include <vector>

#include "domain/requirement/requirement.h"

namespace cairn::audit {
namespace {

using learning::Achievement;
using requirement::Node;

class Starts {
 public:
  Starts(const learning::Catalogue& catalogue, const eligibility::Index& index)
      : catalogue_(catalogue), index_(index) {}

  Result<void> check(const AchievementId& goal) {
    reach(goal);
    for (bool grown = true; grown;) {
      grown = false;
      for (const AchievementId& id : reached_) {
        if (startable_.contains(id)) continue;
        const auto& prerequisites = find(id)->prerequisites;
        if (prerequisites && !possible(*prerequisites)) continue;
        startable_.insert(id);
        grown = true;
      }
    }
    for (const AchievementId& id : reached_)
      if (!startable_.contains(id)) return circle_from(id);
    return {};
  }

 private:
  // nullptr for one that the catalogue does not know.
  const Achievement* find(const AchievementId& id) const {
    const eligibility::Definition* definition = index_.find(index_.number_of(id));
    return definition == nullptr ? nullptr : &catalogue_.achievements[definition->place];
  }

  void reach(const AchievementId& id) {
    reached_.push_back(id);
    std::unordered_set<AchievementId> seen{id};
    for (std::size_t i = 0; i < reached_.size(); ++i) {
      const Achievement* found = find(reached_[i]);
      if (found == nullptr) continue;
      std::vector<AchievementId> named;
      if (found->requirement) requirement::collect_named(*found->requirement, named);
      if (found->prerequisites) requirement::collect_named(*found->prerequisites, named);
      for (AchievementId& next : named)
        if (find(next) != nullptr && seen.insert(next).second) reached_.push_back(std::move(next));
    }
    std::erase_if(reached_, [&](const AchievementId& each) { return find(each) == nullptr; });
  }

  bool can_be_held(const AchievementId& id) const {
    return startable_.contains(id) || find(id) == nullptr;
  }

  bool possible(const Node& node) const {
    const auto holdable = [&](const AchievementId& id) { return can_be_held(id); };
    const std::vector<Node>& children = requirement::children_of(node);
    const auto count =
        std::ranges::count_if(children, [&](const Node& child) { return possible(child); });
    if (std::holds_alternative<requirement::All>(node.rule))
      return count == static_cast<std::ptrdiff_t>(children.size());
    if (const auto* some = std::get_if<requirement::AtLeast>(&node.rule))
      return count >= some->count;
    if (!children.empty()) return count > 0;
    if (const auto* sum = std::get_if<requirement::Sum>(&node.rule)) return possible(sum->filter);
    if (const auto* points = std::get_if<requirement::Points>(&node.rule))
      return std::ranges::any_of(points->lines,
                                 [&](const auto& line) { return possible(line.filter); });
    std::vector<AchievementId> named;
    requirement::collect_named(node, named);
    return std::ranges::all_of(named, holdable);
  }

  // A filter that names nothing, or more than it spells out, is passed by something.
  bool possible(const requirement::Filter& filter) const {
    const std::vector<AchievementId> named = requirement::named_by(filter);
    return named.empty() || named.size() < filter.achievements.size() ||
           std::ranges::any_of(named, [&](const AchievementId& id) { return can_be_held(id); });
  }

  // Follows, from an achievement that cannot start, the first one it waits for that cannot either.
  Result<void> circle_from(AchievementId id) const {
    std::vector<AchievementId> path;
    while (std::ranges::find(path, id) == path.end()) {
      path.push_back(id);
      std::vector<AchievementId> named;
      requirement::collect_named(*find(id)->prerequisites, named);
      std::ranges::sort(named);
      const auto next = std::ranges::find_if_not(
          named, [&](const AchievementId& each) { return can_be_held(each); });
      if (next == named.end())
        return invalid("the prerequisites of \"" + id.text() + "\" cannot be met",
                       id.text() + "/prerequisites");
      id = *next;
    }
    path.erase(path.begin(), std::ranges::find(path, id));
    std::string circle;
    for (const AchievementId& each : path) circle += "\"" + each.text() + "\" before ";
    return invalid("prerequisites wait for each other, so nobody can start: " + circle + "\"" +
                       id.text() + "\"",
                   id.text() + "/prerequisites");
  }

  const learning::Catalogue& catalogue_;
  const eligibility::Index& index_;
  std::vector<AchievementId> reached_;
  std::unordered_set<AchievementId> startable_;
};

}  // namespace

Result<void> check_startable(const AchievementId& goal, const learning::Catalogue& catalogue,
                             const eligibility::Index& index) {
  return Starts(catalogue, index).check(goal);
}

}  // namespace cairn::audit

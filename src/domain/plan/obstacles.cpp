#include "domain/plan/obstacles.h"

#include <algorithm>
#include <set>
#include <utility>

#include "domain/audit/audit.h"
#include "domain/plan/relaxation.h"
#include "domain/plan/search.h"

namespace cairn::plan {
namespace {

class Finder {
 public:
  explicit Finder(const Problem& problem)
      : problem_(problem), time_(problem, Combine::latest), ends_(earliest_ends(problem)) {
    time_.price(ends_, -1, Mask());
  }

  Result<std::vector<Obstacle>> run() {
    if (time_.cost(problem_.tree()) >= kUnreachable) {
      CAIRN_CHECK(blocked(problem_.tree(), problem_.goal().tree(), 0));
      return std::move(found_);
    }
    CAIRN_CHECK(competing());
    if (found_.empty()) note(Obstacle::Kind::no_schedule, problem_.goal().nodes()[0].id);
    return std::move(found_);
  }

 private:
  Obstacle& note(Obstacle::Kind kind, const NodeId& node, const AchievementId& achievement = {}) {
    Obstacle obstacle;
    obstacle.kind = kind;
    obstacle.node = node;
    obstacle.achievement = achievement;
    found_.push_back(std::move(obstacle));
    return found_.back();
  }

  // Descends to the leaves that nothing can fill. Depth is bounded by the audit's own limit.
  Result<void> blocked(const Tree& tree, const audit::ProgrammeTree& named, int index) {
    time_.cost(tree);
    if (time_.node_costs()[at(index)] < kUnreachable) return {};
    const TreeNode& node = tree.nodes[at(index)];
    const audit::ProgrammeNode& name = named.nodes()[at(index)];
    for (const int child : node.children) CAIRN_CHECK(blocked(tree, named, child));
    if (node.kind == audit::NodeKind::credit) return too_little(node, name);
    if (node.kind == audit::NodeKind::holds && node.children.empty())
      return not_to_be_had(name.id, name.achievement);
    return {};
  }

  Result<void> too_little(const TreeNode& node, const audit::ProgrammeNode& name) {
    std::int64_t units = 0;
    for (const Item& item : node.items)
      if (time_.source_cost(item.source) < kUnreachable) units += item.units;
    CAIRN_TRY(const Rational share, Rational::create(units, node.need));
    CAIRN_TRY(const Rational reachable, multiply(name.minimum, share));
    Obstacle& obstacle = note(Obstacle::Kind::too_little_credit, name.id);
    obstacle.needed = name.minimum_credit();
    obstacle.reachable = reachable;
    return {};
  }

  Result<void> not_to_be_had(const NodeId& node, const AchievementId& achievement) {
    const auto& candidates = problem_.candidates();
    const auto found = std::ranges::find(candidates, achievement, [](const Candidate& candidate) {
      return candidate.achievement->id;
    });
    if (found == candidates.end()) {
      note(why_no_candidate(achievement), node, achievement);
      return {};
    }
    if (time_.cost(found->prerequisites) < kUnreachable) {
      note(Obstacle::Kind::no_start, node, achievement);
      return {};
    }
    note(Obstacle::Kind::prerequisites, node, achievement);
    if (!explained_.insert(achievement).second) return {};
    return blocked(found->prerequisites, found->programme->prerequisite_tree(), 0);
  }

  Obstacle::Kind why_no_candidate(const AchievementId& achievement) const {
    const learning::Catalogue& catalogue = problem_.world().catalogue;
    const learning::Achievement* known = catalogue.find_achievement(achievement);
    if (known == nullptr || known->state != learning::AchievementState::published)
      return Obstacle::Kind::no_offering;
    bool offered = false;
    bool light_enough = false;
    for (const learning::Offering& offering : catalogue.offerings) {
      if (offering.achievement != achievement) continue;
      offered = true;
      if (offering.hours_per_week <= problem_.request().weekly_hours) light_enough = true;
    }
    if (!offered) return Obstacle::Kind::no_offering;
    return light_enough ? Obstacle::Kind::no_start : Obstacle::Kind::too_heavy;
  }

  // Each leaf could be filled, but not all of them from what there is.
  Result<void> competing() {
    Mask all;
    for (int c = 0; c < problem_.candidate_count(); ++c)
      if (ends_[at(c)] < kUnreachable) all.set(at(c));
    CAIRN_TRY(const After after, problem_.record_after(all, 0));
    CAIRN_TRY(const audit::Audit audit,
              audit::evaluate(problem_.goal(), after.record, {.at = problem_.request().start}));
    for (const audit::Missing& missing : audit.missing) {
      const audit::ProgrammeNode& node = problem_.goal().nodes()[at(missing.node)];
      Obstacle& obstacle = note(Obstacle::Kind::competition, node.id, node.achievement);
      if (!missing.credit) continue;
      CAIRN_TRY(const Rational reachable, subtract(node.minimum, missing.credit->value));
      obstacle.needed = node.minimum_credit();
      obstacle.reachable = reachable;
    }
    return {};
  }

  const Problem& problem_;
  Relaxation time_;
  const std::vector<std::int64_t> ends_;
  std::set<AchievementId> explained_;
  std::vector<Obstacle> found_;
};

}  // namespace

Result<std::vector<Obstacle>> find_obstacles(const Problem& problem) {
  return Finder(problem).run();
}

}  // namespace cairn::plan

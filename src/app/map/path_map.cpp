#include "app/map/path_map.h"

#include <algorithm>
#include <set>
#include <span>
#include <utility>

#include "app/map/places.h"
#include "app/map/walk.h"
#include "domain/audit/audit.h"
#include "domain/audit/candidates.h"
#include "domain/audit/programme.h"

namespace cairn::map {
namespace {

using learning::Achievement;
using learning::Award;
using learning::AwardStatus;

WhyCode missing_code(audit::NodeKind leaf) {
  switch (leaf) {
    case audit::NodeKind::credit:
      return WhyCode::missing_credit;
    case audit::NodeKind::hours:
      return WhyCode::missing_hours;
    case audit::NodeKind::awards:
      return WhyCode::missing_awards;
    case audit::NodeKind::points:
      return WhyCode::missing_points;
    case audit::NodeKind::fact:
      return WhyCode::missing_fact;
    default:
      return audit::is_condition(leaf) ? WhyCode::missing_condition : WhyCode::missing_achievement;
  }
}

class Painter {
 public:
  Painter(const Ground& ground, Date at) : ground_(ground), at_(at) {}

  Result<Audited> audited(const AchievementId& achievement) {
    CAIRN_TRY(auto programme, audit::Programme::compile(achievement, ground_.catalogue));
    CAIRN_TRY(auto audit, audit::evaluate(programme, ground_.record, {at_}, known_));
    return Audited{std::move(programme), std::move(audit)};
  }

  /// By its own audit, and by what exceptions make of its places in the goal's tree.
  Result<Node> paint(const Achievement& achievement, const Places& places) {
    CAIRN_TRY(const Audited by_itself, audited(achievement.id));
    Node node;
    node.achievement = achievement.id;
    node.awards = awards_of(by_itself);
    node.state = state_of(achievement, by_itself);
    if (node.state != State::done && node.state != State::in_progress) {
      if (const Place* place = places.excepted(achievement.id)) {
        node.state = place->accepted.empty() ? State::waived : State::done;
        node.awards = place->accepted;
      }
    }
    node.why = why_of(node.state, by_itself, node.awards);
    return node;
  }

 private:
  State state_of(const Achievement& achievement, const Audited& audited) const {
    switch (audited.audit.status) {
      case audit::Status::complete:
        return State::done;
      case audit::Status::complete_if_in_progress_passes:
        return State::in_progress;
      default:
        break;
    }
    if (achievement.requirement) return State::missing;
    return prerequisites_met(audited) ? State::available : State::locked;
  }

  static bool prerequisites_met(const Audited& audited) {
    return audited.audit.prerequisites.empty() ||
           is_met(audited.audit.prerequisites.front().status);
  }

  /// Those that are applied to the node of the achievement itself.
  static std::vector<AwardId> awards_of(const Audited& audited) {
    return audited.audit.nodes.empty() ? std::vector<AwardId>()
                                       : audited.audit.nodes.front().applied;
  }

  std::vector<Why> why_of(State state, const Audited& audited,
                          const std::vector<AwardId>& awards) const {
    switch (state) {
      case State::done:
        return recognised(awards);
      case State::locked:
        return {needs(audited)};
      case State::missing:
        return missing(audited);
      case State::in_progress:
      case State::available:
      case State::waived:
        return {};
    }
    return {};
  }

  const Award* find(const AwardId& id) const {
    for (const Award& award : ground_.record.awards)
      if (award.id == id) return &award;
    return nullptr;
  }

  std::vector<Why> recognised(const std::vector<AwardId>& awards) const {
    Why why{WhyCode::recognised, {}, std::nullopt, {}};
    for (const AwardId& id : awards) {
      const Award* award = find(id);
      if (!award || award->status != AwardStatus::recognised) continue;
      for (const AwardId& root : award->roots)
        if (const Award* original = find(root)) why.achievements.push_back(original->achievement);
    }
    if (why.achievements.empty()) return {};
    return {why};
  }

  static Why needs(const Audited& audited) {
    Why why{WhyCode::needs, {}, std::nullopt, {}};
    const auto nodes = audited.programme.prerequisites();
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      // Only what the prerequisites name themselves, not what that is made of.
      bool outermost = true;
      for (int above = nodes[i].parent; above >= 0;
           above = nodes[static_cast<std::size_t>(above)].parent)
        outermost &= nodes[static_cast<std::size_t>(above)].kind != audit::NodeKind::holds;
      if (nodes[i].kind == audit::NodeKind::holds && outermost &&
          !is_met(audited.audit.prerequisites[i].status))
        why.achievements.push_back(nodes[i].achievement);
    }
    return why;
  }

  /// The missing parts that the requirement names itself; what they are made of is said at them.
  static std::vector<Why> missing(const Audited& audited) {
    std::vector<Why> whys;
    std::set<AchievementId> named;
    const auto nodes = audited.programme.nodes();
    for (const audit::Missing& each : audited.audit.missing) {
      const audit::ProgrammeNode& part =
          nodes[static_cast<std::size_t>(outermost_part(nodes, each.node))];
      if (part.kind != audit::NodeKind::holds)
        whys.push_back({missing_code(part.kind), part.named, each.credit, each.amount});
      else if (named.insert(part.achievement).second)
        whys.push_back({WhyCode::missing_achievement, {part.achievement}, std::nullopt, {}});
    }
    return whys;
  }

  /// The achievement nearest to the root that `leaf` is part of, the root's own aside; or the leaf.
  static int outermost_part(std::span<const audit::ProgrammeNode> nodes, int leaf) {
    int part = leaf;
    for (int above = nodes[static_cast<std::size_t>(leaf)].parent; above > 0;
         above = nodes[static_cast<std::size_t>(above)].parent)
      if (nodes[static_cast<std::size_t>(above)].kind == audit::NodeKind::holds) part = above;
    return part;
  }

  const Ground& ground_;
  Date at_;
  audit::SolvedParts known_;  // what one achievement asks, those built upon it ask again
};

/// An original that was not applied because its recognised view was, or the other way round, is
/// held all the same.
void add_held(const Ground& ground, Date at, Node& node) {
  for (const Award& award : ground.record.awards) {
    if (award.achievement != node.achievement) continue;
    bool under_way = award.status == AwardStatus::in_progress;
    if (!audit::is_made(award, at) && !under_way) continue;
    if (under_way && node.state == State::done) continue;
    node.awards.push_back(award.id);
  }
  std::sort(node.awards.begin(), node.awards.end());
  node.awards.erase(std::unique(node.awards.begin(), node.awards.end()), node.awards.end());
}

}  // namespace

Result<PathMap> draw(const AchievementId& goal, const Ground& ground, Date at) {
  if (!ground.catalogue.find_achievement(goal))
    return not_found("there is no such achievement", "goal");
  Extent extent = walk(goal, ground, at);
  PathMap map;
  map.edges.assign(extent.edges.begin(), extent.edges.end());
  Painter painter(ground, at);
  CAIRN_TRY(const Audited of_goal, painter.audited(goal));
  const Places places(of_goal);
  for (const AchievementId& id : extent.achievements) {
    CAIRN_TRY(Node node, painter.paint(*ground.catalogue.find_achievement(id), places));
    add_held(ground, at, node);
    map.nodes.push_back(std::move(node));
  }
  return map;
}

}  // namespace cairn::map

#include "domain/version/loosened.h"

#include <algorithm>
#include <set>
#include <string>
#include <variant>

#include "domain/policy/policy.h"
#include "domain/version/exceptions.h"

namespace cairn::version {
namespace {

using learning::Achievement;
using requirement::Exception;
using requirement::Node;
using Kind = Exception::Kind;

bool has_sharing(const Node& tree) {
  return !tree.sharing.empty() || std::ranges::any_of(requirement::children_of(tree), has_sharing);
}

// Looks through requirements for rules of policies that do not allow exceptions.
class Look {
 public:
  Look(Kind kind, const learning::Catalogue& applied, Date day)
      : waives_(kind == Kind::waive), applied_(applied), day_(day) {}

  // Of its whole requirement, once: one that rests on itself is refused elsewhere.
  void into(const AchievementId& id) {
    const Achievement* achievement = applied_.find_achievement(id);
    if (found_ || achievement == nullptr || !achievement->requirement) return;
    if (!seen_.insert(id).second) return;
    if (!waives_) at_rules_of(*achievement);
    below(*achievement->requirement);
  }

  // At the node and below.
  void below(const Node& node) {
    named(node.id);
    if (const auto* holds = std::get_if<requirement::Holds>(&node.rule)) into(holds->achievement);
    for (const Node& child : requirement::children_of(node)) below(child);
  }

  // A condition of a policy is a node with the name of its rule; other rules have no nodes.
  void named(const NodeId& id) {
    const policy::Rule rule = policy::rule_named(applied_, id);
    if (rule.rule != nullptr) note(rule);
  }

  const std::optional<NodeId>& found() const { return found_; }

 private:
  void at_rules_of(const Achievement& achievement) {
    for (const policy::InForce& each : policy::in_force(achievement, applied_, day_)) {
      const bool caps_sharing =
          std::holds_alternative<requirement::SharingCap>(each.rule.rule->effect);
      if (!caps_sharing || has_sharing(*achievement.requirement)) note(each.rule);
    }
  }

  void note(const policy::Rule& rule) {
    if (!found_ && !rule.rule->may_except) found_ = rule.name();
  }

  const bool waives_;
  const learning::Catalogue& applied_;
  const Date day_;
  std::set<AchievementId> seen_;
  std::optional<NodeId> found_;
};

NodeId last_part(const NodeId& path) {
  const std::string& text = path.text();
  return NodeId(text.substr(text.rfind('/') + 1));
}

bool is_award_of(const AwardId& id, const AchievementId& achievement,
                 const learning::Record& record) {
  const auto award = std::ranges::find(record.awards, id, &learning::Award::id);
  return award != record.awards.end() && award->achievement == achievement;
}

}  // namespace

std::optional<NodeId> loosened_by(const Exception& exception, const learning::Record& record,
                                  const learning::Catalogue& applied, Date day) {
  const Place place = place_of(exception.node, applied);
  Look look(exception.kind, applied, day);
  switch (exception.kind) {
    case Kind::waive:
      look.named(last_part(exception.node));
      if (place.node != nullptr) look.below(*place.node);
      look.into(place.held);
      break;
    case Kind::adjust:
      look.named(last_part(exception.node));
      break;
    case Kind::substitute:
    case Kind::force:
      if (!is_award_of(exception.award, place.held, record)) look.into(place.held);
      break;
    case Kind::block:
      break;
  }
  return look.found();
}

}  // namespace cairn::version

#include "oracle/expansion.h"

#include <algorithm>
#include <numeric>
#include <variant>

namespace cairn::oracle {
namespace {

using learning::Achievement;
using learning::Award;
using learning::AwardStatus;
using requirement::Node;

// Section 4: X and everything that points to X by supersededBy, directly or over others.
std::set<std::string> met_by(const learning::Catalogue& catalogue, const AchievementId& id) {
  std::set<std::string> found{id.text()};
  for (bool grown = true; grown;) {
    grown = false;
    for (const Achievement& each : catalogue.achievements)
      if (each.superseded_by && found.contains(each.superseded_by->text()))
        grown = found.insert(each.id.text()).second || grown;
  }
  return found;
}

class Expander {
 public:
  Expander(const learning::Catalogue& catalogue, const AchievementId& goal,
           const learning::Record& record, Date day)
      : catalogue_(catalogue), record_(record), day_(day) {
    for (const Achievement& achievement : catalogue.achievements) {
      for (const auto& amount : achievement.credit) share(amount.value);
      if (achievement.requirement) share(*achievement.requirement);
      if (achievement.prerequisites) share(*achievement.prerequisites);
    }
    for (const Award& award : record.awards)
      for (const auto& amount : award.credit) share(amount.value);
    question_.system = system_of(*catalogue.find_achievement(goal));
    question_.denominator = denominator_;
  }

  Question goal(const AchievementId& goal) {
    question_.tree = holds_node(goal, goal.text());
    find_uses();
    return question_;
  }

  // One leaf of the prerequisites, alone.
  Question alone(const Node& leaf, const std::string& prefix) {
    question_.tree = node(leaf, prefix);
    find_uses();
    return question_;
  }

 private:
  void share(const Rational& value) { denominator_ = std::lcm(denominator_, value.denominator()); }

  void share(const Node& node) {
    if (const auto* credit = std::get_if<requirement::CreditAtLeast>(&node.rule))
      share(credit->minimum.value);
    for (const Node* child : children_of(node)) share(*child);
  }

  std::int64_t units(const Rational& value) const {
    return value.numerator() * (denominator_ / value.denominator());
  }

  std::string system_of(const Achievement& goal) const {
    const auto* organization = catalogue_.find_organization(goal.organization);
    std::string home = organization != nullptr ? organization->credit_system.text() : "";
    std::set<std::string> systems;
    for (const auto& amount : goal.credit) systems.insert(amount.system.text());
    if (systems.empty() || systems.contains(home)) return home;
    return *systems.begin();
  }

  TreeNode holds_node(const AchievementId& id, const std::string& path) {
    const Achievement& achievement = *catalogue_.find_achievement(id);
    TreeNode made;
    made.path = path;
    made.kind = Kind::holds;
    made.leaf = question_.leaf_count++;
    made.accepted = met_by(catalogue_, id);
    for (const auto& amount : achievement.credit)
      if (amount.system.text() == question_.system) made.worth = units(amount.value);
    if (achievement.requirement) made.children.push_back(node(*achievement.requirement, path));
    return made;
  }

  TreeNode node(const Node& from, const std::string& prefix) {
    const std::string path = prefix + "/" + from.id.text();
    if (const auto* holds = std::get_if<requirement::Holds>(&from.rule))
      return holds_node(holds->achievement, path);
    TreeNode made;
    made.path = path;
    if (const auto* credit = std::get_if<requirement::CreditAtLeast>(&from.rule)) {
      made.kind = Kind::credit;
      made.leaf = question_.leaf_count++;
      made.system = credit->minimum.system.text();
      made.counts = made.system == question_.system;
      made.worth = units(credit->minimum.value);
      for (const auto& id : credit->filter.achievements)
        made.accepted.merge(met_by(catalogue_, id));
      for (const auto& id : credit->filter.organizations) made.organizations.insert(id.text());
      return made;
    }
    auto children = children_of(from);
    const auto* at_least = std::get_if<requirement::AtLeast>(&from.rule);
    made.pick = at_least != nullptr ? at_least->count : static_cast<int>(children.size());
    for (const Node* child : children) made.children.push_back(node(*child, prefix));
    return made;
  }

 public:
  static std::vector<const Node*> children_of(const Node& from) {
    std::vector<const Node*> children;
    if (const auto* all = std::get_if<requirement::All>(&from.rule))
      for (const Node& child : all->children) children.push_back(&child);
    if (const auto* some = std::get_if<requirement::AtLeast>(&from.rule))
      for (const Node& child : some->children) children.push_back(&child);
    std::ranges::sort(children, {}, [](const Node* each) { return each->id.text(); });
    return children;
  }

 private:
  void find_uses() {
    for (const Award& award : record_.awards) {
      if (award.expires && *award.expires < day_) continue;
      const bool made =
          (award.status == AwardStatus::earned || award.status == AwardStatus::recognised) &&
          award.awarded <= day_;
      if (!made && award.status != AwardStatus::in_progress) continue;
      Use use;
      use.award = &award;
      for (const AwardId& root : award.roots) use.roots.insert(root.text());
      if (use.roots.empty()) use.roots.insert(award.id.text());
      find_leaves(question_.tree, award, use);
      if (!use.leaves.empty()) (made ? question_.made : question_.hoped_for).push_back(use);
    }
  }

  void find_leaves(const TreeNode& node, const Award& award, Use& use) const {
    const bool named = node.accepted.contains(award.achievement.text());
    if (node.kind == Kind::holds && named) use.leaves.emplace_back(node.leaf, 1);
    if (node.kind == Kind::credit && (named || node.accepted.empty()) &&
        (node.organizations.empty() || node.organizations.contains(award.organization.text())))
      for (const auto& amount : award.credit)
        if (amount.system.text() == node.system && amount.value > Rational(0))
          use.leaves.emplace_back(node.leaf, units(amount.value));
    for (const TreeNode& child : node.children) find_leaves(child, award, use);
  }

  const learning::Catalogue& catalogue_;
  const learning::Record& record_;
  const Date day_;
  std::int64_t denominator_ = 1;
  Question question_;
};

}  // namespace

Question expand_goal(const learning::Catalogue& catalogue, const AchievementId& goal,
                     const learning::Record& record, Date day) {
  return Expander(catalogue, goal, record, day).goal(goal);
}

namespace {

TreeNode expand_groups(const Node& from, std::vector<const Node*>& leaves) {
  TreeNode made;
  const auto children = Expander::children_of(from);
  if (children.empty()) {
    made.leaf = static_cast<int>(leaves.size());
    leaves.push_back(&from);
    return made;
  }
  const auto* at_least = std::get_if<requirement::AtLeast>(&from.rule);
  made.pick = at_least != nullptr ? at_least->count : static_cast<int>(children.size());
  for (const Node* child : children) made.children.push_back(expand_groups(*child, leaves));
  return made;
}

}  // namespace

std::vector<Question> expand_prerequisites(const learning::Catalogue& catalogue,
                                           const AchievementId& goal,
                                           const learning::Record& record, Date day,
                                           TreeNode& groups) {
  std::vector<Question> questions;
  const auto& prerequisites = catalogue.find_achievement(goal)->prerequisites;
  if (!prerequisites) return questions;
  std::vector<const Node*> leaves;
  groups = expand_groups(*prerequisites, leaves);
  for (const Node* leaf : leaves)
    questions.push_back(
        Expander(catalogue, goal, record, day).alone(*leaf, goal.text() + "/prerequisites"));
  return questions;
}

Deficit least_sum(std::vector<Deficit> deficits, int n) {
  std::ranges::sort(deficits);
  Deficit sum;
  for (int i = 0; i < n; ++i) {
    sum.credit += deficits[static_cast<std::size_t>(i)].credit;
    sum.missing += deficits[static_cast<std::size_t>(i)].missing;
  }
  return sum;
}

Deficit deficit_of(const TreeNode& node, const std::vector<std::int64_t>& have) {
  if (node.kind == Kind::holds) {
    if (have[static_cast<std::size_t>(node.leaf)] > 0) return {};
    return node.children.empty() ? Deficit{node.worth, 1} : deficit_of(node.children[0], have);
  }
  if (node.kind == Kind::credit) {
    const std::int64_t left = node.worth - have[static_cast<std::size_t>(node.leaf)];
    return left <= 0 ? Deficit{} : Deficit{node.counts ? left : 0, 1};
  }
  std::vector<Deficit> deficits;
  for (const TreeNode& child : node.children) deficits.push_back(deficit_of(child, have));
  return least_sum(std::move(deficits), node.pick);
}

}  // namespace cairn::oracle

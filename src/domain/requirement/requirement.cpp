#include "domain/requirement/requirement.h"

#include <algorithm>

namespace cairn::requirement {

Rational value_of(const Quantity& quantity) {
  if (const auto* credit = std::get_if<credit::Amount>(&quantity)) return credit->value;
  if (const auto* hours = std::get_if<Hours>(&quantity)) return hours->value;
  return Rational(std::get<Awards>(quantity).count);
}

Rational value_of(const Portion& portion) {
  if (const auto* share = std::get_if<Share>(&portion)) return share->part;
  return value_of(std::get<Quantity>(portion));
}

Unit unit_of(const Quantity& quantity) {
  if (const auto* credit = std::get_if<credit::Amount>(&quantity))
    return {Unit::Measure::credit, credit->system};
  const bool hours = std::holds_alternative<Hours>(quantity);
  return {hours ? Unit::Measure::hours : Unit::Measure::awards, {}};
}

Unit unit_of(const Portion& portion) {
  if (const auto* share = std::get_if<Share>(&portion)) return share->unit;
  return unit_of(std::get<Quantity>(portion));
}

const std::vector<Node>& children_of(const Node& node) {
  static const std::vector<Node> kNone;
  return std::visit(
      [](const auto& rule) -> const std::vector<Node>& {
        if constexpr (requires { rule.children; })
          return rule.children;
        else
          return kNone;
      },
      node.rule);
}

void for_each_node(Node& tree, const std::function<void(Node&)>& change) {
  std::visit(
      [&](auto& rule) {
        if constexpr (requires { rule.children; })
          for (Node& child : rule.children) for_each_node(child, change);
      },
      tree.rule);
  change(tree);
}

void for_each_filter(Node& node, const std::function<void(Filter&)>& change) {
  std::visit(
      [&](auto& rule) {
        if constexpr (requires { rule.filter; }) change(rule.filter);
        if constexpr (requires { rule.where; }) change(rule.where);
        if constexpr (requires { rule.lines; })
          for (auto& line : rule.lines) change(line.filter);
      },
      node.rule);
  for (Limit& limit : node.limits) change(limit.where);
  for (Sharing& sharing : node.sharing) change(sharing.where);
  if (node.split) change(node.split->where);
  for (Avoid& avoid : node.avoid) change(avoid.where);
}

const Node* find_node(const Node& tree, const NodeId& id) {
  if (tree.id == id) return &tree;
  for (const Node& child : children_of(tree))
    if (const Node* found = find_node(child, id)) return found;
  return nullptr;
}

bool tests_nothing(const Filter& filter) {
  return filter.achievements.empty() && filter.codes.empty() && filter.organizations.empty() &&
         filter.kinds.empty() && filter.subjects.empty() && filter.skills.empty() &&
         filter.modes.empty() && filter.assessments.empty() && filter.labels.empty() &&
         filter.attributes.empty() && !filter.level && !filter.cost && !filter.grade &&
         filter.scales.empty() && filter.origins.empty() && !filter.awarded && filter.any.empty() &&
         filter.all.empty() && filter.none.empty();
}

std::vector<AchievementId> named_by(const Filter& filter) {
  std::vector<AchievementId> named;
  for (const std::string& name : filter.achievements)
    if (!name.ends_with('*')) named.emplace_back(name);
  std::ranges::sort(named);
  named.erase(std::unique(named.begin(), named.end()), named.end());
  return named;
}

void collect_named(const Node& node, std::vector<AchievementId>& named) {
  const auto append = [&](const std::vector<AchievementId>& ids) {
    named.insert(named.end(), ids.begin(), ids.end());
  };
  if (const auto* holds = std::get_if<Holds>(&node.rule)) named.push_back(holds->achievement);
  if (const auto* sum = std::get_if<Sum>(&node.rule)) append(named_by(sum->filter));
  if (const auto* points = std::get_if<Points>(&node.rule))
    for (const Points::Line& line : points->lines) append(named_by(line.filter));
  for (const Node& child : children_of(node)) collect_named(child, named);
}

}  // namespace cairn::requirement

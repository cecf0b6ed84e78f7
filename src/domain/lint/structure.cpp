#include "domain/lint/structure.h"

#include <algorithm>
#include <variant>

namespace cairn::lint {

using requirement::Node;

namespace {

constexpr int kNodesMax = 10'000;  ///< no tree has more after expansion

bool extend_to(const Node& from, const NodeId& id, Path& path) {
  path.push_back(&from);
  const auto leads_there = [&](const Node& child) { return extend_to(child, id, path); };
  if (from.id == id || std::ranges::any_of(requirement::children_of(from), leads_there))
    return true;
  path.pop_back();
  return false;
}

// Empty where the node is no condition, or looks at the whole record.
NodeId looked_at_by(const Node& node) {
  return std::visit(
      [](const auto& rule) {
        if constexpr (requires { rule.in; })
          return rule.in;
        else
          return NodeId();
      },
      node.rule);
}

bool is_each_below(const Node& node, const Shelf& shelf,
                   const std::function<bool(const Node&)>& test, int& nodes_left) {
  if (--nodes_left < 0 || !test(node)) return false;
  const Node* rest = rests_on(node, shelf);
  if (rest != nullptr && !is_each_below(*rest, shelf, test, nodes_left)) return false;
  return std::ranges::all_of(requirement::children_of(node), [&](const Node& child) {
    return is_each_below(child, shelf, test, nodes_left);
  });
}

void collect_named_nodes(const Node& node, std::set<NodeId>& named) {
  if (const NodeId in = looked_at_by(node); !in.empty()) named.insert(in);
  for (const requirement::Sharing& sharing : node.sharing)
    named.insert(sharing.between.begin(), sharing.between.end());
  for (const Node& child : requirement::children_of(node)) collect_named_nodes(child, named);
}

}  // namespace

bool needs_all(const Node& node) {
  const auto* some = std::get_if<requirement::AtLeast>(&node.rule);
  return std::holds_alternative<requirement::All>(node.rule) ||
         std::holds_alternative<requirement::Same>(node.rule) ||
         (some != nullptr && some->count == static_cast<int>(some->children.size()));
}

Path path_to(const Node& root, const NodeId& id) {
  Path path;
  extend_to(root, id, path);
  return path;
}

bool goes_along(const Node& root, const NodeId& node, const NodeId& other) {
  const Path from = path_to(root, node);
  const Path to = path_to(root, other);
  const auto apart = std::ranges::mismatch(from, to).in2;
  // From the last node that both have.
  return std::all_of(apart == to.end() ? apart : apart - 1, to.end(),
                     [&](const Node* each) { return each == to.back() || needs_all(*each); });
}

const Node* rests_on(const Node& node, const Shelf& shelf) {
  const auto* holds = std::get_if<requirement::Holds>(&node.rule);
  const auto* named = holds == nullptr ? nullptr : shelf.achievement(holds->achievement);
  return named == nullptr || !named->requirement ? nullptr : &*named->requirement;
}

bool each_below(const Node& node, const Shelf& shelf,
                const std::function<bool(const Node&)>& test) {
  int nodes_left = kNodesMax;
  return is_each_below(node, shelf, test, nodes_left);
}

std::set<NodeId> named_nodes(const Node& root) {
  std::set<NodeId> named;
  collect_named_nodes(root, named);
  return named;
}

Wishes::Wishes(const Node& root, bool anywhere) : anywhere_(anywhere) { collect(root); }

void Wishes::collect(const Node& node) {
  if (const NodeId in = looked_at_by(node); !in.empty()) looked_at_.insert(in);
  if (std::ranges::any_of(node.limits, [](const requirement::Limit& each) {
        return std::holds_alternative<requirement::Share>(each.at_most);
      }))
    looked_at_.insert(node.id);
  for (const Node& child : requirement::children_of(node)) collect(child);
}

bool Wishes::reach(const Path& path) const {
  return anywhere_ || look_below(*path.back()) ||
         std::ranges::any_of(path, [&](const Node* each) { return looked_at_.contains(each->id); });
}

bool Wishes::look_below(const Node& node) const {
  return looked_at_.contains(node.id) ||
         std::ranges::any_of(requirement::children_of(node),
                             [&](const Node& child) { return look_below(child); });
}

}  // namespace cairn::lint

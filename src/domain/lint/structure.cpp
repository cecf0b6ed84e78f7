#include "domain/lint/structure.h"

#include <algorithm>

namespace cairn::lint {

using requirement::Node;

namespace {

bool extend_to(const Node& from, const NodeId& id, Path& path) {
  path.push_back(&from);
  const auto leads_there = [&](const Node& child) { return extend_to(child, id, path); };
  if (from.id == id || std::ranges::any_of(requirement::children_of(from), leads_there))
    return true;
  path.pop_back();
  return false;
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
  const auto [end, apart] = std::ranges::mismatch(from, to);
  // From the last node that both have.
  return std::all_of(apart == to.end() ? apart : apart - 1, to.end(),
                     [&](const Node* each) { return each == to.back() || needs_all(*each); });
}

}  // namespace cairn::lint

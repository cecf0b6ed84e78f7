// How a tree hangs together: which nodes must all be satisfied, what stands over what, and where
// more may be wanted than leaves need.
#pragma once

#include <functional>
#include <set>
#include <vector>

#include "domain/ids/ids.h"
#include "domain/lint/shelf.h"
#include "domain/requirement/requirement.h"

namespace cairn::lint {

/// From a root to one of its nodes, both included.
using Path = std::vector<const requirement::Node*>;

/// Whether it is satisfied only if all of its children are; false for leaves.
bool needs_all(const requirement::Node& node);

/// Empty where the tree has no node with the id.
Path path_to(const requirement::Node& root, const NodeId& id);

/// Whether `other` must be satisfied wherever `node` is reached, by the groups around them alone.
/// Both are nodes of the tree.
bool goes_along(const requirement::Node& root, const NodeId& node, const NodeId& other);

/// The requirement by which a `holds` can be met instead; nullptr where there is none, and for
/// other nodes.
const requirement::Node* rests_on(const requirement::Node& node, const Shelf& shelf);

/// Whether it is so of the node and all below it, what they rest on included; false as well where
/// these are more than a tree may have.
bool each_below(const requirement::Node& node, const Shelf& shelf,
                const std::function<bool(const requirement::Node&)>& test);

/// The nodes that conditions and sharing rules of a tree name.
std::set<NodeId> named_nodes(const requirement::Node& root);

/// Where a condition or a share looks, leaves may have more applied to them than they need, and
/// more children of a group may be picked.
class Wishes {
 public:
  /// `anywhere`: what is above the tree may look at all of it.
  Wishes(const requirement::Node& root, bool anywhere);

  bool are_none() const { return !anywhere_ && looked_at_.empty(); }
  /// Whether more may be wanted below the last node of the path.
  bool reach(const Path& path) const;

 private:
  void collect(const requirement::Node& node);
  bool look_below(const requirement::Node& node) const;

  const bool anywhere_;
  std::set<NodeId> looked_at_;
};

}  // namespace cairn::lint

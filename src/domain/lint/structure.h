// How a tree hangs together: which nodes must all be satisfied, and what stands over what.
#pragma once

#include <vector>

#include "domain/ids/ids.h"
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

}  // namespace cairn::lint

// One part of a search problem whose leaves compete for resources, renumbered for the search.
#pragma once

#include <cstdint>
#include <vector>

#include "domain/audit/search.h"

namespace cairn::audit {

/// Immutable during the search.
struct Part {
  struct Edge {
    int leaf = -1;
    int original = 0;  ///< index into Problem::edges
    std::int64_t gain = 0;
    std::int64_t steps = 0;           ///< gain in the leaf's steps
    InlineVector<Demand, 2> demands;  ///< of local resources, which are the contended ones
    bool exclusive_only = true;       ///< takes nothing but exclusive resources
  };
  struct Leaf {
    SearchLeaf rule;
    int first = 0;  ///< its edges
    int end = 0;
    std::int64_t steps = 1;  ///< the need in units of the common divisor of its gains, rounded up
    std::int64_t step = 1;
    bool one_is_enough = false;
    bool fractional = false;  ///< too many steps for the exact knapsack: solved as a relaxation
    bool witness = false;     ///< its uses rest on what uses at other leaves provide
    int node = 0;
  };
  struct Node {
    int original = 0;  ///< index into Problem::nodes
    int leaf = -1;
    int pick = 0;
    int parent = -1;
    InlineVector<int, 6> children;  ///< smaller than the node's own index
  };
  struct Share {
    int edge = 0;
    std::int64_t amount = 1;
  };
  struct Capacity {
    std::int64_t amount = 1;
    InlineVector<Share, 4> shares;  ///< by edge, ascending
    bool exclusive = false;         ///< of its uses, at most one
    /// Sums of prices times amounts stay within 64 bits where no price is above this.
    std::int64_t price_max = 0;
  };

  std::vector<Node> nodes;
  std::vector<int> tops;  ///< the nodes whose sum is to be minimised; not below each other
  std::vector<Leaf> leaves;
  std::vector<Edge> edges;
  int first_without_leaf = 0;  ///< edges from here on have no leaf
  std::vector<Capacity> resources;
  /// Ascending exclusive resources that can stand for each other: their uses have the same leaves
  /// and gains, and take nothing else.
  std::vector<std::vector<int>> twins;
  std::vector<int> twins_of;  ///< by resource: index into twins, or -1
  bool has_witnesses = false;
  std::int64_t credit_unit = 1;
  std::int64_t leaves_without_credit = 0;  ///< whose missing costs no credit
};

/// The part below `tops` and the uses without a leaf that touch its resources.
Part make_part(const Problem& problem, const std::vector<int>& tops);

}  // namespace cairn::audit

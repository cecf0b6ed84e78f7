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
    bool unit_only = true;            ///< takes nothing but unit resources
    bool copy = false;  ///< means the same as the edge before it, and is made only with that
    int twins = -1;     ///< index into Part::twins, in place of `original`
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
    bool always = false;            ///< chosen whatever is decided
    InlineVector<int, 6> children;  ///< smaller than the node's own index
  };
  struct Share {
    int edge = 0;
    std::int64_t amount = 1;
  };
  struct Capacity {
    std::int64_t amount = 1;
    std::int64_t first_price = 0;   ///< at which the search begins to price it, in costs
    InlineVector<Share, 4> shares;  ///< by edge, ascending
    bool unit = false;              ///< its uses are at leaves, and demand 1 each
    /// Sums of prices times amounts stay within 64 bits where no price is above this.
    std::int64_t price_max = 0;
    std::int64_t largest = 1;  ///< amount that a use takes or provides
  };

  /// The uses of one leaf of resources that can stand for each other, as equal awards can: these
  /// are one resource here, and their uses at one leaf are the edge and its copies.
  struct Twins {
    int resource = 0;
    int first = 0;  ///< of Part::twin_uses: one for each of the resources
    int end = 0;
  };

  std::vector<Node> nodes;
  std::vector<int> tops;  ///< the nodes whose sum is to be minimised; not below each other
  std::vector<Leaf> leaves;
  std::vector<Edge> edges;
  int first_without_leaf = 0;  ///< edges from here on have no leaf
  std::vector<Capacity> resources;
  std::vector<Twins> twins;
  std::vector<int> twin_uses;  ///< indices into Problem::edges
  bool has_witnesses = false;
  /// By edge: uses that need not be searched together with it; or nothing at all (narrowing.h).
  std::vector<std::vector<int>> excludes;
  std::int64_t credit_unit = 1;
  std::int64_t leaf_unit = 1;
  std::int64_t count_without_credit = 0;  ///< of the leaves whose missing costs no credit
  std::int64_t cost_offset = 0;           ///< what all allocations cost besides (weighing.h)
};

/// Fills in what the demands of the edges say of resources: Capacity::shares, Edge::unit_only.
void list_shares(Part& part);

/// The part below `tops` and the uses without a leaf that touch its resources.
Part make_part(const Problem& problem, const std::vector<int>& tops);

}  // namespace cairn::audit

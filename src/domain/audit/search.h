// The exact search under the audit, in integers alone: which use of which root gives a requirement
// tree its least cost. Knows nothing of achievements or credit systems.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

namespace cairn::audit {

/// A leaf wants awards worth `need`; falling short of it costs `fixed_cost` and `unit_cost` for
/// each missing unit.
struct SearchLeaf {
  std::int64_t need = 1;
  std::int64_t unit_cost = 0;
  std::int64_t fixed_cost = 0;
  int first_edge = 0;
  int edge_count = 0;

  std::int64_t cost(std::int64_t have) const {
    return have >= need ? 0 : fixed_cost + unit_cost * (need - have);
  }
};

/// One possible use: of an award that stands on `roots` and is worth `gain`, at one leaf. Two uses
/// that share a root exclude each other.
struct SearchEdge {
  int leaf = 0;
  std::int64_t gain = 1;
  std::vector<int> roots;  ///< ascending
};

/// Costs the sum of its `pick` cheapest children; a leaf node costs what its leaf costs.
struct SearchNode {
  int leaf = -1;  ///< index into Problem::leaves, or -1
  int pick = 0;
  std::vector<int> children;  ///< indices greater than the node's own
};

/// Node 0 is the one to minimise. All costs of all leaves together stay below kCostMax.
struct Problem {
  static constexpr std::int64_t kCostMax = std::int64_t{1} << 48;

  std::vector<SearchNode> nodes;  ///< parents before children
  std::vector<SearchLeaf> leaves;
  std::vector<SearchEdge> edges;  ///< those of one leaf are neighbours
  int root_count = 0;
  /// Every cost is a multiple of `credit_unit` plus a count that is at least one where there is
  /// cost at all; bounds are rounded up accordingly.
  std::int64_t credit_unit = 1;
};

struct Solution {
  std::vector<std::uint8_t> used;  ///< by edge; may hold uses that gain nothing
  std::int64_t cost = 0;
  std::int64_t bound = 0;  ///< proven: nothing costs less
  std::uint64_t nodes = 0;
};

/// The least cost, proven (cost == bound) unless `nodes_max` search nodes did not suffice.
/// Deterministic. Branch and bound; lower bounds by Lagrangian relaxation of "each root once", with
/// a price per root, so that each leaf and each choice is solved exactly on its own.
Solution solve(const Problem& problem, std::uint64_t nodes_max);

/// What node 0 costs when exactly the edges in `used` are used; `chosen` (by node) gets 1 for the
/// nodes whose cost is part of it. Of equally cheap children the first are chosen.
std::int64_t cost_of(const Problem& problem, const std::vector<std::uint8_t>& used,
                     std::vector<std::uint8_t>* chosen);

}  // namespace cairn::audit

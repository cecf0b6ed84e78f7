// The exact search under the audit, in integers alone: which uses of which resources give a
// requirement tree its least cost. Knows nothing of achievements or credit systems.
#pragma once

#include <cstdint>
#include <vector>

#include "base/inline_vector.h"

namespace cairn::audit {

class SolvedParts;

/// A leaf wants uses worth `need`; falling short of it costs `fixed_cost` and `unit_cost` for each
/// missing unit.
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

/// How much of a resource a use takes; what is negative it provides instead.
struct Demand {
  int resource = 0;
  std::int64_t amount = 1;

  bool operator==(const Demand&) const = default;
};

/// One possible use. Worth `gain` at its leaf, where it can be made only if the leaf is chosen; or,
/// with leaf -1, worth nothing and there for what it provides.
struct SearchEdge {
  int leaf = 0;
  std::int64_t gain = 1;
  InlineVector<Demand, 2> demands;  ///< ascending by resource, each at most once
};

/// The uses that are made demand no more than `capacity` together. At `price`, in costs, the search
/// begins to price it: an answer never hangs on that, only how soon it comes.
struct Resource {
  std::int64_t capacity = 1;
  std::int64_t price = 0;
};

/// Costs the sum of exactly `pick` of its children, those that are chosen; a leaf node costs what
/// its leaf costs.
struct SearchNode {
  int leaf = -1;  ///< index into Problem::leaves, or -1
  int pick = 0;
  InlineVector<int, 6> children;  ///< indices greater than the node's own
};

/// Node 0 is the one to minimise, and chosen. Making no use at all is feasible: capacities are 0 or
/// more. All costs of all leaves together stay below kCostMax.
struct Problem {
  static constexpr std::int64_t kCostMax = std::int64_t{1} << 48;

  std::vector<SearchNode> nodes;  ///< parents before children
  std::vector<SearchLeaf> leaves;
  std::vector<SearchEdge> edges;  ///< those of one leaf are neighbours, those without one last
  std::vector<Resource> resources;
  /// Every cost is a multiple of `credit_unit` plus a count that is at least one where there is
  /// cost at all, and to which no leaf that is missing in a best solution adds more than
  /// `leaf_unit`; bounds are rounded up accordingly.
  std::int64_t credit_unit = 1;
  std::int64_t leaf_unit = 1;
};

struct Solution {
  std::vector<std::uint8_t> used;    ///< by edge; may hold uses that gain nothing
  std::vector<std::uint8_t> chosen;  ///< by node
  std::int64_t cost = 0;
  std::int64_t bound = 0;  ///< proven: nothing costs less
  std::uint64_t nodes = 0;
};

/// The least cost, proven (cost == bound) unless `nodes_max` search nodes did not suffice.
/// Deterministic. Branch and bound; lower bounds by Lagrangian relaxation of the capacities, with a
/// price per resource, so that each leaf and each choice is solved exactly on its own, and what the
/// prices prove hopeless is never searched. With `known` the same, by fewer searches: what was
/// searched to the end with it before is taken from there, and kept there.
Solution solve(const Problem& problem, std::uint64_t nodes_max, SolvedParts* known = nullptr);

/// What the chosen leaves cost together under the uses made.
std::int64_t cost_of(const Problem& problem, const std::vector<std::uint8_t>& used,
                     const std::vector<std::uint8_t>& chosen);

}  // namespace cairn::audit

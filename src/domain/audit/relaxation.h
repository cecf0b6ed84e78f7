// Branch and bound over one part of a search problem whose leaves compete for roots.
#pragma once

#include <cstdint>
#include <vector>

#include "domain/audit/search.h"

namespace cairn::audit {

/// Minimises the sum of the costs of some nodes that are not below each other.
///
/// The bound relaxes "each root at most once": every contended root gets a price, each use pays the
/// prices of its roots, and the prices are subtracted once. Then leaves and choices do not interact
/// and each is solved exactly (a covering knapsack per leaf), which gives a lower bound for any
/// prices; subgradient steps raise the prices of roots wanted too often. All in integers.
class BranchAndBound {
 public:
  BranchAndBound(const Problem& problem, const std::vector<int>& part, std::uint64_t nodes_max);

  /// Writes the best use found into `used` (only edges below the part) and returns a proven lower
  /// bound, which is the cost of that use unless the budget ran out.
  std::int64_t run(std::vector<std::uint8_t>& used);

  std::uint64_t nodes() const { return nodes_; }

 private:
  struct Edge {
    int leaf = 0;
    int original = 0;
    std::int64_t gain = 0;
    std::int64_t steps = 0;  ///< gain in the leaf's steps
    std::vector<int> roots;  ///< local, contended ones only
    bool allowed = true;
  };
  enum class Fate { open, met, unmet };
  struct Leaf {
    SearchLeaf rule;
    Fate fate = Fate::open;  ///< what the branch says about it
    int first = 0;
    int end = 0;
    std::int64_t steps = 1;  ///< the need in units of the common divisor of its gains, rounded up
    std::int64_t step = 1;
    bool one_is_enough = false;
    bool fractional = false;  ///< too many steps for the exact knapsack: solved as a relaxation
    int node = 0;
  };
  struct Node {
    int leaf = -1;
    int pick = 0;
    std::vector<int> children;  ///< local, smaller than the node's own index
  };
  /// What one relaxation found.
  struct Relaxed {
    std::int64_t bound = 0;              ///< scaled
    std::vector<std::uint8_t> selected;  ///< by edge
    std::vector<int> usage;              ///< by root
  };
  using Prices = std::vector<std::int64_t>;

  /// The state of one subgradient ascent.
  struct Ascent {
    Prices trial;
    std::vector<std::int64_t> direction;
    std::int64_t level = 0;  ///< the scaled bound aimed at
  };

  void add_tree(int node);
  void add_leaf(int leaf);
  void number_roots();
  void find_twins();

  std::int64_t price_of(const Edge& edge, const Prices& prices) const;
  std::int64_t relax_leaf(const Leaf& leaf, const Prices& prices);
  std::int64_t relax_single(const Leaf& leaf, const Prices& prices);
  std::int64_t relax_knapsack(const Leaf& leaf, const Prices& prices);
  std::int64_t relax_fractional(const Leaf& leaf, const Prices& prices);
  void relax(const Prices& prices, Relaxed& out);
  std::int64_t evaluate_nodes(const std::vector<std::int64_t>& leaf_costs);
  void mark_chosen();

  bool available(const Edge& edge) const;
  void try_allocation(const Prices& prices);
  bool take(int edge);
  void fill_unsatisfied();
  bool make_room(const Leaf& leaf, int edge);
  void offer_incumbent();

  std::int64_t rounded_up(std::int64_t scaled) const;
  Prices prices_by_value() const;
  bool improve_bound(Prices& prices, Relaxed& best, bool at_root);
  bool step_prices(Ascent& ascent, const Relaxed& relaxed) const;
  int root_to_branch_on(const Relaxed& relaxed, const Prices& prices) const;
  int leaf_to_branch_on() const;
  void branch_on_leaf(int leaf, const Prices& prices);
  void branch_on_root(int root, const Relaxed& relaxed, const Prices& prices);
  std::int64_t never() const;
  void forbid(int edge, std::vector<int>& trail);
  void order_twins(int root, std::vector<int>& trail);
  void undo(std::vector<int>& trail);
  void branch(Prices prices, bool at_root);

  const Problem& problem_;
  const std::uint64_t nodes_max_;
  std::vector<Node> nodes_local_;
  std::vector<int> tops_;
  std::int64_t leaves_without_credit_ = 0;  ///< whose missing costs no credit
  std::vector<Leaf> leaves_;
  std::vector<Edge> edges_;
  std::vector<std::vector<int>> edges_of_root_;
  std::vector<int> allowed_of_root_;
  std::vector<std::vector<int>> twins_;  ///< ascending roots that can stand for each other
  std::vector<int> twins_of_root_;       ///< index into twins_, or -1

  // Scratch of one relaxation or one heuristic run.
  std::vector<int> times_unmet_;   ///< by leaf, over the steps of the last ascent
  std::vector<int> times_chosen_;  ///< likewise
  std::vector<std::int64_t> leaf_costs_;
  std::vector<std::int64_t> node_costs_;
  std::vector<std::uint8_t> chosen_;
  std::vector<std::uint8_t> picked_;  ///< by edge: the leaf's own optimum
  std::vector<std::int64_t> table_;
  std::vector<std::int16_t> came_from_;
  bool only_free_ = false;           ///< relax leaves with the uses whose roots nobody owns yet
  std::vector<int> scarcest_first_;  ///< leaves
  std::vector<std::uint8_t> taken_;  ///< by edge
  std::vector<int> owner_;           ///< by root: the edge that uses it, or -1
  std::vector<std::int64_t> have_;   ///< by leaf

  std::vector<std::uint8_t> best_taken_;
  std::int64_t best_cost_ = 0;
  std::int64_t root_bound_ = 0;
  std::uint64_t nodes_ = 0;
  std::uint64_t work_ = 0;  ///< steps of all relaxations
  bool out_of_budget_ = false;
};

}  // namespace cairn::audit

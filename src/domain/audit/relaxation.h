// The relaxation under the search: capacities are priced instead of enforced.
#pragma once

#include <cstdint>
#include <vector>

#include "domain/audit/fixing.h"
#include "domain/audit/part.h"

namespace cairn::audit {

/// By resource, 0 or more, in 1/kPriceScale of a cost.
using Prices = std::vector<std::int64_t>;
constexpr std::int64_t kPriceScale = 256;

/// What a use takes, priced; below zero where it provides more.
std::int64_t price_of(const Part& part, int edge, const Prices& prices);

/// Those at which a search begins (Part::Capacity::first_price).
Prices first_prices(const Part& part);

/// The least cost there can be at or above a scaled bound: costs are whole; credit is never missing
/// without a leaf that misses it; and no more leaves are missing than there are units of credit
/// missing, but for those that miss none.
std::int64_t rounded_up(const Part& part, std::int64_t scaled);

/// What one relaxation found.
struct Relaxed {
  std::int64_t bound = 0;              ///< in 1/kPriceScale: nothing that is feasible costs less
  std::vector<std::uint8_t> selected;  ///< by edge
  std::vector<std::uint8_t> chosen;    ///< by node
  std::vector<std::uint8_t> unmet;     ///< by leaf: chosen, and short of its need
  std::vector<std::int64_t> demand;    ///< by resource
};

/// Each use pays the prices of what it takes (and is paid for what it provides), and the prices of
/// all capacities are subtracted once. Then leaves and choices do not interact, and each is solved
/// exactly: a covering knapsack per leaf, the cheapest children per node. So any prices give a
/// lower bound. All in integers.
class Relaxation {
 public:
  Relaxation(const Part& part, const Fixing& fixing);

  /// Prices of resources that are not active must be 0.
  void solve(const Prices& prices, Relaxed& out);

  /// The best uses of one leaf among those that are not `blocked` (by edge), in picked().
  std::int64_t solve_leaf(int leaf, const Prices& prices, const std::vector<std::uint8_t>& blocked);
  /// By edge, of the leaves that were solved last.
  const std::vector<std::uint8_t>& picked() const { return picked_; }

  /// What the leaf cost in the last solve().
  std::int64_t leaf_cost(int leaf) const { return leaf_costs_[static_cast<std::size_t>(leaf)]; }

  /// The sum of the tops when the leaves cost this; exactly as many children are picked as the
  /// nodes say, those that uses force first, then the cheapest.
  std::int64_t sum_of(const std::vector<std::int64_t>& leaf_costs);
  /// Which nodes the last sum_of() picked.
  void mark_chosen(std::vector<std::uint8_t>& chosen) const;

  /// More than any incumbent costs, for what a branch rules out.
  static constexpr std::int64_t kNever = Problem::kCostMax * kPriceScale;

  /// Steps of work done so far.
  std::uint64_t work() const { return work_; }

 private:
  struct Base {
    std::int64_t gain = 0;
    std::int64_t price = 0;
    bool paid = false;  ///< an open use is taken because it is paid for
  };

  Base take_base(const Part::Leaf& leaf, const Prices& prices,
                 const std::vector<std::uint8_t>& blocked);
  std::int64_t solve_unmet(const Part::Leaf& leaf, const Base& base);
  std::int64_t solve_single(const Part::Leaf& leaf, Fixing::Fate fate);
  std::int64_t solve_knapsack(const Part::Leaf& leaf, Fixing::Fate fate, std::int64_t gained);
  std::int64_t solve_fractional(const Part::Leaf& leaf, Fixing::Fate fate, std::int64_t gained);
  void order_children(const Part::Node& node, std::vector<int>& order) const;

  const Part& part_;
  const Fixing& fixing_;
  std::uint64_t work_ = 0;
  std::vector<std::uint8_t> nothing_blocked_;
  std::vector<std::int64_t> edge_prices_;
  std::vector<int> options_;          ///< of the leaf: open, not blocked, not taken as the base
  std::vector<std::uint8_t> picked_;  ///< by edge
  std::vector<std::int64_t> leaf_costs_;
  std::vector<std::int64_t> node_costs_;
  std::vector<std::int64_t> table_;
  std::vector<std::int16_t> came_from_;
  mutable std::vector<int> order_;
};

}  // namespace cairn::audit

// Branch and bound over one part of a search problem whose leaves compete for resources.
#pragma once

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "domain/audit/fixing.h"
#include "domain/audit/marginals.h"
#include "domain/audit/packing.h"
#include "domain/audit/part.h"
#include "domain/audit/relaxation.h"

namespace cairn::audit {

/// What searches have taken.
struct Spent {
  std::uint64_t nodes = 0;
  std::uint64_t work = 0;  ///< steps

  /// The least budget in search nodes that allows so much.
  std::uint64_t budget() const;
};

/// Minimises the sum of the costs of the part's tops. Subgradient steps raise the prices of what is
/// wanted too often; where that does not close the gap, all is decided that the prices prove
/// hopeless otherwise, and then it branches.
class BranchAndBound {
 public:
  /// Starts with an incumbent that makes no use.
  BranchAndBound(const Part& part, std::uint64_t nodes_max);
  /// Looks for what is better than `best`, with what others have spent before. Bounds are those of
  /// `searched`, which stands for `part`: it has the same nodes, leaves and edges, no allocation
  /// that matters costs more there, and what is best in the part is among its allocations. Both
  /// must outlive it.
  BranchAndBound(const Part& part, const Part& searched, Incumbent best, const Spent& before,
                 std::uint64_t nodes_max);

  /// Searches to the end, or until so many nodes are spent.
  void run(std::uint64_t nodes_end);
  /// Improves best() around itself: for each leaf in turn what it competes with is decided anew.
  void search_around();
  /// The highest bound at the root alone, in 1/kPriceScale, or the cost of best() where nothing is
  /// better.
  std::int64_t ascend_at_root();
  /// Decides against uses that provide nothing, at leaves that cost nothing.
  void leave_out_useless();

  const Incumbent& best() const { return best_; }
  Incumbent take_best() { return std::move(best_); }
  /// A proven lower bound; that of best() where it ended.
  std::int64_t bound() const { return ended() ? best_.cost : std::min(root_bound_, best_.cost); }
  Spent spent() const { return {nodes_, work()}; }
  /// Whether run() searched to the end: then best() is the best there is.
  bool ended() const { return !out_of_budget_; }

 private:
  /// The state of one subgradient ascent.
  struct Ascent {
    Prices trial;
    std::vector<std::int64_t> direction;
    std::int64_t level = 0;  ///< the scaled bound aimed at
  };

  std::uint64_t work() const;
  bool is_priced_by_value(int resource) const;
  Prices prices_by_value() const;
  void note_selected(const Relaxed& relaxed);
  bool improve_bound(Prices& prices, Relaxed& best, bool at_root);
  bool step_prices(Ascent& ascent, const Relaxed& relaxed) const;

  void forget_inactive(Prices& prices) const;
  bool fix_by_bound(Prices& prices);
  bool fix_once(const Prices& prices, std::int64_t bound);
  bool fix_at_leaf(int index, std::int64_t bound);
  bool fix_unless(int edge, bool hopeless_with, bool hopeless_without);
  bool hopeless(std::int64_t bound, std::int64_t more) const;

  std::vector<std::uint8_t> open_around(int leaf) const;
  bool keep_but(const std::vector<std::uint8_t>& open);

  void branch(Prices prices, bool at_root);
  void offer_without_prices();
  int resource_to_branch_on(const Relaxed& relaxed, const Prices& prices) const;
  void branch_on_exclusive(int resource, const Relaxed& relaxed, const Prices& prices);
  void branch_on_use(int resource, const Relaxed& relaxed, const Prices& prices);

  const Part& part_;
  const std::uint64_t nodes_max_;
  Fixing fixing_;
  Relaxation relaxation_;
  Marginals marginals_;
  std::optional<Relaxation> exact_;  ///< by the costs of the part that another one stands for
  Packing packing_;
  Incumbent best_;
  Relaxed scratch_;
  std::vector<int> times_selected_;  ///< by edge, over the steps of the last ascent
  int steps_ = 0;                    ///< of the last ascent
  std::int64_t root_bound_ = 0;
  Prices root_prices_;
  std::uint64_t work_before_ = 0;
  std::uint64_t nodes_ = 0;
  std::uint64_t nodes_end_ = 0;  ///< of the search that is going on
  bool out_of_budget_ = false;
};

}  // namespace cairn::audit

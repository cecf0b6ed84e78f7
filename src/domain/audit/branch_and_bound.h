// Branch and bound over one part of a search problem whose leaves compete for resources.
#pragma once

#include <cstdint>
#include <vector>

#include "domain/audit/fixing.h"
#include "domain/audit/marginals.h"
#include "domain/audit/packing.h"
#include "domain/audit/part.h"
#include "domain/audit/relaxation.h"

namespace cairn::audit {

/// Minimises the sum of the costs of the part's tops. Subgradient steps raise the prices of what is
/// wanted too often; where that does not close the gap, all is decided that the prices prove
/// hopeless otherwise, and then it branches.
class BranchAndBound {
 public:
  BranchAndBound(const Part& part, std::uint64_t nodes_max);

  /// A proven lower bound, which is the cost of best() unless the budget ran out.
  std::int64_t run();

  const Incumbent& best() const { return best_; }
  std::uint64_t nodes() const { return nodes_; }
  /// Whether run() searched to the end: then best() is the best there is.
  bool ended() const { return !out_of_budget_; }
  /// The least budget with which it ends; with that or more it always ends in the same way.
  std::uint64_t budget() const;

 private:
  /// The state of one subgradient ascent.
  struct Ascent {
    Prices trial;
    std::vector<std::int64_t> direction;
    std::int64_t level = 0;  ///< the scaled bound aimed at
  };

  std::uint64_t work() const { return relaxation_.work() + marginals_.work(); }
  std::int64_t rounded_up(std::int64_t scaled) const;
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

  void search_around();
  std::vector<std::uint8_t> open_around(int leaf) const;
  bool keep_but(const std::vector<std::uint8_t>& open);

  void branch(Prices prices, bool at_root);
  int resource_to_branch_on(const Relaxed& relaxed, const Prices& prices) const;
  void branch_on_exclusive(int resource, const Relaxed& relaxed, const Prices& prices);
  void branch_on_use(int resource, const Relaxed& relaxed, const Prices& prices);

  const Part& part_;
  const std::uint64_t nodes_max_;
  Fixing fixing_;
  Relaxation relaxation_;
  Marginals marginals_;
  Packing packing_;
  Incumbent best_;
  Relaxed scratch_;
  std::vector<int> times_selected_;  ///< by edge, over the steps of the last ascent
  int steps_ = 0;                    ///< of the last ascent
  std::int64_t root_bound_ = 0;
  Prices root_prices_;
  std::uint64_t nodes_ = 0;
  std::uint64_t nodes_end_ = 0;  ///< of the search that is going on
  bool out_of_budget_ = false;
};

}  // namespace cairn::audit

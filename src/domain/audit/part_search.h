// How one part of a search problem is searched: at once where that ends soon, else level by level.
#pragma once

#include <cstdint>

#include "domain/audit/branch_and_bound.h"
#include "domain/audit/part.h"

namespace cairn::audit {

/// Minimises the sum of the costs of the part's tops. Most searches end within few nodes. Of one
/// that does not, the allocation is improved around each leaf first. Then it is searched among
/// fewer allocations (narrowing.h), one question after another, each with bounds of its own:
///   1. Is there an allocation without cost? All that lacks anything is hopeless.
///   2. What is the least credit that is lacking? Conditions cost no credit and do not matter.
///   3. How many leaves lack it? All allocations lack at least that credit, so that it may be
///      weighed less (weighing.h).
class PartSearch {
 public:
  PartSearch(const Part& part, std::uint64_t nodes_max) : part_(part), nodes_max_(nodes_max) {}

  void run();

  const Incumbent& best() const { return best_; }
  /// A proven lower bound, which is the cost of best() unless the budget ran out.
  std::int64_t bound() const { return ended_ ? best_.cost : std::min(bound_, best_.cost); }
  std::uint64_t nodes() const { return spent_.nodes; }
  /// Whether best() is proven.
  bool ended() const { return ended_; }
  /// The least budget with which it ends; with that or more it always ends in the same way.
  std::uint64_t budget() const { return spent_.budget(); }

 private:
  bool search_at_first();
  bool prove_incomplete(const Part& fewer);
  bool prove_credit(const Part& fewer);
  bool prove_count(const Part& fewer);
  bool is_proven() const { return bound_ >= best_.cost; }

  const Part& part_;
  const std::uint64_t nodes_max_;
  Incumbent best_;
  Spent spent_;
  std::int64_t bound_ = 0;   ///< proven
  std::int64_t credit_ = 0;  ///< proven: each allocation lacks as much
  bool ended_ = false;
};

}  // namespace cairn::audit

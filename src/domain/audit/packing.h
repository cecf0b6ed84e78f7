// Good allocations, quickly: what the search compares its bounds with.
#pragma once

#include <cstdint>
#include <vector>

#include "domain/audit/fixing.h"
#include "domain/audit/part.h"
#include "domain/audit/relaxation.h"

namespace cairn::audit {

/// The best feasible uses found so far.
struct Incumbent {
  std::vector<std::uint8_t> used;    ///< by edge
  std::vector<std::uint8_t> chosen;  ///< by node
  std::int64_t cost = 0;
};

/// Makes feasible uses out of what a relaxation chose.
class Packing {
 public:
  Packing(const Part& part, const Fixing& fixing, Relaxation& relaxation);

  /// With no uses at all.
  Incumbent empty();
  /// What the relaxation selected, where that keeps to all capacities.
  void offer_selected(const Relaxed& relaxed, Incumbent& best);
  /// The leaves that the relaxation chose, the scarcest first and witnesses last, each take their
  /// own optimum of what is still free; then those that are short look for more.
  void offer_packed(const Relaxed& relaxed, const Prices& prices, Incumbent& best);

 private:
  bool fits(int edge) const;
  bool provide_for(int edge);
  bool take(int edge);
  void drop(int edge);
  void take_made(const std::vector<std::uint8_t>& chosen);
  void take_optimum(int leaf, const Prices& prices);
  void fill(int leaf);
  bool provide_witness(int edge, const std::vector<std::uint8_t>& chosen);
  bool make_room(int leaf, int edge);
  bool displace(int holder, int leaf, int edge);
  void move_short_forward(const std::vector<std::uint8_t>& chosen);
  void offer(const std::vector<std::uint8_t>& chosen, Incumbent& best);
  bool uses_only(const std::vector<std::uint8_t>& chosen) const;

  const Part& part_;
  const Fixing& fixing_;
  Relaxation& relaxation_;
  std::vector<int> order_;             ///< leaves
  std::vector<std::uint8_t> taken_;    ///< by edge
  std::vector<std::int64_t> demand_;   ///< by resource
  std::vector<std::int64_t> have_;     ///< by leaf
  std::vector<std::uint8_t> blocked_;  ///< by edge
  std::vector<std::int64_t> leaf_costs_;
  std::vector<std::uint8_t> chosen_;
};

}  // namespace cairn::audit

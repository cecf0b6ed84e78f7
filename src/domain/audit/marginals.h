// What single decisions cost a leaf under prices.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "domain/audit/fixing.h"
#include "domain/audit/part.h"
#include "domain/audit/relaxation.h"

namespace cairn::audit {

/// The least that a leaf costs by its own, under prices and what is decided: where one of its uses
/// is made, where it is not, where its need is met, where it is not. Exact, by dynamic programming
/// from both ends of its uses; Relaxation::kNever or more for what cannot be.
class Marginals {
 public:
  Marginals(const Part& part, const Fixing& fixing);

  /// False where the leaf has too many steps for that.
  bool solve(int leaf, const Prices& prices);

  /// Of a use of the leaf solved last.
  std::int64_t with_use(int edge) const { return with_use_[static_cast<std::size_t>(edge)]; }
  std::int64_t without_use(int edge) const { return without_use_[static_cast<std::size_t>(edge)]; }
  std::int64_t met() const { return met_; }
  std::int64_t unmet() const { return unmet_; }

  /// Steps of work done so far.
  std::uint64_t work() const { return work_; }

 private:
  /// A cost with so many steps gained, by whether the use before is made, which a copy needs.
  struct Cost {
    std::int64_t not_made = Relaxation::kNever;
    std::int64_t made = Relaxation::kNever;

    std::int64_t least() const { return made < not_made ? made : not_made; }
  };

  void make_room();
  std::size_t width(const Part::Leaf& leaf) const;
  std::size_t after(std::size_t steps, const Part::Leaf& leaf, const Part::Edge& edge) const;
  void reach_forward(const Part::Leaf& leaf);
  void look_ahead(const Part::Leaf& leaf, Fixing::Fate fate);
  void look_ahead_from(const Part::Leaf& leaf, int edge);

  const Part& part_;
  const Fixing& fixing_;
  std::uint64_t work_ = 0;
  std::vector<std::int64_t> prices_;  ///< by edge
  std::vector<Cost> reached_;         ///< by use and steps: of what leads there
  std::vector<Cost> ahead_;           ///< by use and steps: of what follows
  std::vector<std::int64_t> with_use_;
  std::vector<std::int64_t> without_use_;
  std::int64_t met_ = 0;
  std::int64_t unmet_ = 0;
};

}  // namespace cairn::audit

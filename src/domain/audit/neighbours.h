// Which leaves are tied to each other by what they use.
#pragma once

#include <cstdint>
#include <vector>

#include "domain/audit/search.h"

namespace cairn::audit {

class Neighbours {
 public:
  /// Among `leaves` of the problem, which must outlive it. Linear in their uses.
  Neighbours(const Problem& problem, const std::vector<int>& leaves);

  /// The others that compete with a leaf for what does not suffice for all, directly or over
  /// others: the nearest first. Linear in their uses.
  std::vector<int> of(int leaf) const;

 private:
  class Walk;

  const Problem& problem_;
  std::vector<std::vector<int>> leaves_on_;  // by resource; none where it suffices
  std::vector<std::vector<int>> others_on_;  // by resource: its uses without a leaf
};

}  // namespace cairn::audit

// The exact search under a choice of grants, in integers alone: which items, no two of which use
// the same resource, are worth most together. Weighted set packing, NP-hard; reduced, then
// branch and bound with a dual bound, part by part. Knows nothing of credit.
#pragma once

#include <cstdint>
#include <vector>

namespace cairn::recognition {

struct PackingItem {
  std::int64_t worth = 0;      ///< what is worth nothing or less is never taken
  std::vector<int> resources;  ///< each at most once; from 0
};

struct Packing {
  std::vector<int> taken;  ///< indices, ascending
  std::int64_t worth = 0;
  std::int64_t bound = 0;  ///< proven: nothing is worth more
  std::uint64_t nodes = 0;
};

/// Complete (bound == worth) unless `nodes_max` nodes did not do. All worths together must fit 62
/// bits. Ties are won by what is found first, which depends on the items' order alone.
Packing pack(std::vector<PackingItem> items, std::uint64_t nodes_max);

}  // namespace cairn::recognition

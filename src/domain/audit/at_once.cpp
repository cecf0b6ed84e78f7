#include "domain/audit/at_once.h"

#include "domain/audit/fixing.h"
#include "domain/audit/relaxation.h"

namespace cairn::audit {

std::optional<Incumbent> solve_at_once(const Part& part) {
  const Fixing nothing(part);
  Relaxation relaxation(part, nothing);
  Packing packing(part, nothing, relaxation);
  const Prices prices = first_prices(part);
  Relaxed relaxed;
  relaxation.solve(prices, relaxed);
  Incumbent best;
  best.cost = Problem::kCostMax;
  packing.offer_packed(relaxed, prices, best);
  if (rounded_up(part, relaxed.bound) < best.cost) return {};
  return best;
}

}  // namespace cairn::audit

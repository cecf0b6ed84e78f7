#include "domain/audit/weighing.h"

namespace cairn::audit {

Part credit_alone(const Part& part) {
  Part made = part;
  for (Part::Leaf& leaf : made.leaves) {
    leaf.rule.unit_cost /= part.credit_unit;
    leaf.rule.fixed_cost /= part.credit_unit;
  }
  for (Part::Capacity& resource : made.resources) resource.first_price = 0;
  made.credit_unit = Problem::kCostMax;  // costs are counts now
  made.count_without_credit = Problem::kCostMax;
  return made;
}

Part reweighed(const Part& part, std::int64_t least_credit, std::int64_t weight) {
  Part made = part;
  const auto weigh = [&](std::int64_t cost) {
    return cost / part.credit_unit * weight + cost % part.credit_unit;
  };
  for (Part::Leaf& leaf : made.leaves) {
    leaf.rule.unit_cost = weigh(leaf.rule.unit_cost);
    leaf.rule.fixed_cost = weigh(leaf.rule.fixed_cost);
  }
  made.cost_offset = (part.credit_unit - weight) * least_credit;
  return made;
}

}  // namespace cairn::audit

#include "domain/audit/weighing.h"

#include <doctest/doctest.h>

#include <vector>

namespace cairn::audit {
namespace {

constexpr std::int64_t kUnit = 10;

// Needs five of credit, three of something else, and an award worth four of credit.
Part three_leaves() {
  Part part;
  part.credit_unit = kUnit;
  for (const SearchLeaf rule : {SearchLeaf{5, kUnit, 1, 0, 0}, SearchLeaf{3, 0, 1, 0, 0},
                                SearchLeaf{1, 0, 4 * kUnit + 1, 0, 0}})
    part.leaves.emplace_back().rule = rule;
  return part;
}

// With so much at each leaf.
std::int64_t cost_with(const Part& part, const std::vector<std::int64_t>& have) {
  std::int64_t cost = part.cost_offset;
  for (std::size_t l = 0; l < part.leaves.size(); ++l) cost += part.leaves[l].rule.cost(have[l]);
  return cost;
}

TEST_CASE("credit alone costs what is lacking of it") {
  const Part part = credit_alone(three_leaves());
  CHECK(cost_with(part, {5, 3, 1}) == 0);
  CHECK(cost_with(part, {4, 3, 1}) == 1);
  CHECK(cost_with(part, {4, 0, 1}) == 1);
  CHECK(cost_with(part, {0, 0, 0}) == 9);
}

TEST_CASE("with the least credit lacking costs are the same, with more of it lower") {
  const Part part = three_leaves();
  for (const std::int64_t weight : {kUnit, kUnit / 2, std::int64_t{1}}) {
    const Part weighed = reweighed(part, 2, weight);
    CAPTURE(weight);
    CHECK(cost_with(weighed, {3, 3, 1}) == cost_with(part, {3, 3, 1}));
    CHECK(cost_with(weighed, {3, 2, 1}) == cost_with(part, {3, 2, 1}));
    const std::int64_t lower = 3 * (kUnit - weight);
    CHECK(cost_with(weighed, {0, 0, 1}) == cost_with(part, {0, 0, 1}) - lower);
    CHECK(cost_with(weighed, {4, 3, 0}) == cost_with(part, {4, 3, 0}) - lower);
  }
}

TEST_CASE("with less credit lacking than is said costs would be higher") {
  const Part part = three_leaves();
  CHECK(cost_with(reweighed(part, 2, 1), {4, 3, 1}) > cost_with(part, {4, 3, 1}));
}

}  // namespace
}  // namespace cairn::audit

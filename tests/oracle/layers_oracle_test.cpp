// Policies: the engine's merging and the oracle's, which share nothing, lead to the same answers.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdio>
#include <string>

#include "domain/policy/policy.h"
#include "domain/version/applicable.h"
#include "oracle/compare.h"
#include "oracle/layers.h"
#include "oracle/policy_dice.h"

namespace cairn::oracle {
namespace {

TEST_CASE("policies are refused, or merged, as docs/reference/policies.md says") {
  int compared = 0, loosening = 0, merged = 0, in_place = 0, changed = 0;
  for (std::uint64_t seed = 1; compared < 4'000; ++seed) {
    Case input = small_case(seed, 1'000);
    Dice dice(seed);
    add_policies(input, dice);
    INFO("seed " << seed);
    const bool refused = loosens(input.catalogue);
    REQUIRE(policy::find_loosening(input.catalogue).has_value() == refused);
    loosening += refused ? 1 : 0;
    if (refused) continue;
    const auto applied =
        version::applicable(input.catalogue, input.record, {input.day, input.goal});
    if (!applied) continue;  // a sharing rule in another unit than its cap
    const auto before = brute_force(input.catalogue, input.goal, input.record, input.day);
    input.catalogue = layered(std::move(input.catalogue), input.day);
    const Comparison result = compare(input, applied->catalogue);
    if (result.refused) continue;
    ++compared;
    CHECK(result.difference == "");
    merged += applied->rules.empty() ? 0 : 1;
    in_place += std::ranges::any_of(applied->rules,
                                    [](const auto& rule) { return !rule.instead_of.empty(); });
    const bool same_distance =
        Rational::create(before.distance.credit, before.denominator).value() ==
            Rational::create(result.answer.distance.credit, result.answer.denominator).value() &&
        before.distance.missing == result.answer.distance.missing;
    changed += same_distance ? 0 : 1;
  }
  std::printf(
      "policies, brute force: %d compared, %d with rules, %d with a rule in another's place, %d "
      "that "
      "they change; %d more refused as loosening by both\n",
      compared, merged, in_place, changed, loosening);
  CHECK(merged > compared / 2);
  CHECK(in_place > compared / 100);
  CHECK(changed > compared / 10);
  CHECK(loosening > compared / 20);
}

}  // namespace
}  // namespace cairn::oracle

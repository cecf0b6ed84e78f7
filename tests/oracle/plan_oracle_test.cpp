// Plans against brute force on generated small cases, and against CBC on bigger ones.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdio>
#include <map>
#include <optional>

#include "domain/plan/plan.h"
#include "oracle/plan_brute_force.h"
#include "oracle/plan_cases.h"
#include "oracle/plan_integer_program.h"

namespace cairn::oracle {
namespace {

plan::Plan ask(const PlanCase& input, plan::Objective objective) {
  plan::Request request;
  request.goal = input.goal;
  request.start = input.start;
  request.weekly_hours = input.weekly_hours;
  request.objective = objective;
  request.nodes_max = 5'000'000;
  const auto made = plan::make_plan(request, input.record, {input.catalogue, input.agreements});
  if (!made) MESSAGE(describe(made.error()));
  REQUIRE(made);
  return *made;
}

PlanValue value_of(const PlanCase& input, const plan::Plan& plan) {
  const int finish = plan.steps.empty() ? -1 : days_between(input.start, plan.totals.finish);
  return {plan.totals.price.minor, finish, plan.totals.hours};
}

// What can be checked of the steps without search: dates, sums and the load of every day.
void check_steps(const PlanCase& input, const plan::Plan& plan) {
  PlanValue sums{0, -1, 0};
  std::map<int, int> load;
  for (const plan::Step& step : plan.steps) {
    const auto offering =
        std::ranges::find(input.catalogue.offerings, step.offering, &learning::Offering::id);
    REQUIRE(offering != input.catalogue.offerings.end());
    CHECK(step.start >= input.start);
    CHECK(days_between(step.start, step.end) + 1 == offering->weeks * 7);
    CHECK((offering->starts.empty() ||
           std::ranges::find(offering->starts, step.start) != offering->starts.end()));
    sums[0] += offering->price.minor;
    sums[1] = std::max<std::int64_t>(sums[1], days_between(input.start, step.end));
    sums[2] += std::int64_t{offering->weeks} * offering->hours_per_week;
    for (int day = 0; day < offering->weeks * 7; ++day)
      load[days_between(input.start, step.start) + day] += offering->hours_per_week;
    CHECK_FALSE(step.uses.empty());
  }
  CHECK(sums == value_of(input, plan));
  for (const auto& [day, hours] : load) CHECK(hours <= input.weekly_hours);
}

void compare(const PlanCase& input, plan::Objective objective,
             const std::optional<PlanValue>& best) {
  const plan::Plan plan = ask(input, objective);
  if (!best) {
    CHECK(plan.status == plan::Status::infeasible);
    CHECK_FALSE(plan.obstacles.empty());
    return;
  }
  CHECK(plan.status == plan::Status::optimal);
  CHECK(value_of(input, plan) == *best);
  if (plan.found) check_steps(input, plan);
}

TEST_CASE("plans agree with brute force on generated cases") {
  int compared = 0;
  int refused = 0;
  int with_steps = 0;
  int differing_objectives = 0;
  for (std::uint64_t seed = 1; compared < 2'500; ++seed) {
    const PlanCase input = small_plan(seed, 250);
    plan::Request request;
    request.goal = input.goal;
    request.start = input.start;
    request.weekly_hours = input.weekly_hours;
    if (!plan::make_plan(request, input.record, {input.catalogue, input.agreements})) {
      ++refused;  // an impossible requirement, or prerequisites that wait for each other
      continue;
    }
    ++compared;
    INFO("seed " << seed);
    const BestPlans best = best_plans(input);
    compare(input, plan::Objective::cheapest, best.cheapest);
    compare(input, plan::Objective::fastest, best.fastest);
    if (best.cheapest && (*best.cheapest)[1] >= 0) ++with_steps;
    if (best.cheapest != best.fastest) ++differing_objectives;
  }
  std::printf(
      "plan oracle: %d compared with brute force, %d with steps, %d where cheapest and "
      "fastest differ; %d refused as impossible\n",
      compared, with_steps, differing_objectives, refused);
  CHECK(with_steps > 800);
  CHECK(differing_objectives > 200);
}

TEST_CASE("plans agree with CBC on bigger cases") {
  if (!have_plan_solver()) {
    std::printf("plan oracle: cbc: skipped, not installed\n");
    return;
  }
  int compared = 0;
  for (std::uint64_t seed = 1; compared < 30; ++seed) {
    const PlanCase input = bigger_plan(seed);
    const auto objective = seed % 2 == 0 ? plan::Objective::cheapest : plan::Objective::fastest;
    const plan::Plan plan = ask(input, objective);
    INFO("seed " << seed);
    REQUIRE(plan.status != plan::Status::unproven);
    if (value_of(input, plan)[1] >= kHorizonWeeks * 7) continue;
    const std::optional<PlanValue> best = solve_plan_with_cbc(input, objective);
    if (plan.status == plan::Status::infeasible) {
      CHECK_FALSE(best);
      continue;
    }
    REQUIRE(best);
    CHECK(value_of(input, plan) == *best);
    check_steps(input, plan);
    ++compared;
  }
  std::printf("plan oracle: %d compared with CBC\n", compared);
}

}  // namespace
}  // namespace cairn::oracle

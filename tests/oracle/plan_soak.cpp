// ./dev soak plan: the planner against brute force over a range of seeds.
//   plan_soak FIRST_SEED COUNT      prints one result line; exit code 1 when any case differs
#include <cstdio>
#include <cstdlib>

#include "domain/plan/plan.h"
#include "oracle/plan_brute_force.h"
#include "oracle/plan_cases.h"

namespace {

using cairn::oracle::PlanCase;
using cairn::oracle::PlanValue;

// Whether the engine's proven answer is the best value, or its proven "no plan" when there is none.
bool agrees(const PlanCase& input, cairn::plan::Objective objective,
            const std::optional<PlanValue>& best) {
  cairn::plan::Request request;
  request.goal = input.goal;
  request.start = input.start;
  request.weekly_hours = input.weekly_hours;
  request.objective = objective;
  request.nodes_max = 5'000'000;
  const auto plan =
      cairn::plan::make_plan(request, input.record, {input.catalogue, input.agreements});
  if (!plan) return false;
  if (!best) return plan->status == cairn::plan::Status::infeasible;
  const int finish = plan->steps.empty() ? -1 : days_between(input.start, plan->totals.finish);
  return plan->status == cairn::plan::Status::optimal &&
         PlanValue{plan->totals.price.minor, finish, plan->totals.hours} == *best;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::fprintf(stderr, "usage: plan_soak FIRST_SEED COUNT\n");
    return 64;
  }
  const std::uint64_t first = std::strtoull(argv[1], nullptr, 10);
  const std::uint64_t count = std::strtoull(argv[2], nullptr, 10);
  unsigned long long differed = 0;
  unsigned long long with_steps = 0;
  for (std::uint64_t seed = first; seed < first + count; ++seed) {
    const PlanCase input = cairn::oracle::small_plan(seed, 600);
    const auto best = cairn::oracle::best_plans(input);
    if (best.cheapest && (*best.cheapest)[1] >= 0) ++with_steps;
    if (agrees(input, cairn::plan::Objective::cheapest, best.cheapest) &&
        agrees(input, cairn::plan::Objective::fastest, best.fastest))
      continue;
    if (++differed <= 10) std::printf("seed %llu differs\n", static_cast<unsigned long long>(seed));
  }
  std::printf("plan oracle: seeds %llu to %llu: %llu compared, %llu with steps, %llu differ\n",
              static_cast<unsigned long long>(first),
              static_cast<unsigned long long>(first + count - 1),
              static_cast<unsigned long long>(count), with_steps, differed);
  return differed == 0 ? 0 : 1;
}

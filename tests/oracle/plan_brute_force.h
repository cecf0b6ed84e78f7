// The planner by trying every set of offerings and every timetable, written from
// docs/reference/plans.md alone. It shares nothing with the engine but the domain's values and the
// recognition rules, which have tests of their own; audits come from brute_force.h.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "base/time.h"
#include "domain/learning/award.h"
#include "domain/learning/catalogue.h"
#include "domain/recognition/agreement.h"

namespace cairn::oracle {

/// A question to the planner. All starts lie whole weeks after `start`, so that some best plan
/// starts every step whole weeks after it, too: days move forward only.
struct PlanCase {
  learning::Catalogue catalogue;
  std::vector<recognition::Agreement> agreements;
  learning::Record record;
  AchievementId goal;
  Date start;
  int weekly_hours = 10;
};

/// Price, finish (days from the start, -1 without steps), hours.
using PlanValue = std::array<std::int64_t, 3>;

struct BestPlans {
  std::optional<PlanValue> cheapest;  ///< least by price, finish, hours
  std::optional<PlanValue> fastest;   ///< least by finish, price, hours
  std::uint64_t sets = 0;             ///< how many sets of offerings reach the goal
};

/// How many sets of offerings there are to try, at most `limit`.
std::uint64_t set_count(const PlanCase& input, std::uint64_t limit);

BestPlans best_plans(const PlanCase& input);

}  // namespace cairn::oracle

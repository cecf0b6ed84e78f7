// The planner: which offerings to take, and when, to reach a goal at least cost or soonest. What a
// plan means is written in docs/reference/plans.md; section numbers below are of that page.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "domain/audit/audit.h"
#include "domain/credit/amount.h"
#include "domain/ids/ids.h"
#include "domain/learning/award.h"
#include "domain/learning/catalogue.h"
#include "domain/recognition/agreement.h"

namespace cairn::plan {

enum class Objective { cheapest, fastest };

struct Request {
  AchievementId goal;
  Date start;             ///< first day on which something may be started
  int weekly_hours = 10;  ///< load cap on every day of the plan, hours per week
  Objective objective = Objective::cheapest;
  /// Search nodes before the answer is `unproven`; never a time, so every machine answers the same.
  std::uint64_t nodes_max = 200'000;
};

/// What may be taken and what counts as what. Must outlive the call.
struct World {
  const learning::Catalogue& catalogue;
  std::span<const recognition::Agreement> agreements;
};

enum class Status {
  optimal,     ///< nothing is better by the objective (section 5)
  infeasible,  ///< proven: no plan exists; `obstacles` say why
  unproven,    ///< out of budget: the best plan found, if any, and `bound`
};

/// What a step is good for.
struct Use {
  enum class Kind {
    requirement,   ///< its award, or a view of it, is applied at `node` of the goal
    prerequisite,  ///< it opens the step for `achievement`
  };
  Kind kind = Kind::requirement;
  NodeId node;                ///< path in the goal's expanded tree
  AchievementId achievement;  ///< requirement: as what it is applied; empty for unspecified credit
  AgreementId agreement;      ///< set where it is applied as a view
  int agreement_version = 1;  ///< the one that decided
};

struct Step {
  OfferingId offering;
  AchievementId achievement;
  Date start;
  Date end;  ///< last day, inclusive; the day of the award
  credit::Money price;
  int hours_per_week = 0;
  std::int64_t hours = 0;
  std::vector<Use> uses;
  std::optional<Date> expires;  ///< when the award will end before the plan does
};

/// Why there is no plan. `node` is a path in the tree that it speaks of.
struct Obstacle {
  enum class Kind {
    no_offering,        ///< nothing offers `achievement`, or it is not published
    too_heavy,          ///< every offering of it has more than the weekly hours
    no_start,           ///< its last start is before it could be started
    prerequisites,      ///< its prerequisites cannot be met; their obstacles follow
    too_little_credit,  ///< all that can be earned is `reachable` of `needed`
    competition,        ///< each could be had, but not all: they need the same awards
    no_schedule,        ///< no order of steps fits the start dates
  };
  Kind kind = Kind::no_offering;
  NodeId node;
  AchievementId achievement;
  std::optional<credit::Amount> needed;
  std::optional<Rational> reachable;
};

/// What is optimised, in the units of the answer.
struct Totals {
  credit::Money price;  ///< currency empty when nothing has a price
  std::int64_t hours = 0;
  Date finish;    ///< the last step's last day; the start when there is no step
  int weeks = 0;  ///< from start to finish, rounded up
};

struct Plan {
  Status status = Status::unproven;
  bool found = false;       ///< `steps` are a plan; always for optimal
  std::vector<Step> steps;  ///< by start, then offering id
  Totals totals;
  /// Proven: no plan is cheaper (objective cheapest) or finishes earlier (fastest) than this.
  Totals bound;
  std::vector<Obstacle> obstacles;
  std::vector<AwardId> assumed;  ///< awards in progress, taken as passed
  std::uint64_t nodes = 0;       ///< search nodes
};

/// The best plan for `request`. Exact: optimal and infeasible are proven. The order of the input
/// changes nothing. Refused: an unknown goal, requirements and prerequisites that rest on
/// themselves (audit::Programme::compile), prices in two currencies among what could be taken,
/// weekly hours outside 1 to 168; exhausted when more than kCandidatesMax achievements could be
/// taken. Thread-safe. Worst case exponential, bounded by request.nodes_max.
Result<Plan> make_plan(const Request& request, const learning::Record& record, const World& world);

/// The achievements marked `exit` that stand in the goal's tree, and the goal, that the record with
/// its automatic views does not complete on `day`: the nearest first, by the audit's distance, then
/// by id.
Result<std::vector<AchievementId>> open_exits(const AchievementId& goal,
                                              const learning::Record& record, const World& world,
                                              Date day);

}  // namespace cairn::plan

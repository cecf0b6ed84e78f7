// Bigger planning questions as time-indexed integer programs for Debian's CBC, encoded from
// docs/reference/plans.md: a second oracle.
#pragma once

#include <optional>

#include "domain/plan/plan.h"
#include "oracle/plan_brute_force.h"

namespace cairn::oracle {

bool have_plan_solver();

/// Plans that take longer are not looked at.
constexpr int kHorizonWeeks = 24;

/// The proven best value of a case made by bigger_plan() among plans of at most kHorizonWeeks;
/// nothing when CBC finds none. Three runs, one for each number of the objective.
std::optional<PlanValue> solve_plan_with_cbc(const PlanCase& input, plan::Objective objective);

}  // namespace cairn::oracle

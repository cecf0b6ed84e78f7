// What is asked of the planner, and its plans, as JSON (docs/reference/plans.md).
#pragma once

#include "base/result.h"
#include "documents/fields.h"
#include "domain/plan/plan.h"

namespace cairn::documents {

/// `{goal, start, weeklyHours, objective}`.
Result<plan::Request> read_plan_request(const json::Value& value, const Source& source);

std::string_view status_text(plan::Status status);           ///< "optimal"
std::string_view objective_text(plan::Objective objective);  ///< "cheapest"
std::string_view obstacle_text(plan::Obstacle::Kind kind);   ///< "no-offering"

void write_plan(json::Writer& writer, const plan::Request& request, const plan::Plan& plan);

}  // namespace cairn::documents

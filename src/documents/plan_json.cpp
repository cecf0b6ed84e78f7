#include "documents/plan_json.h"

#include "documents/money_json.h"

namespace cairn::documents {
namespace {

using plan::Objective;
using plan::Obstacle;
using plan::Plan;
using plan::Request;
using plan::Status;
using plan::Step;
using plan::Totals;
using plan::Use;

constexpr Word<Objective> kObjectives[] = {{"cheapest", Objective::cheapest},
                                           {"fastest", Objective::fastest}};

constexpr Word<Status> kStatuses[] = {{"optimal", Status::optimal},
                                      {"infeasible", Status::infeasible},
                                      {"unproven", Status::unproven}};

constexpr Word<Obstacle::Kind> kObstacles[] = {
    {"no-offering", Obstacle::Kind::no_offering},
    {"too-heavy", Obstacle::Kind::too_heavy},
    {"no-start", Obstacle::Kind::no_start},
    {"prerequisites", Obstacle::Kind::prerequisites},
    {"too-little-credit", Obstacle::Kind::too_little_credit},
    {"competition", Obstacle::Kind::competition},
    {"no-schedule", Obstacle::Kind::no_schedule},
};

void write_use(json::Writer& writer, const Use& use) {
  writer.begin_object();
  if (use.kind == Use::Kind::prerequisite) {
    writer.member("prerequisiteOf", use.achievement.text());
  } else {
    writer.member("requirement", use.node.text());
    if (!use.achievement.empty()) writer.member("countsAs", use.achievement.text());
    if (!use.agreement.empty()) {
      writer.member("agreement", use.agreement.text());
      writer.member("version", use.agreement_version);
    }
  }
  writer.end_object();
}

void write_step(json::Writer& writer, const Step& step) {
  writer.begin_object();
  writer.member("offering", step.offering.text());
  writer.member("achievement", step.achievement.text());
  writer.member("start", step.start.to_string());
  writer.member("end", step.end.to_string());
  writer.member("weeks", (days_between(step.start, step.end) + 1) / 7);
  writer.member("hoursPerWeek", step.hours_per_week);
  writer.member("hours", step.hours);
  write_money(writer.key("price"), step.price);
  writer.key("uses").begin_array();
  for (const Use& use : step.uses) write_use(writer, use);
  writer.end_array();
  if (step.expires) writer.member("expires", step.expires->to_string());
  writer.end_object();
}

void write_totals(json::Writer& writer, const Totals& totals) {
  writer.begin_object();
  if (!totals.price.currency.empty()) write_money(writer.key("price"), totals.price);
  writer.member("hours", totals.hours);
  writer.member("weeks", totals.weeks);
  writer.member("finish", totals.finish.to_string());
  writer.end_object();
}

void write_obstacle(json::Writer& writer, const Obstacle& obstacle) {
  writer.begin_object();
  writer.member("kind", std::string(obstacle_text(obstacle.kind)));
  writer.member("node", obstacle.node.text());
  if (!obstacle.achievement.empty()) writer.member("achievement", obstacle.achievement.text());
  if (obstacle.needed) write_amount(writer.key("needed"), *obstacle.needed);
  if (obstacle.reachable) writer.member("reachable", obstacle.reachable->to_string());
  writer.end_object();
}

}  // namespace

Result<Request> read_plan_request(const json::Value& value, const Source& source) {
  Fields fields(value, source, "a goal");
  Request request;
  request.goal = fields.id<AchievementId>("goal");
  request.start = fields.date("start");
  request.weekly_hours = fields.integer("weeklyHours", {1, 168});
  request.objective = fields.choice("objective", kObjectives);
  CAIRN_CHECK(fields.finish());
  return request;
}

std::string_view status_text(Status status) { return word_for(kStatuses, status); }
std::string_view objective_text(Objective objective) { return word_for(kObjectives, objective); }
std::string_view obstacle_text(Obstacle::Kind kind) { return word_for(kObstacles, kind); }

void write_plan(json::Writer& writer, const Request& request, const Plan& plan) {
  writer.begin_object();
  writer.member("status", std::string(status_text(plan.status)));
  writer.member("goal", request.goal.text());
  writer.member("objective", std::string(objective_text(request.objective)));
  writer.member("start", request.start.to_string());
  writer.member("weeklyHours", request.weekly_hours);
  if (plan.found) {
    writer.key("steps").begin_array();
    for (const Step& step : plan.steps) write_step(writer, step);
    writer.end_array();
    write_totals(writer.key("totals"), plan.totals);
  }
  if (plan.status == Status::unproven) write_totals(writer.key("bound"), plan.bound);
  if (plan.status == Status::infeasible) {
    writer.key("obstacles").begin_array();
    for (const Obstacle& obstacle : plan.obstacles) write_obstacle(writer, obstacle);
    writer.end_array();
  }
  writer.key("assumed").begin_array();
  for (const AwardId& id : plan.assumed) writer.string(id.text());
  writer.end_array();
  writer.member("nodes", static_cast<std::int64_t>(plan.nodes));
  writer.end_object();
}

}  // namespace cairn::documents

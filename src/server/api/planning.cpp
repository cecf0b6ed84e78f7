// Ways to a goal. Nothing is stored.
#include "app/planning/planning.h"

#include <algorithm>
#include <set>

#include "documents/fields.h"
#include "documents/money_json.h"
#include "documents/plan_json.h"
#include "domain/version/applicable.h"
#include "formats/json/reader.h"
#include "formats/json/writer.h"
#include "server/api/operations.h"
#include "server/api/present.h"
#include "server/router/problem.h"

namespace cairn::server {
namespace {

constexpr json::Limits kBodyLimits{4096, 8, 64};
constexpr int kWeeklyHoursDefault = 10;

struct Asked {
  catalogue::SharedSnapshot snapshot;
  version::Applicable applied;  ///< the requirements of the first day of the plan, and the record

  plan::World world() const { return {applied.catalogue, snapshot->agreements()}; }
};

Result<Asked> asked_of(const Api& api, const Call& call, const version::Asked& asked) {
  CAIRN_TRY(auto record, portfolio::record(api.portfolio, call.person->id));
  auto snapshot = api.published.snapshot();
  CAIRN_TRY(auto applied, version::applicable(snapshot->catalogue(), std::move(record), asked));
  return Asked{std::move(snapshot), std::move(applied)};
}

std::string_view plan_word(plan::Status status) {
  switch (status) {
    case plan::Status::optimal:
      return "optimal";
    case plan::Status::infeasible:
      return "none";
    case plan::Status::unproven:
      return "undecided";
  }
  CAIRN_ASSERT(false);
}

const learning::Offering* find_offering(const catalogue::Snapshot& snapshot, const OfferingId& id) {
  for (const learning::Offering& offering : snapshot.catalogue().offerings)
    if (offering.id == id) return &offering;
  return nullptr;
}

class PlanPresenter {
 public:
  PlanPresenter(json::Writer& out, const Asked& asked)
      : out_(out),
        snapshot_(*asked.snapshot),
        catalogue_(asked.applied.catalogue),
        present_(out, *asked.snapshot) {}

  /// Fails only where the goal's requirements cannot be compiled, which no plan comes from.
  Result<void> write(const AchievementId& goal, plan::Objective objective, const plan::Plan& plan) {
    CAIRN_TRY(auto programme, audit::Programme::compile(goal, catalogue_));
    out_.begin_object().key("goal");
    present_.achievement_ref(goal);
    out_.member("objective", documents::objective_text(objective));
    out_.member("status", plan_word(plan.status)).key("steps").begin_array();
    for (const plan::Step& step : plan.steps) write_step(step, programme);
    out_.end_array();
    write_cost(plan.totals);
    out_.member("hours", plan.totals.hours).member("weeks", plan.totals.weeks);
    if (plan.found) out_.member("finish", plan.totals.finish.to_string());
    if (plan.status == plan::Status::unproven) write_bound(plan.bound);
    write_decisions(plan);
    out_.key("reasons").begin_array();
    for (const plan::Obstacle& obstacle : plan.obstacles) write_obstacle(obstacle);
    out_.end_array().key("achievements").begin_array();
    std::set<AchievementId> named;
    for (const plan::Obstacle& obstacle : plan.obstacles)
      if (!obstacle.achievement.empty() && named.insert(obstacle.achievement).second)
        present_.achievement_ref(obstacle.achievement);
    out_.end_array();
    out_.member("nodes", static_cast<std::int64_t>(plan.nodes)).end_object();
    return {};
  }

 private:
  void write_cost(const plan::Totals& totals) {
    out_.key("cost").begin_array();
    if (!totals.price.currency.empty()) documents::write_money(out_, totals.price);
    out_.end_array();
  }

  void write_bound(const plan::Totals& bound) {
    out_.key("bound").begin_object();
    write_cost(bound);
    out_.member("weeks", bound.weeks).member("finish", bound.finish.to_string()).end_object();
  }

  void write_step(const plan::Step& step, const audit::Programme& programme) {
    out_.begin_object().member("offering", step.offering.text()).key("achievement");
    present_.achievement_ref(step.achievement);
    const learning::Offering* offering = find_offering(snapshot_, step.offering);
    out_.key("organization");
    present_.organization_ref(offering ? offering->organization : OrganizationId());
    out_.member("start", step.start.to_string()).member("end", step.end.to_string());
    out_.member("weeks", (days_between(step.start, step.end) + 1) / 7);
    out_.member("hoursPerWeek", step.hours_per_week);
    documents::write_money(out_.key("price"), step.price);
    if (offering && !offering->mode.empty()) out_.member("mode", offering->mode);
    out_.key("uses").begin_array();
    for (const plan::Use& use : step.uses) write_use(use, programme);
    out_.end_array().end_object();
  }

  void write_use(const plan::Use& use, const audit::Programme& programme) {
    const bool prerequisite = use.kind == plan::Use::Kind::prerequisite;
    out_.begin_object().member("kind", prerequisite ? "prerequisite" : "requirement");
    if (!prerequisite) write_place(use.node, programme);
    if (!use.achievement.empty()) {
      out_.key("achievement");
      present_.achievement_ref(use.achievement);
    }
    if (const auto* agreement = snapshot_.agreement(use.agreement, use.agreement_version)) {
      out_.key("agreement");
      present_.agreement_ref(agreement->id, agreement->version);
    }
    out_.end_object();
  }

  /// Where in the goal's tree: the nearest rule with a title above the leaf, and what it belongs
  /// to.
  void write_place(const NodeId& id, const audit::Programme& programme) {
    out_.member("node", id.text());
    const auto nodes = programme.nodes();
    const auto leaf = std::ranges::find(nodes, id, &audit::ProgrammeNode::id);
    if (leaf == nodes.end()) return;
    const audit::ProgrammeNode* titled = nullptr;
    AchievementId within = programme.goal();
    const bool is_rule = leaf->kind != audit::NodeKind::holds;
    for (int n = is_rule ? static_cast<int>(leaf - nodes.begin()) : leaf->parent; n >= 0;
         n = nodes[static_cast<std::size_t>(n)].parent) {
      const audit::ProgrammeNode& node = nodes[static_cast<std::size_t>(n)];
      if (node.kind == audit::NodeKind::holds) {
        within = node.achievement;
        break;
      }
      if (titled == nullptr && !node.title.empty()) titled = &node;
    }
    if (titled != nullptr) documents::write_texts(out_.key("title"), titled->title);
    out_.key("within");
    present_.achievement_ref(within);
  }

  void write_decisions(const plan::Plan& plan) {
    std::set<std::string> agreements;
    for (const plan::Step& step : plan.steps)
      for (const plan::Use& use : step.uses)
        if (!use.agreement.empty()) agreements.insert(use.agreement.text());
    out_.key("decisions").begin_array();
    for (const std::string& id : agreements) out_.string(id);
    out_.end_array();
  }

  void write_obstacle(const plan::Obstacle& obstacle) {
    std::string code(documents::obstacle_text(obstacle.kind));
    std::replace(code.begin(), code.end(), '-', '_');  // as all codes of the API
    out_.begin_object().member("code", code);
    out_.member("node", obstacle.node.text()).key("achievements").begin_array();
    if (!obstacle.achievement.empty()) out_.string(obstacle.achievement.text());
    out_.end_array();
    if (obstacle.needed) documents::write_amount(out_.key("need"), *obstacle.needed);
    if (obstacle.needed && obstacle.reachable)
      documents::write_amount(out_.key("have"), {*obstacle.reachable, obstacle.needed->system});
    out_.end_object();
  }

  json::Writer& out_;
  const catalogue::Snapshot& snapshot_;
  const learning::Catalogue& catalogue_;
  Presenter present_;
};

/// The request body, with the day of today where it names no start.
Result<plan::Request> request_of(const Api& api, const Call& call) {
  CAIRN_TRY(auto body, json::read(call.request.body, kBodyLimits));
  json::Arena arena;
  json::Value root = body.root();
  if (root.is_object() && !root.find("start"))
    root = arena.with_member(root, "start", arena.string(api.clock.now().utc_date().to_string()));
  return documents::read_plan_request(root, {"", call.request.body});
}

Result<Response> make_plan(const Api& api, const Call& call) {
  CAIRN_TRY(plan::Request request, request_of(api, call));
  CAIRN_TRY(Asked asked, asked_of(api, call, {request.start, request.goal}));
  if (!asked.snapshot->achievement(request.goal))
    return not_found("there is no such achievement", "/goal");
  CAIRN_TRY(auto plan, plan::make_plan(request, asked.applied.record, asked.world()));
  json::Writer out;
  CAIRN_CHECK(PlanPresenter(out, asked).write(request.goal, request.objective, plan));
  return json_response(out.take());
}

Result<planning::NextRequest> next_request_of(const Api& api, const Call& call) {
  planning::NextRequest request;
  CAIRN_TRY(std::string goal, call.required("goal"));
  request.goal = AchievementId(goal);
  CAIRN_TRY(
      request.weekly_hours,
      call.integer("weeklyHours", 1, 168, call.person->weekly_hours.value_or(kWeeklyHoursDefault)));
  request.start = api.clock.now().utc_date();
  if (auto start = call.optional("start")) {
    CAIRN_TRY(request.start, Date::parse(*start));
  }
  return request;
}

Result<Response> next_step(const Api& api, const Call& call) {
  CAIRN_TRY(auto request, next_request_of(api, call));
  CAIRN_TRY(Asked asked, asked_of(api, call, {request.start, request.goal}));
  if (!asked.snapshot->achievement(request.goal))
    return not_found("there is no such achievement", "goal");
  CAIRN_TRY(auto step, planning::next_step(request, asked.applied.record, asked.world()));
  json::Writer out;
  Presenter present(out, *asked.snapshot);
  PlanPresenter plans(out, asked);
  out.begin_object().key("goal");
  present.achievement_ref(request.goal);
  if (step) {
    out.key("exit");
    present.achievement_ref(step->exit);
    out.key("cheapest");
    CAIRN_CHECK(plans.write(step->exit, plan::Objective::cheapest, step->cheapest));
    out.key("fastest");
    CAIRN_CHECK(plans.write(step->exit, plan::Objective::fastest, step->fastest));
  }
  out.end_object();
  return json_response(out.take());
}

}  // namespace

void add_planning_operations(Operations& operations, const Api& api) {
  operations["makePlan"] = [api](const Call& call) { return make_plan(api, call); };
  operations["getNextStep"] = [api](const Call& call) { return next_step(api, call); };
}

}  // namespace cairn::server

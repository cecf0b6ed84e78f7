// `cairn plan`: the cheapest or fastest proven way from a record to a goal.
#include <memory>
#include <ostream>
#include <string>

#include "app/planning/planning.h"
#include "cli/catalogue_files.h"
#include "cli/run.h"
#include "documents/money_json.h"
#include "documents/plan_json.h"

namespace cairn::cli {
namespace {

using planning::Answer;

struct Options {
  std::string goal;
  std::string record;
  std::string catalogue;
  std::uint64_t nodes_max = 2'000'000;
  bool json = false;
};

ExitCode exit_code_of(plan::Status status) {
  switch (status) {
    case plan::Status::optimal:
      return ExitCode::ok;
    case plan::Status::infeasible:
      return ExitCode::no;
    case plan::Status::unproven:
      return ExitCode::undecided;
  }
  return ExitCode::internal;
}

std::string name_of(const Answer& answer, const AchievementId& id) {
  const learning::Achievement* found = answer.catalogue.catalogue.find_achievement(id);
  return found == nullptr ? id.text() : std::string(found->name.in("en"));
}

void print_step(std::ostream& out, const Answer& answer, const plan::Step& step) {
  out << "  " << step.start.to_string() << " to " << step.end.to_string() << "  "
      << name_of(answer, step.achievement) << " (" << step.offering.text() << ")\n"
      << "      " << documents::money_text(step.price) << " " << step.price.currency << ", "
      << (days_between(step.start, step.end) + 1) / 7 << " weeks of " << step.hours_per_week
      << " hours\n";
  for (const plan::Use& use : step.uses) {
    if (use.kind == plan::Use::Kind::prerequisite) {
      out << "      opens " << name_of(answer, use.achievement) << "\n";
      continue;
    }
    out << "      needed for " << use.node.text();
    if (!use.agreement.empty())
      out << ", as " << (use.achievement.empty() ? "free credit" : name_of(answer, use.achievement))
          << " by the agreement " << use.agreement.text();
    out << "\n";
  }
  if (step.expires) out << "      expires on " << step.expires->to_string() << "\n";
}

void print_totals(std::ostream& out, const plan::Totals& totals) {
  if (!totals.price.currency.empty())
    out << documents::money_text(totals.price) << " " << totals.price.currency << ", ";
  out << totals.hours << " hours, " << totals.weeks << " weeks, until " << totals.finish.to_string()
      << "\n";
}

const char* explanation(plan::Obstacle::Kind kind) {
  switch (kind) {
    case plan::Obstacle::Kind::no_offering:
      return "nothing offers it";
    case plan::Obstacle::Kind::too_heavy:
      return "every offering of it takes more than the weekly hours";
    case plan::Obstacle::Kind::no_start:
      return "its last start is too early";
    case plan::Obstacle::Kind::prerequisites:
      return "its prerequisites cannot be met";
    case plan::Obstacle::Kind::too_little_credit:
      return "there is not enough credit to be earned";
    case plan::Obstacle::Kind::competition:
      return "other parts need the same awards";
    case plan::Obstacle::Kind::no_schedule:
      return "no order of steps fits the start dates";
  }
  return "";
}

void print_obstacles(std::ostream& out, const Answer& answer) {
  for (const plan::Obstacle& obstacle : answer.plan.obstacles) {
    out << "  " << obstacle.node.text() << ": ";
    if (!obstacle.achievement.empty()) out << name_of(answer, obstacle.achievement) << ": ";
    out << explanation(obstacle.kind);
    if (obstacle.needed && obstacle.reachable)
      out << " (" << obstacle.reachable->to_string() << " of " << obstacle.needed->value.to_string()
          << " " << obstacle.needed->system.text() << ")";
    out << "\n";
  }
}

void print(std::ostream& out, const Answer& answer) {
  const plan::Plan& plan = answer.plan;
  const std::string goal = name_of(answer, answer.request.goal);
  const std::string objective(documents::objective_text(answer.request.objective));
  switch (plan.status) {
    case plan::Status::optimal:
      if (plan.steps.empty()) {
        out << "COMPLETE: nothing is missing for " << goal << ".\n";
        break;
      }
      out << "OPTIMAL: the " << objective << " way to " << goal << ": ";
      print_totals(out, plan.totals);
      break;
    case plan::Status::infeasible:
      out << "NO PLAN: there is no way to " << goal << ".\n";
      print_obstacles(out, answer);
      break;
    case plan::Status::unproven:
      out << "NOT PROVEN: the search ended after " << plan.nodes << " nodes.\n";
      out << "  no plan can be better than: ";
      print_totals(out, plan.bound);
      if (plan.found) {
        out << "  best plan found: ";
        print_totals(out, plan.totals);
      }
      break;
  }
  for (const plan::Step& step : plan.steps) print_step(out, answer, step);
  for (const AwardId& award : plan.assumed)
    out << "  assumed to be passed: " << award.text() << "\n";
}

void make_plan(const Options& options, Session& session) {
  const auto catalogue = read_catalogue_files(session, options.catalogue);
  if (!catalogue) return session.fail(catalogue.error());
  const auto goal = read_named(session, options.goal);
  if (!goal) return session.fail(goal.error());
  const auto record = read_named(session, options.record);
  if (!record) return session.fail(record.error());
  const auto answer = planning::plan_files({*goal, *record, *catalogue}, options.nodes_max);
  if (!answer) return session.fail(answer.error());
  session.exit = exit_code_of(answer->plan.status);
  if (options.json)
    session.out << answer->to_json() << "\n";
  else
    print(session.out, *answer);
}

}  // namespace

void add_plan_command(CLI::App& app, Session& session) {
  auto options = std::make_shared<Options>();  // shared with the callback, which outlives this call
  CLI::App* command =
      app.add_subcommand("plan", "The cheapest or fastest proven way from a record to a goal");
  command->add_option("--goal", options->goal, "Goal document: goal, start, weeklyHours, objective")
      ->required();
  command->add_option("--record", options->record, "Record document")->required();
  command->add_option("--catalogue", options->catalogue, "Catalogue document, or a folder of them")
      ->required();
  command->add_option("--nodes", options->nodes_max, "Search nodes before it answers 'not proven'")
      ->check(CLI::Range(1, 1'000'000'000));
  command->add_flag("--json", options->json, "Print the plan as JSON");
  command->callback([options, &session] { make_plan(*options, session); });
}

}  // namespace cairn::cli

// `cairn plan`: the cheapest or fastest proven way from a record to a goal.
#include <memory>
#include <ostream>
#include <string>

#include "app/planning/planning.h"
#include "cli/catalogue_files.h"
#include "cli/language_option.h"
#include "cli/run.h"
#include "documents/plan_text.h"

namespace cairn::cli {
namespace {

using planning::Answer;

struct Options {
  std::string goal;
  std::string record;
  std::string catalogue;
  std::uint64_t nodes_max = 2'000'000;
  std::string language = "en";
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

void print(std::ostream& out, const Answer& answer, const std::string& language) {
  const documents::PlanText text(answer.request, answer.plan, answer.catalogue.catalogue, language);
  print_lines(out, {text.status()}, 0);
  print_lines(out, text.obstacles(), 2);
  print_lines(out, text.bound(), 2);
  for (const plan::Step& step : answer.plan.steps) {
    print_lines(out, {text.step(step)}, 2);
    print_lines(out, text.details(step), 6);
  }
  print_lines(out, text.assumed(), 2);
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
    print(session.out, *answer, options.language);
}

}  // namespace

void add_plan_command(CLI::App& app, Session& session) {
  auto options = std::make_shared<Options>();  // shared with the callback, which outlives this call
  CLI::App* command =
      app.add_subcommand("plan", "The cheapest or fastest proven way from a record to a goal");
  command->add_option("--goal", options->goal, "Goal document: goal, start, weeklyHours, objective")
      ->type_name("FILE")
      ->required();
  command->add_option("--record", options->record, "Record document")
      ->type_name("FILE")
      ->required();
  command->add_option("--catalogue", options->catalogue, "Catalogue document, or a folder of them")
      ->type_name("PATH")
      ->required();
  command->add_option("--nodes", options->nodes_max, "Search nodes before it answers 'not proven'")
      ->capture_default_str()
      ->check(CLI::Range(1, 1'000'000'000));
  add_language_option(*command, options->language);
  command->add_flag("--json", options->json, "Print the plan as JSON");
  command->callback([options, &session] { make_plan(*options, session); });
}

}  // namespace cairn::cli

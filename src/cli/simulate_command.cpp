// `cairn simulate`: what a change of the rules does to a population, before it is adopted.
#include <memory>
#include <string>
#include <vector>

#include "app/simulation/simulate.h"
#include "cli/catalogue_files.h"
#include "cli/population_options.h"

namespace cairn::cli {
namespace {

using simulation::ChangeAnswer;

struct Options {
  std::string before;
  std::string after;
  std::uint64_t nodes_max = simulation::Asked{}.nodes_max;
  bool recognise = false;
  std::vector<std::string> by;
  PopulationOptions population;
};

Result<ChangeAnswer> simulate(const Options& options, Session& session, const OpenStore& open_store,
                              Date at) {
  CAIRN_TRY(const auto before, read_catalogue_files(session, options.before));
  CAIRN_TRY(const auto after, read_catalogue_files(session, options.after));
  CAIRN_TRY(const auto population, open_population(options.population, session, open_store, at));
  const auto recognise = options.recognise ? simulation::Recognise::yes : simulation::Recognise::no;
  return simulation::simulate(
      {before, after, {at, options.nodes_max, recognise}, options.by, options.population.smallest},
      *population, counting_of(options.population, session));
}

void run(const Options& options, Session& session, const OpenStore& open_store) {
  ask_and_tell<ChangeAnswer>(options.population, session,
                             [&](Date at) { return simulate(options, session, open_store, at); });
}

}  // namespace

void add_simulate_command(CLI::App& app, Session& session, const OpenStore& open_store) {
  auto options = std::make_shared<Options>();  // shared with the callback, which outlives this call
  CLI::App* command = app.add_subcommand(
      "simulate", "What a change of the rules does to a population of records, by group");
  command
      ->add_option("--before", options->before,
                   "Catalogue document with a goal, or a folder of them: the rules as they are")
      ->type_name("PATH")
      ->required();
  command->add_option("--after", options->after, "The same: the rules as they would be")
      ->type_name("PATH")
      ->required();
  add_population_options(*command, options->population);
  command->add_option("--by", options->by, "Group by this attribute; may be repeated")
      ->type_name("ATTRIBUTE");
  command->add_flag("--recognise", options->recognise,
                    "Audit with what the agreements of each side would grant");
  command->add_option("--nodes", options->nodes_max, "Search nodes before an audit is undecided")
      ->capture_default_str()
      ->check(CLI::Range(1, 1'000'000'000));
  command->callback([options, &session, open_store] { run(*options, session, open_store); });
}

}  // namespace cairn::cli

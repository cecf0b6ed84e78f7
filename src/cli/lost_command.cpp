// `cairn lost`: credit that counts nowhere at a receiver, the agreements that would save most of
// it, and toward a goal what else could be signed.
#include <memory>
#include <string>

#include "app/simulation/simulate.h"
#include "cli/catalogue_files.h"
#include "cli/population_options.h"

namespace cairn::cli {
namespace {

using simulation::LostAnswer;

struct Options {
  std::string catalogue;
  std::string receiver;
  std::string system;
  std::size_t signatures_max = 10;
  std::string goal;
  int changes_max = 3;
  std::uint64_t nodes_max = simulation::Asked{}.nodes_max;
  PopulationOptions population;
};

Result<LostAnswer> find_lost(const Options& options, Session& session, const OpenStore& open_store,
                             Date at) {
  CAIRN_TRY(const auto catalogue, read_catalogue_files(session, options.catalogue));
  CAIRN_TRY(const auto population, open_population(options.population, session, open_store, at));
  return simulation::find_lost(
      {catalogue, OrganizationId(options.receiver), credit::SystemId(options.system), at,
       options.signatures_max, options.population.smallest, AchievementId(options.goal),
       options.changes_max, options.nodes_max},
      *population, counting_of(options.population, session));
}

void run(const Options& options, Session& session, const OpenStore& open_store) {
  ask_and_tell<LostAnswer>(options.population, session,
                           [&](Date at) { return find_lost(options, session, open_store, at); });
}

}  // namespace

void add_lost_command(CLI::App& app, Session& session, const OpenStore& open_store) {
  auto options = std::make_shared<Options>();  // shared with the callback, which outlives this call
  CLI::App* command = app.add_subcommand(
      "lost", "Where credit counts nowhere, and the agreements that would save most of it");
  command
      ->add_option("--catalogue", options->catalogue,
                   "Catalogue document with the agreements, or a folder of them")
      ->type_name("PATH")
      ->required();
  command->add_option("--receiver", options->receiver, "Organization at which credit is lost")
      ->type_name("ID")
      ->required();
  add_population_options(*command, options->population);
  command
      ->add_option("--system", options->system,
                   "Credit system that is counted (default: the receiver's)")
      ->type_name("ID");
  command
      ->add_option("--agreements", options->signatures_max, "How many agreements to name at most")
      ->capture_default_str()
      ->check(CLI::Range(1, 10'000));
  command
      ->add_option("--goal", options->goal,
                   "Rank what could be signed, rules too, by what it saves toward this")
      ->type_name("ID");
  command->add_option("--together", options->changes_max, "Of how many to find the best choice")
      ->capture_default_str()
      ->check(CLI::Range(1, 5));
  command->add_option("--nodes", options->nodes_max, "Search nodes before an audit is undecided")
      ->capture_default_str()
      ->check(CLI::Range(1, 1'000'000'000));
  command->callback([options, &session, open_store] { run(*options, session, open_store); });
}

}  // namespace cairn::cli

// `cairn lost`: credit that counts nowhere at a receiver, and the agreements that would save most.
#include <memory>
#include <ostream>
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
  PopulationOptions population;
};

void print(std::ostream& out, const LostAnswer& answer) {
  out << "LOST at " << answer.receiver.text() << " on " << answer.at.to_string() << "\n";
  if (answer.signatures.empty())
    out << "  nothing, or nothing that concerns " << answer.smallest << " records\n";
  int place = 0;
  const auto print_cell = [&](const simulation::Cell& cell) {
    out << ": " << cell.credit.to_string() << " " << answer.system.text() << " of " << cell.records
        << " records\n";
  };
  for (const simulation::Signature& signature : answer.signatures) {
    out << "  ";
    if (signature.sender.empty())
      out << "other senders";
    else
      out << ++place << ". an agreement with " << printable(signature.sender.text());
    print_cell(signature.lost);
    for (const simulation::LostOf& of : signature.achievements) {
      out << "       " << (of.achievement.empty() ? "others" : printable(of.achievement.text()));
      print_cell(of.lost);
    }
  }
}

Result<LostAnswer> find_lost(const Options& options, Session& session, const OpenStore& open_store,
                             Date at) {
  CAIRN_TRY(const auto catalogue, read_catalogue_files(session, options.catalogue));
  CAIRN_TRY(const auto population, open_population(options.population, session, open_store));
  return simulation::find_lost(
      {catalogue, OrganizationId(options.receiver), credit::SystemId(options.system), at,
       options.signatures_max, options.population.smallest},
      *population, counting_of(options.population, session));
}

void run(const Options& options, Session& session, const OpenStore& open_store) {
  ask_and_tell<LostAnswer>(
      options.population, session,
      [&](Date at) { return find_lost(options, session, open_store, at); }, print);
}

}  // namespace

void add_lost_command(CLI::App& app, Session& session, const OpenStore& open_store) {
  auto options = std::make_shared<Options>();  // shared with the callback, which outlives this call
  CLI::App* command = app.add_subcommand(
      "lost", "Where credit counts nowhere, and the agreements that would save most of it");
  command
      ->add_option("--catalogue", options->catalogue,
                   "Catalogue document with the agreements, or a folder of them")
      ->required();
  command->add_option("--receiver", options->receiver, "Organization at which credit is lost")
      ->required();
  add_population_options(*command, options->population);
  command->add_option("--system", options->system,
                      "Credit system that is counted (default: the receiver's)");
  command
      ->add_option("--agreements", options->signatures_max,
                   "How many agreements to name at most (default: 10)")
      ->check(CLI::Range(1, 10'000));
  command->callback([options, &session, open_store] { run(*options, session, open_store); });
}

}  // namespace cairn::cli

// `cairn lost`: credit that counts nowhere at a receiver, the agreements that would save most of
// it, and toward a goal what else could be signed.
#include <cstdlib>
#include <memory>
#include <ostream>
#include <string>

#include "app/simulation/simulate.h"
#include "cli/catalogue_files.h"
#include "cli/population_options.h"

namespace cairn::cli {
namespace {

using simulation::LostAnswer;
using simulation::RankedRelief;
using simulation::Ranking;

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

// Where a rule is: by its policy, or in the requirement of an achievement.
std::string place_of(const simulation::ReliefPlace& place) {
  if (!place.policy.empty()) return printable(place.policy.text() + ":" + place.rule.text());
  std::string text = place.limit.empty() ? place.node.text() : place.limit.text();
  text += " of " + place.achievement.text();
  if (place.version != 0) text += ", version " + std::to_string(place.version);
  return printable(text);
}

std::string sentence_of(const RankedRelief& ranked) {
  const simulation::Relief& relief = ranked.relief;
  const simulation::ReliefPlace& place = relief.place;
  switch (relief.kind) {
    case simulation::ReliefKind::agreement:
      return "an agreement with " + printable(place.sender.text());
    case simulation::ReliefKind::denial:
      return "grant " + printable(place.achievement.text()) + ", which the agreement " +
             printable(place.agreement.text()) + " denies";
    default:
      return "the " + std::string(word_of(relief.kind)) + " " + place_of(place) + ": " +
             printable(relief.forms[ranked.form]) + " instead of " +
             printable(relief.forms.front()) + " (" + printable(relief.unit) + ")";
  }
}

// Where less credit is missing, more leaves may be.
void print_saved(std::ostream& out, const Ranking& ranking, const simulation::Saved& saved) {
  out << ": ";
  if (!ranking.system.empty())
    out << saved.nearer.credit.to_string() << " " << ranking.system.text() << " less, ";
  out << std::abs(saved.leaves) << (saved.leaves < 0 ? " leaves more, " : " leaves less, ")
      << saved.nearer.records << " records nearer\n";
}

void print(std::ostream& out, const Ranking& ranking) {
  out << "TOWARD " << ranking.goal.text() << "\n";
  if (ranking.reliefs.empty()) out << "  nothing that could be signed concerns enough records\n";
  int number = 0;
  for (const RankedRelief& ranked : ranking.reliefs) {
    out << "  (" << ++number << ") " << sentence_of(ranked) << "\n       signed by";
    for (const OrganizationId& signer : ranked.signers) out << " " << printable(signer.text());
    if (ranked.alone)
      print_saved(out, ranking, *ranked.alone);
    else
      out << ": alone it brings too few records nearer\n";
  }
  for (const simulation::Choice& choice : ranking.choices) {
    out << "  best";
    for (std::size_t i = 0; i < ranking.reliefs.size(); ++i)
      if (choice.has(i)) out << " (" << i + 1 << ")";
    out << ", " << choice.signatures << (choice.signatures == 1 ? " signature" : " signatures");
    print_saved(out, ranking, choice.saved);
  }
}

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
  if (answer.ranking) print(out, *answer.ranking);
}

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
  command->add_option("--goal", options->goal,
                      "Rank what could be signed, rules too, by what it saves toward this");
  command
      ->add_option("--together", options->changes_max,
                   "Of how many to find the best choice (default: 3)")
      ->check(CLI::Range(1, 5));
  command->add_option("--nodes", options->nodes_max, "Search nodes before an audit is undecided")
      ->check(CLI::Range(1, 1'000'000'000));
  command->callback([options, &session, open_store] { run(*options, session, open_store); });
}

}  // namespace cairn::cli

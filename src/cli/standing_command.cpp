// `cairn standing`: which programmes of a catalogue a record is nearest to, proven.
#include <algorithm>
#include <memory>
#include <ostream>
#include <string>

#include "app/standing/standing_files.h"
#include "cli/audit_text.h"
#include "cli/catalogue_files.h"
#include "cli/day_option.h"
#include "cli/run.h"

namespace cairn::cli {
namespace {

using standing::Place;
using standing::StandingAnswer;

constexpr std::size_t kManyFiles = 200;  ///< take long enough to be told of

struct Options {
  std::string record;
  std::string catalogue;
  std::string at;
  std::size_t nearest = standing::Options{}.nearest;
  std::size_t skip = 0;
  std::uint64_t nodes_max = standing::Options{}.nodes_max;
  bool json = false;
};

void print_place(std::ostream& out, const StandingAnswer& answer, std::size_t index) {
  const Place& place = answer.standing.places[index];
  const audit::Programme& programme =
      answer.programmes->indexed()[static_cast<std::size_t>(place.programme)].programme;
  const Result<audit::Audit>& audit = answer.standing.audits[index - answer.standing.first];
  out << index + 1 << ". ";
  if (!audit) {
    out << "NOT AUDITED: " << name_of(answer.catalogue, programme.goal()) << ": "
        << describe(audit.error()) << "\n";
    return;
  }
  const Audited audited{programme, *audit, answer.catalogue};
  print_status(out, audited);
  print_missing(out, audited);
  print_reasons(out, audited);
}

void print(std::ostream& out, const StandingAnswer& answer) {
  const standing::Standing& standing = answer.standing;
  const std::size_t end = standing.first + standing.audits.size();
  for (std::size_t i = standing.first; i < end; ++i) print_place(out, answer, i);
  const auto begun = std::ranges::count(standing.places, true, &Place::is_begun);
  out << standing.places.size() << " programmes, " << begun << " begun, " << standing.audited
      << " audited";
  if (end < standing.places.size()) {
    const Place& next = standing.places[end];
    out << "; the other " << standing.places.size() - end << ": missing at least "
        << text_of(next.bound) << (next.is_begun ? "" : ", not begun");
  }
  out << "\n";
  for (const standing::Refused& refused : answer.programmes->refused())
    out << "refused: " << refused.programme.text() << ": " << describe(refused.error) << "\n";
}

void run_standing(const Options& options, Session& session) {
  const auto at = day_asked_for(options.at, session);
  if (!at) return;
  const auto catalogue = read_catalogue_files(session, options.catalogue);
  if (!catalogue) return session.fail(catalogue.error());
  const auto record = read_named(session, options.record);
  if (!record) return session.fail(record.error());
  if (catalogue->size() > kManyFiles)
    session.err << "cairn: indexing " << catalogue->size() << " files\n" << std::flush;
  const auto answer = standing::stand_by_files(
      {*catalogue, *record}, {*at, options.skip, options.nearest, options.nodes_max});
  if (!answer) return session.fail(answer.error());
  session.exit = answer->standing.is_proven() ? ExitCode::ok : ExitCode::undecided;
  if (options.json)
    session.out << answer->to_json() << "\n";
  else
    print(session.out, *answer);
}

}  // namespace

void add_standing_command(CLI::App& app, Session& session) {
  auto options = std::make_shared<Options>();  // shared with the callback, which outlives this call
  CLI::App* command =
      app.add_subcommand("standing", "The programmes that a record is nearest to, proven");
  command->add_option("--record", options->record, "Record document")->required();
  command->add_option("--catalogue", options->catalogue, "Catalogue document, or a folder of them")
      ->required();
  command->add_option("--at", options->at, "Day for which the answer holds (default: today)");
  command->add_option("--nearest", options->nearest, "How many of the nearest (default: 50)")
      ->check(CLI::Range(1, 10'000));
  command->add_option("--skip", options->skip, "Leave out so many of the first places")
      ->check(CLI::Range(0, 1'000'000));
  command
      ->add_option("--nodes", options->nodes_max,
                   "Search nodes of an audit before it is 'undecided'")
      ->check(CLI::Range(1, 1'000'000'000));
  command->add_flag("--json", options->json, "Print the answer as JSON, with all other programmes");
  command->callback([options, &session] { run_standing(*options, session); });
}

}  // namespace cairn::cli

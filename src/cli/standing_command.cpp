// `cairn standing`: which programmes of a catalogue a record is nearest to, proven.
#include <algorithm>
#include <memory>
#include <ostream>
#include <string>

#include "app/standing/standing_files.h"
#include "cli/catalogue_files.h"
#include "cli/day_option.h"
#include "cli/language_option.h"
#include "cli/run.h"
#include "documents/audit_json.h"
#include "documents/audit_text.h"

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
  std::string language = "en";
  bool json = false;
};

class Printer {
 public:
  Printer(std::ostream& out, const StandingAnswer& answer, const std::string& language)
      : out_(out),
        answer_(answer),
        standing_(answer.standing),
        language_(language),
        words_("requirement", language),
        names_(answer.applied.catalogue, words_) {}

  void print() const {
    for (std::size_t i = standing_.first; i < end(); ++i) print_place(i);
    print_lines(out_, {summary()}, 0);
    for (const requirement::ExceptionId& id : standing_.idle)
      print_lines(out_, {phrases_.say("idle", {{"exception", id.text()}})}, 0);
    for (const standing::Refused& refused : answer_.programmes->refused())
      print_lines(out_,
                  {phrases_.say("refused", {{"programme", refused.programme.text()},
                                            {"error", describe(refused.error)}})},
                  0);
  }

 private:
  std::size_t end() const { return standing_.first + standing_.audits.size(); }

  void print_place(std::size_t index) const {
    const audit::Programme& programme =
        answer_.programmes->indexed()[static_cast<std::size_t>(standing_.places[index].programme)]
            .programme;
    const Result<audit::Audit>& audit = standing_.audits[index - standing_.first];
    out_ << index + 1 << ". ";
    if (!audit)
      return print_lines(out_,
                         {phrases_.say("not_audited", {{"goal", names_.of(programme.goal())},
                                                       {"error", describe(audit.error())}})},
                         0);
    const documents::AuditText text(programme, *audit, answer_.applied.catalogue, language_,
                                    documents::exceptions_in(programme, answer_.applied));
    print_lines(out_, {text.status()}, 0);
    print_lines(out_, text.bound(), 2);
    for (const audit::Missing& missing : audit->missing) {
      const auto node = static_cast<std::size_t>(missing.node);
      print_lines(out_, {text.leaves().of(missing)}, 2);
      print_lines(out_, text.exceptions(programme.nodes()[node].id), 4);
    }
    print_lines(out_, text.reasons(), 2);
  }

  std::string summary() const {
    const auto begun = std::ranges::count(standing_.places, true, &Place::is_begun);
    std::string found =
        phrases_.say("standing", {{"programmes", std::to_string(standing_.places.size())},
                                  {"begun", std::to_string(begun)},
                                  {"audited", std::to_string(standing_.audited)}});
    if (end() >= standing_.places.size()) return found;
    const Place& next = standing_.places[end()];
    return phrases_.say(next.is_begun ? "standing.others" : "standing.others.not_begun",
                        {{"summary", found},
                         {"count", std::to_string(standing_.places.size() - end())},
                         {"distance", documents::distance_text(next.bound, names_, words_)}});
  }

  std::ostream& out_;
  const StandingAnswer& answer_;
  const standing::Standing& standing_;
  const std::string& language_;
  documents::Phrases phrases_{"audit", language_};
  documents::Phrases words_;
  documents::Names names_;
};

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
    Printer(session.out, *answer, options.language).print();
}

}  // namespace

void add_standing_command(CLI::App& app, Session& session) {
  auto options = std::make_shared<Options>();  // shared with the callback, which outlives this call
  CLI::App* command =
      app.add_subcommand("standing", "The programmes that a record is nearest to, proven");
  command->add_option("--record", options->record, "Record document")
      ->type_name("FILE")
      ->required();
  command->add_option("--catalogue", options->catalogue, "Catalogue document, or a folder of them")
      ->type_name("PATH")
      ->required();
  command->add_option("--at", options->at, "Day for which the answer holds (default: today)")
      ->type_name("DAY");
  command->add_option("--nearest", options->nearest, "How many of the nearest")
      ->capture_default_str()
      ->check(CLI::Range(1, 10'000));
  command->add_option("--skip", options->skip, "Leave out so many of the first places")
      ->capture_default_str()
      ->check(CLI::Range(0, 1'000'000));
  command
      ->add_option("--nodes", options->nodes_max,
                   "Search nodes of an audit before it is 'undecided'")
      ->capture_default_str()
      ->check(CLI::Range(1, 1'000'000'000));
  add_language_option(*command, options->language);
  command->add_flag("--json", options->json, "Print the answer as JSON, with all other programmes");
  command->callback([options, &session] { run_standing(*options, session); });
}

}  // namespace cairn::cli

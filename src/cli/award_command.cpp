// `cairn award`: what a record has completed, and what may be awarded for it without asking again.
#include <algorithm>
#include <iterator>
#include <memory>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "cli/catalogue_files.h"
#include "cli/day_option.h"
#include "cli/language_option.h"
#include "cli/run.h"
#include "documents/authority_json.h"
#include "documents/catalogue_json.h"
#include "documents/conferral_text.h"
#include "documents/record_json.h"
#include "domain/conferral/due.h"
#include "domain/version/applicable.h"
#include "formats/json/writer.h"

namespace cairn::cli {
namespace {

using conferral::Conferral;
using conferral::Outcome;
using learning::Authority;

struct Options {
  std::string catalogue;
  std::string record;
  std::string authorities;
  std::string at;
  std::uint64_t nodes_max = audit::Options{}.nodes_max;
  std::string language = "en";
  bool json = false;
};

struct Answer {
  std::vector<Conferral> conferrals;
  std::vector<Authority> authorities;
  learning::Catalogue catalogue;
};

Result<std::vector<Authority>> authorities_of(const std::string& path, Session& session) {
  if (path.empty()) return std::vector<Authority>();
  CAIRN_TRY(const documents::NamedText file, read_named(session, path));
  CAIRN_TRY(const json::Document text, documents::read_document(file));
  return documents::read_authorities(text.root(), {file.name, file.text});
}

Result<Answer> answer_to(const Options& options, Date at, Session& session) {
  CAIRN_TRY(const std::vector<documents::NamedText> files,
            read_catalogue_files(session, options.catalogue));
  CAIRN_TRY(documents::CatalogueDocument document,
            documents::read_catalogue(files, documents::GoalMember::ignored));
  CAIRN_TRY(const documents::NamedText file, read_named(session, options.record));
  CAIRN_TRY(const json::Document text, documents::read_document(file));
  CAIRN_TRY(learning::Record record, documents::read_record(text.root(), {file.name, file.text}));
  CAIRN_TRY(std::vector<Authority> authorities, authorities_of(options.authorities, session));
  std::ranges::move(document.authorities, std::back_inserter(authorities));
  CAIRN_TRY(version::Applicable applied,
            version::applicable(std::move(document.catalogue), std::move(record), {at}));
  CAIRN_TRY(
      std::vector<Conferral> conferrals,
      conferral::due(applied.catalogue, applied.record, authorities, {at, options.nodes_max}));
  return Answer{std::move(conferrals), std::move(authorities), std::move(applied.catalogue)};
}

void print(const Answer& answer, const std::string& language, std::ostream& out) {
  const documents::ConferralText text(answer.catalogue, answer.authorities, language);
  std::int64_t not_begun = 0;
  for (const Conferral& conferral : answer.conferrals) {
    if (conferral.outcome == Outcome::refused && !conferral.is_begun) {
      ++not_begun;
      continue;
    }
    print_lines(out, {text.head(conferral)}, 0);
    print_lines(out, text.details(conferral), 2);
  }
  if (not_begun > 0) print_lines(out, {text.not_begun(not_begun)}, 0);
}

void run_award(const Options& options, Session& session) {
  const auto at = day_asked_for(options.at, session);
  if (!at) return;
  const auto answer = answer_to(options, *at, session);
  if (!answer) return session.fail(answer.error());
  const bool any = std::ranges::any_of(answer->conferrals, [](const Conferral& conferral) {
    return conferral.outcome != Outcome::refused;
  });
  session.exit = any ? ExitCode::ok : ExitCode::no;
  if (!options.json) return print(*answer, options.language, session.out);
  json::Writer writer(json::Style::indented);
  documents::write_conferrals(writer, answer->conferrals);
  session.out << writer.take() << "\n";
}

}  // namespace

void add_award_command(CLI::App& app, Session& session) {
  auto options = std::make_shared<Options>();  // shared with the callback, which outlives this call
  CLI::App* command = app.add_subcommand(
      "award", "What a record has completed: awarded under standing authority, or proposed");
  command->add_option("--catalogue", options->catalogue, "Catalogue document, or a folder of them")
      ->type_name("PATH")
      ->required();
  command->add_option("--record", options->record, "Record document")
      ->type_name("FILE")
      ->required();
  command
      ->add_option("--authorities", options->authorities,
                   "Standing authorities of officers, beside those of the catalogue")
      ->type_name("FILE");
  command->add_option("--at", options->at, "Day for which the answer holds (default: today)")
      ->type_name("DAY");
  command->add_option("--nodes", options->nodes_max, "Search nodes before an audit is undecided")
      ->capture_default_str()
      ->check(CLI::Range(1, 1'000'000'000));
  add_language_option(*command, options->language);
  command->add_flag("--json", options->json, "Print the conferrals as JSON");
  command->callback([options, &session] { run_award(*options, session); });
}

}  // namespace cairn::cli

// `cairn award`: what a record has completed, and what may be awarded for it without asking again.
#include <algorithm>
#include <memory>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "cli/audit_text.h"
#include "cli/catalogue_files.h"
#include "cli/day_option.h"
#include "cli/run.h"
#include "documents/authority_json.h"
#include "documents/catalogue_json.h"
#include "documents/record_json.h"
#include "domain/conferral/due.h"
#include "domain/version/applicable.h"
#include "formats/json/writer.h"

namespace cairn::cli {
namespace {

using conferral::Authority;
using conferral::Conferral;
using conferral::Outcome;
using conferral::Reason;

struct Options {
  std::string catalogue;
  std::string record;
  std::string authorities;
  std::string at;
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
  CAIRN_TRY(version::Applicable applied,
            version::applicable(std::move(document.catalogue), std::move(record), {at}));
  CAIRN_TRY(std::vector<Conferral> conferrals,
            conferral::due(applied.catalogue, applied.record, authorities, {at}));
  return Answer{std::move(conferrals), std::move(authorities), std::move(applied.catalogue)};
}

// "Dean of Science, auto-certificates".
std::string named(const std::string& authority, const std::vector<Authority>& authorities) {
  const auto found = std::ranges::find(authorities, authority, &Authority::id);
  return found->officer + ", " + authority;
}

std::string why(const Conferral& conferral, const Answer& answer) {
  switch (conferral.reason) {
    case Reason::authorized:
      return "under the standing authority of " + named(conferral.authority, answer.authorities);
    case Reason::revoked_before:
      return "an award of it was revoked; an officer decides";
    case Reason::by_exception:
      return "it is complete with an exception; an officer decides";
    case Reason::no_authority:
      return "no standing authority names it; an officer decides";
    case Reason::authority_idle:
      return "the standing authority of " + named(conferral.authority, answer.authorities) +
             " does not hold on this day; an officer decides";
    case Reason::held:
      return "it is held already";
    case Reason::in_progress:
      return "complete only if what is in progress passes";
    case Reason::incomplete:
      return "missing " + text_of(conferral.distance);
    case Reason::undecided:
      return "not proven complete";
  }
  return "";
}

void print(const Answer& answer, std::ostream& out) {
  for (const Conferral& conferral : answer.conferrals) {
    std::string outcome(documents::word_of(conferral.outcome));
    std::ranges::transform(outcome, outcome.begin(),
                           [](char c) { return static_cast<char>(c - 'a' + 'A'); });
    out << outcome << ": " << printable(name_of(answer.catalogue, conferral.achievement)) << ": "
        << printable(why(conferral, answer)) << "\n";
    if (conferral.award) out << "  stands on " << joined(conferral.award->roots) << "\n";
  }
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
  if (!options.json) return print(*answer, session.out);
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
      ->required();
  command->add_option("--record", options->record, "Record document")->required();
  command->add_option("--authorities", options->authorities,
                      "Standing authorities of officers (default: none)");
  command->add_option("--at", options->at, "Day for which the answer holds (default: today)");
  command->add_flag("--json", options->json, "Print the conferrals as JSON");
  command->callback([options, &session] { run_award(*options, session); });
}

}  // namespace cairn::cli

// `cairn worth`: what an achievement counts as where, by the agreements in force.
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "cli/catalogue_files.h"
#include "cli/day_option.h"
#include "cli/language_option.h"
#include "cli/run.h"
#include "documents/agreement_json.h"
#include "documents/filter_json.h"
#include "documents/filter_text.h"
#include "documents/recognition_text.h"
#include "domain/recognition/worth.h"
#include "domain/requirement/requirement.h"
#include "formats/json/writer.h"

namespace cairn::cli {
namespace {

using recognition::Equivalence;

struct Options {
  std::string achievement;
  std::string catalogue;
  std::string agreements;
  std::string receiver;
  std::string at;
  std::string language = "en";
  bool json = false;
};

void print(const std::vector<Equivalence>& found, const documents::CatalogueDocument& document,
           const Options& options, std::ostream& out) {
  const documents::RecognitionText text(document.catalogue, document.agreements, options.language);
  for (const Equivalence& each : found) out << printable(text.of(each)) << "\n";
  if (found.empty()) out << text.phrases().say("none") << "\n";
}

void write(json::Writer& writer, const Equivalence& each) {
  const recognition::Agreement& agreement = *each.agreement;
  writer.begin_object().member("receiver", agreement.receiver.text());
  writer.member("agreement", agreement.id.text()).member("version", agreement.version);
  if (each.term != nullptr) writer.member("term", each.term->id);
  writer.key("from").begin_array();
  for (const AchievementId& id : each.from) writer.string(id.text());
  writer.end_array();
  if (each.denial != nullptr) {
    documents::write_texts(writer.key("denied"), each.denial->reason);
  } else {
    documents::write_grant(writer.key("grant"), each.term->grant);
    documents::write_amounts(writer.key("credit"), each.credit);
    if (!requirement::tests_nothing(each.term->where))
      documents::write_filter(writer.key("where"), each.term->where);
    if (each.term->awarded_within_days)
      writer.member("awardedWithinDays", *each.term->awarded_within_days);
  }
  if (agreement.valid_until) writer.member("validUntil", agreement.valid_until->to_string());
  writer.end_object();
}

void print_json(const std::vector<Equivalence>& found, std::ostream& out) {
  json::Writer writer(json::Style::indented);
  writer.begin_array();
  for (const Equivalence& each : found) write(writer, each);
  writer.end_array();
  out << writer.take() << "\n";
}

Result<void> run_worth(const Options& options, Date at, Session& session) {
  CAIRN_TRY(const auto files, read_catalogue_files(session, options.catalogue, options.agreements));
  CAIRN_TRY(const documents::CatalogueDocument document,
            documents::read_catalogue(files, documents::GoalMember::ignored));
  const AchievementId achievement(options.achievement);
  if (!achievement.empty() && document.catalogue.find_achievement(achievement) == nullptr)
    return invalid("there is no achievement \"" + options.achievement + "\" in the catalogue");
  CAIRN_TRY(auto found,
            recognition::equivalences(achievement, document.agreements, document.catalogue, at));
  if (!options.receiver.empty())
    std::erase_if(found, [&](const Equivalence& each) {
      return each.agreement->receiver.text() != options.receiver;
    });
  if (options.json)
    print_json(found, session.out);
  else
    print(found, document, options, session.out);
  session.exit = found.empty() ? ExitCode::no : ExitCode::ok;
  return {};
}

}  // namespace

void add_worth_command(CLI::App& app, Session& session) {
  auto options = std::make_shared<Options>();  // shared with the callback, which outlives this call
  CLI::App* command = app.add_subcommand(
      "worth", "What an achievement counts as where, by the agreements in force");
  command->add_option("achievement", options->achievement, "Achievement id (default: all)")
      ->type_name("");
  command->add_option("--catalogue", options->catalogue, "Catalogue document, or a folder of them")
      ->type_name("PATH")
      ->required();
  command
      ->add_option("--agreements", options->agreements,
                   "Further agreements, as a catalogue document or a folder of them")
      ->type_name("PATH");
  command->add_option("--receiver", options->receiver, "Only at this organization")
      ->type_name("ID");
  command->add_option("--at", options->at, "Day for which the answer holds (default: today)")
      ->type_name("DAY");
  add_language_option(*command, options->language);
  command->add_flag("--json", options->json, "Print the answer as JSON");
  command->callback([options, &session] {
    const auto at = day_asked_for(options->at, session);
    if (!at) return;
    if (const auto done = run_worth(*options, *at, session); !done) session.fail(done.error());
  });
}

}  // namespace cairn::cli

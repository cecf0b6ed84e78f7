// `cairn requirement`: a requirement in sentences, or in its canonical notation.
#include <memory>
#include <optional>
#include <ostream>
#include <sstream>
#include <string>
#include <utility>

#include "cli/catalogue_files.h"
#include "cli/day_option.h"
#include "cli/language_option.h"
#include "cli/run.h"
#include "documents/requirement_json.h"
#include "documents/requirement_text.h"
#include "domain/version/applicable.h"
#include "formats/json/writer.h"

namespace cairn::cli {
namespace {

struct Options {
  std::string file;
  std::string catalogue;
  std::string goal;
  std::string at;
  std::string language = "en";
};

struct Asked {
  requirement::Node requirement;
  learning::Catalogue catalogue;  ///< empty where none was given
};

Result<requirement::Node> read_file(Session& session, const std::string& path) {
  CAIRN_TRY(const documents::NamedText file, read_named(session, path));
  CAIRN_TRY(const json::Document document, documents::read_document(file));
  return documents::read_requirement(document.root(), {file.name, file.text});
}

// As it applies on the day, by versions, replacements and policies; without one as a catalogue
// writes it (the last version).
Result<Asked> read_asked(Session& session, const Options& options, std::optional<Date> day) {
  Asked asked;
  if (!options.catalogue.empty()) {
    CAIRN_TRY(const auto files, read_catalogue_files(session, options.catalogue));
    CAIRN_TRY(documents::CatalogueDocument document,
              documents::read_catalogue(files, documents::GoalMember::ignored));
    asked.catalogue = std::move(document.catalogue);
    if (day) {
      CAIRN_TRY(version::Applicable applied,
                version::applicable(std::move(asked.catalogue), {}, {*day}));
      asked.catalogue = std::move(applied.catalogue);
    }
  }
  if (!options.file.empty()) {
    CAIRN_TRY(asked.requirement, read_file(session, options.file));
    return asked;
  }
  const auto* goal = asked.catalogue.find_achievement(AchievementId(options.goal));
  if (goal == nullptr)
    return not_found("no achievement \"" + options.goal + "\" is in the catalogue", "--goal");
  if (!goal->requirement)
    return not_found("\"" + options.goal + "\" has no requirement: it is earned by doing it",
                     "--goal");
  asked.requirement = *goal->requirement;
  return asked;
}

void print_text(const Options& options, Session& session) {
  const auto at = day_asked_for(options.at, session);
  if (!at) return;
  const auto asked = read_asked(session, options, *at);
  if (!asked) return session.fail(asked.error());
  const documents::Phrases phrases("requirement", options.language);
  std::istringstream lines(
      documents::RequirementText(asked->requirement, asked->catalogue, phrases).tree());
  for (std::string line; std::getline(lines, line);) session.out << printable(line) << "\n";
}

void print_canonical(const Options& options, Session& session) {
  const auto asked = read_asked(session, options, std::nullopt);
  if (!asked) return session.fail(asked.error());
  json::Writer writer(json::Style::indented);
  documents::write_requirement(writer, asked->requirement);
  session.out << writer.take() << "\n";
}

// One way to show a requirement, which is a file's or that of a catalogue's achievement.
struct Way {
  const char* name;
  const char* about;
  void (*print)(const Options&, Session&);
};

CLI::App* add_way(CLI::App& command, const Way& way, Session& session,
                  const std::shared_ptr<Options>& options) {
  CLI::App* added = command.add_subcommand(way.name, way.about);
  auto* file = added->add_option("FILE", options->file, "Requirement document")->type_name("");
  auto* catalogue = added
                        ->add_option("--catalogue", options->catalogue,
                                     "Catalogue document, or a folder of them: names things")
                        ->type_name("PATH");
  added->add_option("--goal", options->goal, "The achievement whose requirement it is")
      ->type_name("ID")
      ->needs(catalogue)
      ->excludes(file);
  added->callback([options, &session, way] {
    if (options->file.empty() == options->goal.empty())
      throw CLI::ValidationError(way.name, "give a FILE, or --catalogue and --goal");
    way.print(*options, session);
  });
  return added;
}

}  // namespace

void add_requirement_command(CLI::App& app, Session& session) {
  auto options = std::make_shared<Options>();  // shared with the callbacks, which outlive this call
  CLI::App* command = app.add_subcommand("requirement", "A requirement in words, or as JSON");
  command->require_subcommand(1);
  CLI::App* text =
      add_way(*command, {"text", "The requirement in sentences", print_text}, session, options);
  add_language_option(*text, options->language);
  text->add_option("--at", options->at, "Day whose versions and policies hold (default: today)")
      ->type_name("DAY");
  add_way(*command, {"canonical", "The requirement as canonical JSON", print_canonical}, session,
          options);
}

}  // namespace cairn::cli

// `cairn lint`: what a catalogue's requirements say that is hardly meant.
#include <initializer_list>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "cli/catalogue_files.h"
#include "cli/run.h"
#include "documents/phrases.h"
#include "documents/quantity_text.h"
#include "domain/lint/lint.h"
#include "formats/json/writer.h"

namespace cairn::cli {
namespace {

struct Options {
  std::string catalogue;
  std::string language = "en";
  bool json = false;
};

std::string_view name_of(lint::Code code) {
  switch (code) {
    case lint::Code::never_satisfied:
      return "never_satisfied";
    case lint::Code::too_little:
      return "too_little";
    case lint::Code::adds_nothing:
      return "adds_nothing";
    case lint::Code::overlap:
      return "overlap";
    case lint::Code::replaced:
      return "replaced";
    case lint::Code::level_falls:
      return "level_falls";
  }
  return "";
}

std::string key_of(const lint::Finding& finding) {
  const bool by_limit = finding.code == lint::Code::never_satisfied && !finding.rule.empty();
  return std::string(name_of(finding.code)) + (by_limit ? ".limit" : "");
}

std::string sentence(const lint::Finding& finding, const documents::Names& names,
                     const documents::Phrases& phrases) {
  std::vector<std::string> about;
  for (const AchievementId& id : finding.about) about.push_back(names.of(id));
  return phrases.say(key_of(finding),
                     {{"about", phrases.list("list.and", about)}, {"rule", finding.rule}});
}

void print(const std::vector<lint::Finding>& findings, const learning::Catalogue& catalogue,
           const Options& options, std::ostream& out) {
  const documents::Phrases phrases("lint", options.language);
  const documents::Names names(catalogue, phrases);
  for (const lint::Finding& finding : findings)
    out << printable(finding.achievement.text() + ", " + finding.node.text() + ": " +
                     sentence(finding, names, phrases))
        << " [" << name_of(finding.code) << "]\n";
}

void print_json(const std::vector<lint::Finding>& findings, std::ostream& out) {
  json::Writer writer(json::Style::indented);
  writer.begin_array();
  for (const lint::Finding& finding : findings) {
    writer.begin_object().member("code", name_of(finding.code));
    writer.member("achievement", finding.achievement.text());
    writer.member("node", finding.node.text()).key("about").begin_array();
    for (const AchievementId& id : finding.about) writer.string(id.text());
    writer.end_array();
    if (!finding.rule.empty()) writer.member("rule", finding.rule);
    writer.end_object();
  }
  writer.end_array();
  out << writer.take() << "\n";
}

void run_lint(const Options& options, Session& session) {
  const auto files = read_catalogue_files(session, options.catalogue);
  if (!files) return session.fail(files.error());
  const auto document = documents::read_catalogue(*files);
  if (!document) return session.fail(document.error());
  const auto findings = lint::lint(document->catalogue);
  if (!findings) return session.fail(findings.error());
  if (options.json)
    print_json(*findings, session.out);
  else
    print(*findings, document->catalogue, options, session.out);
  session.exit = findings->empty() ? ExitCode::ok : ExitCode::no;
}

}  // namespace

void add_lint_command(CLI::App& app, Session& session) {
  auto options = std::make_shared<Options>();  // shared with the callback, which outlives this call
  CLI::App* command =
      app.add_subcommand("lint", "What a catalogue's requirements say that is hardly meant");
  command->add_option("--catalogue", options->catalogue, "Catalogue document, or a folder of them")
      ->required();
  command->add_option("--language", options->language, "en or ar");
  command->add_flag("--json", options->json, "Print the findings as JSON");
  command->callback([options, &session] { run_lint(*options, session); });
}

}  // namespace cairn::cli

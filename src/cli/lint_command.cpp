// `cairn lint`: what a catalogue's requirements and agreements say that is hardly meant.
#include <algorithm>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <vector>

#include "cli/catalogue_files.h"
#include "cli/day_option.h"
#include "cli/language_option.h"
#include "cli/run.h"
#include "documents/phrases.h"
#include "documents/places.h"
#include "documents/quantity_text.h"
#include "domain/lint/agreements.h"
#include "domain/lint/lint.h"
#include "domain/lint/pathways.h"
#include "domain/policy/policy.h"
#include "domain/version/applicable.h"
#include "formats/json/writer.h"

namespace cairn::cli {
namespace {

struct Options {
  std::string catalogue;
  std::string at;
  std::string language = "en";
  bool json = false;
};

// What was looked at, and what was found.
struct Report {
  version::Applicable applied;
  documents::CatalogueOutline outline;
  std::vector<lint::Finding> findings;
  std::vector<lint::AgreementFinding> agreements;
  std::vector<lint::PathwayNotice> pathways;
  std::size_t agreements_looked_at = 0;
  std::size_t pathways_looked_at = 0;

  bool is_empty() const { return findings.empty() && agreements.empty() && pathways.empty(); }
  const learning::Catalogue& catalogue() const { return applied.catalogue; }
  documents::WrittenTree tree_of(const lint::Finding& finding) const {
    documents::WrittenTree written{finding.achievement, word_of(finding.part)};
    const auto version = std::ranges::find(applied.versions, finding.achievement,
                                           &version::AppliedVersion::achievement);
    if (version != applied.versions.end()) written.version = version->number;
    return written;
  }
  std::optional<documents::Place> place_of(const lint::Finding& finding) const {
    return outline.node(tree_of(finding), finding.node);
  }
  /// Of its `rule` or `beside`.
  std::optional<documents::Place> place_of(const lint::Finding& finding,
                                           const lint::Named& named) const {
    if (named.empty()) return std::nullopt;
    if (named.carrier.empty()) return outline.node(tree_of(finding), NodeId(named.id));
    return outline.rule(tree_of(finding), named.carrier, named.id);
  }
  /// nullptr where that is a rule.
  const requirement::Node* node_named(const lint::Finding& finding,
                                      const lint::Named& named) const {
    if (!named.carrier.empty()) return nullptr;
    const auto* achievement = catalogue().find_achievement(finding.achievement);
    const auto& tree = finding.part == lint::Part::requirement ? achievement->requirement
                                                               : achievement->prerequisites;
    return requirement::find_node(*tree, NodeId(named.id));
  }

  static std::string_view word_of(lint::Part part) {
    return part == lint::Part::requirement ? "requirement" : "prerequisites";
  }
};

std::string_view name_of(lint::Code code) {
  switch (code) {
    case lint::Code::never_satisfied:
      return "never_satisfied";
    case lint::Code::contradiction:
      return "contradiction";
    case lint::Code::settled:
      return "settled";
    case lint::Code::repeated:
      return "repeated";
    case lint::Code::idle_limit:
      return "idle_limit";
    case lint::Code::idle_maximum:
      return "idle_maximum";
    case lint::Code::idle_avoid:
      return "idle_avoid";
    case lint::Code::idle_sharing:
      return "idle_sharing";
    case lint::Code::too_little:
      return "too_little";
    case lint::Code::adds_nothing:
      return "adds_nothing";
    case lint::Code::unstated:
      return "unstated";
    case lint::Code::splits_nothing:
      return "splits_nothing";
    case lint::Code::overlap:
      return "overlap";
    case lint::Code::replaced:
      return "replaced";
    case lint::Code::level_falls:
      return "level_falls";
    case lint::Code::used_up:
      return "used_up";
    case lint::Code::against_policy:
      return "against_policy";
  }
  return "";
}

std::string key_of(const lint::Finding& finding, const Report& report) {
  std::string name(name_of(finding.code));
  const bool is_impossible =
      finding.code == lint::Code::never_satisfied || finding.code == lint::Code::against_policy;
  if (is_impossible && !finding.beside.empty()) return "never_satisfied.limits";
  if (finding.code == lint::Code::never_satisfied && !finding.rule.empty())
    return report.node_named(finding, finding.rule) == nullptr ? name + ".limit" : name + ".node";
  if (finding.code == lint::Code::adds_nothing && finding.rule.empty()) return name + ".scale";
  if (finding.code == lint::Code::repeated && finding.rule.empty()) return name + ".branches";
  return name;
}

// By its title, where it is a rule of a policy or a node that has one.
std::string rule_text(const lint::Finding& finding, const lint::Named& named, const Report& report,
                      const documents::Phrases& phrases) {
  const auto* rule = policy::rule_named(report.catalogue(), NodeId(named.id)).rule;
  const auto* node = report.node_named(finding, named);
  const LocalizedText none;
  const LocalizedText& title = rule != nullptr ? rule->title : node != nullptr ? node->title : none;
  return std::string(title.empty() ? std::string_view(named.id) : title.in(phrases.language()));
}

// "catalogue.yaml:3:7"
std::string text_of(const documents::Place& place) {
  return place.file + ":" + std::to_string(place.line) + ":" + std::to_string(place.column);
}

std::vector<std::string> texts_of(const std::vector<AchievementId>& ids,
                                  const documents::Names& names) {
  std::vector<std::string> texts;
  for (const AchievementId& id : ids) texts.push_back(names.of(id));
  return texts;
}

std::string sentence(const lint::Finding& finding, const Report& report,
                     const documents::Phrases& phrases) {
  const documents::Names names(report.catalogue(), phrases);
  const std::vector<std::string> about = texts_of(finding.about, names);
  const auto* policy = policy::rule_named(report.catalogue(), NodeId(finding.rule.id)).policy;
  const auto rule_place = report.place_of(finding, finding.rule);
  return phrases.say(
      key_of(finding, report),
      {{"about", phrases.list("list.and", about)},
       {"rule", rule_text(finding, finding.rule, report, phrases)},
       {"beside", rule_text(finding, finding.beside, report, phrases)},
       {"organization", policy == nullptr ? std::string() : names.of(policy->organization)},
       {"place", rule_place ? text_of(*rule_place) : std::string()}});
}

void print(const Report& report, const std::string& language, std::ostream& out) {
  const documents::Phrases phrases("lint", language);
  for (const lint::Finding& finding : report.findings) {
    const auto place = report.place_of(finding);
    out << printable((place ? text_of(*place) + ": " : std::string()) + finding.achievement.text() +
                     ", " + finding.node.text() + ": " + sentence(finding, report, phrases))
        << " [" << name_of(finding.code) << "]\n";
  }
}

void print_notices(const Report& report, const std::string& language, std::ostream& out) {
  const documents::Phrases phrases("lint", language);
  const documents::Names names(report.catalogue(), phrases);
  for (const lint::PathwayNotice& notice : report.pathways) {
    const auto place = report.outline.pathway(notice.pathway);
    out << printable(
               (place ? text_of(*place) + ": " : std::string()) + notice.pathway.text() + ": " +
               phrases.say("never_climbs",
                           {{"about", phrases.list("list.and", texts_of(notice.about, names))},
                            {"goal", names.of(notice.goal)}}))
        << " [never_climbs]\n";
  }
}

// Silence would not tell it from a catalogue in which nothing was looked at. Beside the output,
// which holds findings alone.
void print_clean(const Report& report, const std::string& language, std::ostream& out) {
  const documents::Phrases phrases("lint", language);
  out << phrases.say("clean",
                     {{"requirements", std::to_string(lint::count_looked_at(report.catalogue()))},
                      {"agreements", std::to_string(report.agreements_looked_at)},
                      {"pathways", std::to_string(report.pathways_looked_at)}})
      << "\n";
}

void write_place(json::Writer& writer, const std::optional<documents::Place>& place) {
  if (!place) return;
  writer.member("file", place->file).member("line", place->line).member("column", place->column);
}

std::string_view name_of(lint::AgreementCode code) {
  switch (code) {
    case lint::AgreementCode::replaced:
      return "replaced";
    case lint::AgreementCode::other_provider:
      return "other_provider";
    case lint::AgreementCode::other_receiver:
      return "other_receiver";
    case lint::AgreementCode::denied:
      return "denied";
    case lint::AgreementCode::unmet:
      return "unmet";
    case lint::AgreementCode::shadowed:
      return "shadowed";
    case lint::AgreementCode::circle:
      return "circle";
    case lint::AgreementCode::no_parts:
      return "no_parts";
    case lint::AgreementCode::unknown_node:
      return "unknown_node";
    case lint::AgreementCode::overlap:
      return "overlap";
    case lint::AgreementCode::gap:
      return "gap";
  }
  return "";
}

void print(const std::vector<lint::AgreementFinding>& findings,
           const learning::Catalogue& catalogue, const std::string& language, std::ostream& out) {
  const documents::Phrases phrases("agreement_lint", language);
  const documents::Names names(catalogue, phrases);
  for (const lint::AgreementFinding& finding : findings) {
    const std::vector<std::string> about = texts_of(finding.about, names);
    const std::string version = finding.agreement.text() + "@" + std::to_string(finding.version);
    out << printable(version + (finding.term.empty() ? "" : ", " + finding.term) + ": " +
                     phrases.say(name_of(finding.code),
                                 {{"about", phrases.list("list.and", about)}, {"by", finding.by}}))
        << " [" << name_of(finding.code) << "]\n";
  }
}

void write(json::Writer& writer, const lint::AgreementFinding& finding) {
  writer.begin_object().member("code", name_of(finding.code));
  writer.member("agreement", finding.agreement.text());
  writer.member("version", finding.version);
  if (!finding.term.empty()) writer.member("term", finding.term);
  writer.key("about").begin_array();
  for (const AchievementId& id : finding.about) writer.string(id.text());
  writer.end_array();
  if (!finding.by.empty()) writer.member("by", finding.by);
  writer.end_object();
}

void write(json::Writer& writer, const lint::PathwayNotice& notice, const Report& report) {
  writer.begin_object().member("code", "never_climbs");
  write_place(writer, report.outline.pathway(notice.pathway));
  writer.member("pathway", notice.pathway.text()).member("goal", notice.goal.text());
  writer.key("about").begin_array();
  for (const AchievementId& id : notice.about) writer.string(id.text());
  writer.end_array().end_object();
}

void write_rule(json::Writer& writer, std::string_view key, const lint::Finding& finding,
                const lint::Named& named, const Report& report) {
  if (named.empty()) return;
  writer.key(key).begin_object().member("id", named.id);
  write_place(writer, report.place_of(finding, named));
  writer.end_object();
}

void print_json(const Report& report, std::ostream& out) {
  json::Writer writer(json::Style::indented);
  writer.begin_array();
  for (const lint::Finding& finding : report.findings) {
    writer.begin_object().member("code", name_of(finding.code));
    write_place(writer, report.place_of(finding));
    writer.member("achievement", finding.achievement.text());
    writer.member("part", Report::word_of(finding.part));
    writer.member("node", finding.node.text()).key("about").begin_array();
    for (const AchievementId& id : finding.about) writer.string(id.text());
    writer.end_array();
    write_rule(writer, "rule", finding, finding.rule, report);
    write_rule(writer, "beside", finding, finding.beside, report);
    writer.end_object();
  }
  for (const lint::AgreementFinding& finding : report.agreements) write(writer, finding);
  for (const lint::PathwayNotice& notice : report.pathways) write(writer, notice, report);
  writer.end_array();
  out << writer.take() << "\n";
}

Result<Report> report_on(const std::vector<documents::NamedText>& files, Date at) {
  CAIRN_TRY(documents::CatalogueDocument document,
            documents::read_catalogue(files, documents::GoalMember::ignored));
  CAIRN_TRY(version::Applicable applied,
            version::applicable(std::move(document.catalogue), {}, {at}));
  CAIRN_TRY(std::vector<lint::Finding> findings, lint::lint(applied.catalogue, at));
  CAIRN_TRY(std::vector<lint::AgreementFinding> agreements,
            lint::lint_agreements(applied.catalogue, document.agreements, at));
  CAIRN_TRY(documents::CatalogueOutline outline, documents::CatalogueOutline::of(files));
  std::vector<lint::PathwayNotice> pathways =
      lint::lint_pathways(applied.catalogue, document.pathways, at);
  return Report{std::move(applied),      std::move(outline),
                std::move(findings),     std::move(agreements),
                std::move(pathways),     lint::not_over(document.agreements, at).size(),
                document.pathways.size()};
}

void run_lint(const Options& options, Session& session) {
  const auto at = day_asked_for(options.at, session);
  if (!at) return;
  const auto files = read_catalogue_files(session, options.catalogue);
  if (!files) return session.fail(files.error());
  const auto report = report_on(*files, *at);
  if (!report) return session.fail(report.error());
  if (options.json) {
    print_json(*report, session.out);
  } else {
    print(*report, options.language, session.out);
    print(report->agreements, report->catalogue(), options.language, session.out);
    print_notices(*report, options.language, session.out);
    if (report->is_empty()) print_clean(*report, options.language, session.err);
  }
  const bool none = report->findings.empty() && report->agreements.empty();
  session.exit = none ? ExitCode::ok : ExitCode::no;
}

}  // namespace

void add_lint_command(CLI::App& app, Session& session) {
  auto options = std::make_shared<Options>();  // shared with the callback, which outlives this call
  CLI::App* command = app.add_subcommand(
      "lint", "What a catalogue's requirements and agreements say that is hardly meant");
  command->add_option("--catalogue", options->catalogue, "Catalogue document, or a folder of them")
      ->type_name("PATH")
      ->required();
  command
      ->add_option("--at", options->at,
                   "Day whose versions, policies and agreements hold (default: today)")
      ->type_name("DAY");
  add_language_option(*command, options->language);
  command->add_flag("--json", options->json, "Print the findings as JSON");
  command->callback([options, &session] { run_lint(*options, session); });
}

}  // namespace cairn::cli

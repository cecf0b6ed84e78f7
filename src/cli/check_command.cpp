// `cairn check FILE`: says whether a credential follows the standards; `cairn schema CLASS`: the
// class model as JSON Schema.
#include <algorithm>
#include <memory>
#include <ostream>
#include <string>

#include "app/verification/model_check.h"
#include "cli/language_option.h"
#include "cli/run.h"

namespace cairn::cli {
namespace {

using verification::ElementReport;
using verification::ModelReport;

struct Options {
  std::string file;
  std::string language = "en";
  std::size_t pick = 0;
  bool eu = false;
  bool json = false;
};

void print_element(std::ostream& out, const ElementReport& element) {
  const char* sign = element.is_stated          ? "stated  "
                     : element.is_always_needed ? "MISSING "
                                                : "-       ";
  out << "  " << sign << printable(element.name) << " (" << element.place << ")";
  if (element.is_stated) out << ": " << printable(element.value);
  out << "\n";
  if (!element.is_stated) out << "          " << printable(element.remedy) << "\n";
}

void print(std::ostream& out, const ModelReport& report) {
  out << report.class_name << (report.findings.empty() ? ": follows" : ": does not follow")
      << " the class model\n";
  for (const verification::FindingReport& finding : report.findings)
    out << "  " << finding.problem << ": " << printable(finding.message) << "\n";
  if (report.elements.empty()) return;
  out << "states " << std::ranges::count_if(report.elements, &ElementReport::is_stated)
      << " of the " << report.elements.size() << " elements of a European micro-credential\n";
  for (const ElementReport& element : report.elements) print_element(out, element);
}

void check(const Options& options, Session& session) {
  const auto file = read_input(session, options.file);
  if (!file) return session.fail(file.error());
  const auto report = verification::check_model(
      {.file = *file,
       .pick = options.pick,
       .standard = options.eu ? verification::Standard::eu_micro_credential
                              : verification::Standard::class_model,
       .language = options.language});
  if (!report) return session.fail(report.error());
  if (options.json)
    session.out << verification::to_json(*report) << "\n";
  else
    print(session.out, *report);
  session.exit = verification::follows(*report) ? ExitCode::ok : ExitCode::no;
}

}  // namespace

void add_check_command(CLI::App& app, Session& session) {
  CLI::App* command = app.add_subcommand(
      "check", "Say whether a credential follows Open Badges 3.0 or CLR 2.0, signed or not");
  // Shared: the parser and the callback, both kept by CLI11, use the same values.
  const auto options = std::make_shared<Options>();
  command->add_option("FILE", options->file, "the file; - for stdin")->type_name("")->required();
  command->add_flag("--eu", options->eu,
                    "and has the mandatory elements of a European micro-credential");
  command->add_flag("--json", options->json, "print the answer as JSON");
  command->add_option("--pick", options->pick,
                      "which of several credentials in a picture, from 1 (cairn unbake --list)");
  add_language_option(*command, options->language);
  command->callback([options, &session] { check(*options, session); });
}

void add_schema_command(CLI::App& app, Session& session) {
  CLI::App* command =
      app.add_subcommand("schema", "Print the JSON Schema of a class of Open Badges or CLR");
  const auto name = std::make_shared<std::string>();
  command
      ->add_option("CLASS", *name, "AchievementCredential, EndorsementCredential or ClrCredential")
      ->required()
      ->check(CLI::IsMember({"AchievementCredential", "EndorsementCredential", "ClrCredential"}));
  command->callback([name, &session] {
    const auto schema = verification::schema_for(*name);
    if (!schema) return session.fail(schema.error());
    session.out << *schema;
  });
}

}  // namespace cairn::cli

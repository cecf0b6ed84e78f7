// `cairn policy`: what the policies of a catalogue say, in words.
#include <memory>
#include <sstream>
#include <string>

#include "cli/catalogue_files.h"
#include "cli/language_option.h"
#include "cli/run.h"
#include "documents/policy_text.h"

namespace cairn::cli {
namespace {

struct Options {
  std::string catalogue;
  std::string language = "en";
};

void print_policies(const Options& options, Session& session) {
  const auto files = read_catalogue_files(session, options.catalogue);
  if (!files) return session.fail(files.error());
  const auto document = documents::read_catalogue(*files, documents::GoalMember::ignored);
  if (!document) return session.fail(document.error());
  for (const requirement::Policy& policy : document->catalogue.policies) {
    std::istringstream lines(documents::policy_text(policy, document->catalogue, options.language));
    for (std::string line; std::getline(lines, line);) session.out << printable(line) << "\n";
  }
}

}  // namespace

void add_policy_command(CLI::App& app, Session& session) {
  auto options = std::make_shared<Options>();  // shared with the callback, which outlives this call
  CLI::App* command = app.add_subcommand("policy", "What a catalogue's policies say");
  command->require_subcommand(1);
  CLI::App* text = command->add_subcommand("text", "The policies in sentences");
  text->add_option("--catalogue", options->catalogue, "Catalogue document, or a folder of them")
      ->type_name("PATH")
      ->required();
  add_language_option(*text, options->language);
  text->callback([options, &session] { print_policies(*options, session); });
}

}  // namespace cairn::cli

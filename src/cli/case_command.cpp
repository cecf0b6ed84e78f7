// `cairn case check`: replays the history of a case of prior learning by its rules.
#include <memory>
#include <ostream>
#include <string>

#include "app/prior_learning/case_files.h"
#include "app/prior_learning/case_sentences.h"
#include "cli/catalogue_files.h"
#include "cli/day_option.h"
#include "cli/language_option.h"
#include "cli/run.h"

namespace cairn::cli {
namespace {

using prior_learning::Case;
using prior_learning::Extent;
using prior_learning::State;

struct Options {
  std::string file;
  std::string catalogue;
  std::string at;
  std::string language = "en";
  bool json = false;
};

ExitCode exit_code_of(const documents::CaseReport& report) {
  const Case& reached = report.reached;
  if (report.refused) return ExitCode::no;
  switch (reached.state) {
    case State::closed:
    case State::appealable:
      return reached.decision->extent == Extent::full ? ExitCode::ok : ExitCode::no;
    case State::withdrawn:
    case State::lapsed:
      return ExitCode::no;
    default:
      return ExitCode::undecided;
  }
}

Result<prior_learning::CaseAnswer> answer(const Options& options, Date at, Session& session) {
  CAIRN_TRY(const auto catalogue, read_catalogue_files(session, options.catalogue));
  CAIRN_TRY(const auto history, read_named(session, options.file));
  return prior_learning::check_case({history, catalogue}, at);
}

void check(const Options& options, Session& session) {
  const auto at = day_asked_for(options.at, session);
  if (!at) return;
  const auto answered = answer(options, *at, session);
  if (!answered) return session.fail(answered.error());
  session.exit = exit_code_of(answered->report);
  if (options.json) {
    session.out << answered->to_json() << "\n";
    return;
  }
  for (const auto& [depth, text] : prior_learning::sentences_of(*answered, options.language))
    session.out << std::string(static_cast<std::size_t>(depth) * 2, ' ') << printable(text) << "\n";
}

}  // namespace

void add_case_command(CLI::App& app, Session& session) {
  CLI::App* cases = app.add_subcommand("case", "Recognition of prior learning");
  cases->require_subcommand(1);
  CLI::App* command = cases->add_subcommand(
      "check", "Replay a case by its rules: where it stands, who can do what next, its award");
  // Shared: the parser and the callback, both kept by CLI11, use the same options.
  const auto options = std::make_shared<Options>();
  command->add_option("FILE", options->file, "Case document; - for stdin")
      ->type_name("")
      ->required();
  command->add_option("--catalogue", options->catalogue, "Catalogue document, or a folder of them")
      ->type_name("PATH")
      ->required();
  command->add_option("--at", options->at, "Day for which the answer holds (default: today)")
      ->type_name("DAY");
  add_language_option(*command, options->language);
  command->add_flag("--json", options->json, "Print the answer as JSON");
  command->callback([options, &session] { check(*options, session); });
}

}  // namespace cairn::cli

// `cairn recognise`: what a record counts as at a receiver, or across all, with the best choice
// proven.
#include <algorithm>
#include <memory>
#include <ostream>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "app/recognition/ask.h"
#include "cli/catalogue_files.h"
#include "cli/day_option.h"
#include "cli/language_option.h"
#include "cli/run.h"
#include "documents/recognition_text.h"

namespace cairn::cli {
namespace {

using documents::RecognitionText;
using recognising::Answer;
using recognising::Outcome;
using recognition::Choice;
using recognition::Proposal;

struct Options {
  std::string record;
  std::string catalogue;
  std::string agreements;
  std::string precedents;
  std::string receiver;
  std::string at;
  std::string language = "en";
  std::uint64_t nodes_max = recognition::kChoiceNodes;
  bool json = false;
};

ExitCode exit_code_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::recognised:
      return ExitCode::ok;
    case Outcome::nothing:
      return ExitCode::no;
    case Outcome::undecided:
      return ExitCode::undecided;
  }
  return ExitCode::internal;
}

class Printer {
 public:
  Printer(const Answer& answer, const std::string& language, std::ostream& out)
      : answer_(answer),
        text_(answer.catalogue.catalogue, answer.catalogue.agreements, language),
        out_(out) {}

  void print() {
    for (const recognising::BestAt& each : answer_.receivers) print_best(each);
    if (answer_.across) print_across(*answer_.across);
    if (answer_.outcome == Outcome::nothing) line("", text_.phrases().say("none"));
    print_refusals();
    print_answers();
  }

 private:
  void line(const std::string& indent, const std::string& text) {
    out_ << indent << printable(text) << "\n";
  }

  void print_best(const recognising::BestAt& best) {
    if (best.choice.decisions.empty()) return;
    const auto* organization = answer_.catalogue.catalogue.find_organization(best.receiver);
    const auto quantity = [&](const Rational& value) {
      const credit::Amount amount{value, organization->credit_system};
      return text_.of(std::span(&amount, 1));
    };
    line("", text_.phrases().say(best.choice.proven ? "best" : "open",
                                 {{"receiver", text_.names().of(best.receiver)},
                                  {"quantity", quantity(best.choice.total)},
                                  {"bound", quantity(best.choice.bound)}}));
    print_decisions(best.choice);
    print_left(best);
  }

  void print_across(const Choice& choice) {
    line("", text_.phrases().say(
                 choice.proven ? "across" : "across.open",
                 {{"quantity", text_.hours(choice.total)}, {"bound", text_.hours(choice.bound)}}));
    for (const DecisionId& id : choice.decisions) {
      const recognition::Decision& decision = answer_.find(id).decision;
      line("  ", text_.names().of(decision.view.organization) + ": " + text_.of(decision));
    }
  }

  void print_decisions(const Choice& choice) {
    for (const DecisionId& id : choice.decisions) {
      const Proposal& proposal = answer_.find(id);
      line("  ", text_.of(proposal.decision));
      for (const std::string& step : text_.details(proposal.decision)) line("      ", step);
      if (proposal.decision.automatic) line("      ", text_.phrases().say("automatic"));
    }
  }

  void print_left(const recognising::BestAt& best) {
    bool any = false;
    for (const Proposal& each : answer_.proposals.proposals) {
      if (each.decision.view.organization != best.receiver ||
          std::ranges::binary_search(best.choice.decisions, each.decision.id))
        continue;
      if (!std::exchange(any, true)) line("  ", text_.phrases().say("left"));
      line("    ", text_.of(each.decision));
    }
  }

  void print_refusals() {
    if (answer_.proposals.refusals.empty()) return;
    line("", text_.phrases().say("refused"));
    for (const recognition::Refusal& each : answer_.proposals.refusals) line("  ", text_.of(each));
  }

  void print_answers() {
    if (answer_.proposals.answers.empty()) return;
    line("", text_.phrases().say("answers"));
    for (const recognition::Answer& each : answer_.proposals.answers) {
      const auto found =
          std::ranges::find(answer_.precedents, each.precedent, &recognition::Precedent::id);
      line("  ", text_.phrases().say(found->grant ? "answer.granted" : "answer.refused",
                                     {{"award", each.award.text()},
                                      {"receiver", text_.names().of(found->receiver)},
                                      {"precedent", each.precedent.text()},
                                      {"reason", found->reason}}));
    }
  }

  const Answer& answer_;
  const RecognitionText text_;
  std::ostream& out_;
};

Result<Answer> ask(const Options& options, Date at, Session& session) {
  CAIRN_TRY(const std::vector<documents::NamedText> catalogue,
            read_catalogue_files(session, options.catalogue, options.agreements));
  CAIRN_TRY(const documents::NamedText record, read_named(session, options.record));
  recognising::Files files{record, catalogue, {}};
  if (!options.precedents.empty()) {
    CAIRN_TRY(files.precedents, read_named(session, options.precedents));
  }
  return recognising::recognise_files(files,
                                      {at, OrganizationId(options.receiver), options.nodes_max});
}

void run_recognise(const Options& options, Session& session) {
  const auto at = day_asked_for(options.at, session);
  if (!at) return;
  const auto answer = ask(options, *at, session);
  if (!answer) return session.fail(answer.error());
  if (options.json)
    session.out << answer->to_json() << "\n";
  else
    Printer(*answer, options.language, session.out).print();
  session.exit = exit_code_of(answer->outcome);
}

}  // namespace

void add_recognise_command(CLI::App& app, Session& session) {
  auto options = std::make_shared<Options>();  // shared with the callback, which outlives this call
  CLI::App* command = app.add_subcommand(
      "recognise", "What a record counts as at a receiver, or across all; the best choice, proven");
  command->add_option("--record", options->record, "Record document")
      ->type_name("FILE")
      ->required();
  command->add_option("--catalogue", options->catalogue, "Catalogue document, or a folder of them")
      ->type_name("PATH")
      ->required();
  command
      ->add_option("--agreements", options->agreements,
                   "Further agreements, as a catalogue document or a folder of them")
      ->type_name("PATH");
  command->add_option("--precedents", options->precedents, "Precedent document")->type_name("FILE");
  command->add_option("--receiver", options->receiver, "Organization id (default: every receiver)")
      ->type_name("ID");
  command->add_option("--at", options->at, "Day for which the answer holds (default: today)")
      ->type_name("DAY");
  command->add_option("--nodes", options->nodes_max, "Search nodes before it answers 'undecided'")
      ->capture_default_str()
      ->check(CLI::Range(1, 1'000'000'000));
  add_language_option(*command, options->language);
  command->add_flag("--json", options->json, "Print the answer as JSON");
  command->callback([options, &session] { run_recognise(*options, session); });
}

}  // namespace cairn::cli

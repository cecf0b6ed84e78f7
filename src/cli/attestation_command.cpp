// `cairn attestation issue` and `check`: the answer of an audit as a credential that others can
// check.
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "app/attestation/attest.h"
#include "app/attestation/recheck.h"
#include "app/attestation/recheck_sentences.h"
#include "cli/catalogue_files.h"
#include "cli/day_option.h"
#include "cli/language_option.h"
#include "cli/network_options.h"
#include "cli/run.h"

namespace cairn::cli {
namespace {

using attestation::Outcome;

struct IssueOptions {
  std::string requirements;
  std::string record;
  std::vector<std::string> credentials;
  std::string key;
  std::string subject;
  std::string at;
  std::string output = "-";
  int nodes_max = static_cast<int>(audit::Options{}.nodes_max);
  NetworkOptions network;
};

struct CheckOptions {
  std::string file;
  std::string requirements;
  std::string at;
  std::string language = "en";
  bool json = false;
  NetworkOptions network;
};

ExitCode exit_code_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::same:
      return ExitCode::ok;
    case Outcome::differs:
    case Outcome::refused:
      return ExitCode::no;
    case Outcome::unknown:
      return ExitCode::unknown;
  }
  return ExitCode::internal;
}

Result<void> issue(const IssueOptions& options, Date at, Session& session) {
  CAIRN_TRY(const auto requirements, read_catalogue_files(session, options.requirements));
  CAIRN_TRY(const auto record, read_named(session, options.record));
  std::vector<documents::NamedText> credentials;
  for (const std::string& path : options.credentials) {
    CAIRN_TRY(documents::NamedText file, read_named(session, path));
    credentials.push_back(std::move(file));
  }
  CAIRN_TRY(const std::string key, read_input(session, options.key));
  CAIRN_TRY(const Network network, open_network(options.network, session));
  const verification::Verifier verifier(network.outside.get());
  CAIRN_TRY(const std::string made,
            attestation::attest({{requirements, record}, credentials, key},
                                {.day = at,
                                 .nodes_max = options.nodes_max,
                                 .subject = options.subject,
                                 .id = "urn:uuid:" + new_uuid7(session.clock, session.random),
                                 .now = session.clock.now()},
                                verifier));
  return write_output(session, options.output, made);
}

Result<void> check(const CheckOptions& options, std::optional<Date> at, Session& session) {
  CAIRN_TRY(const auto requirements, read_catalogue_files(session, options.requirements));
  CAIRN_TRY(const std::string file, read_input(session, options.file));
  CAIRN_TRY(const Network network, open_network(options.network, session));
  const verification::Verifier verifier(network.outside.get());
  CAIRN_TRY(const attestation::Recheck found,
            attestation::recheck({file, requirements, at, session.clock.now(), options.language},
                                 verifier));
  session.exit = exit_code_of(found.outcome);
  if (options.json) {
    session.out << found.to_json() << "\n";
    return {};
  }
  std::string indent;
  for (const std::string& line : attestation::sentences_of(found, options.language)) {
    session.out << indent << printable(line) << "\n";
    indent = "  ";
  }
  return {};
}

void add_issue(CLI::App& attestations, Session& session) {
  CLI::App* command = attestations.add_subcommand(
      "issue", "Audit a record and sign the answer, with the credentials it rests on");
  // Shared: the parser and the callback, both kept by CLI11, use the same options.
  const auto options = std::make_shared<IssueOptions>();
  command
      ->add_option("--requirements", options->requirements,
                   "Catalogue document with a goal, or a folder of them")
      ->type_name("PATH")
      ->required();
  command->add_option("--record", options->record, "Record document")
      ->type_name("FILE")
      ->required();
  command
      ->add_option("--credential", options->credentials,
                   "A credential that an award of the record names as its source")
      ->type_name("FILE")
      ->allow_extra_args(false)
      ->required();
  command->add_option("--key", options->key, "Key file of whoever attests")
      ->type_name("FILE")
      ->required();
  command
      ->add_option("--subject", options->subject,
                   "URI of the learner (default: whom all credentials name)")
      ->type_name("ID");
  command->add_option("--at", options->at, "Day for which the answer holds (default: today)")
      ->type_name("DAY");
  command->add_option("--nodes", options->nodes_max, "Search nodes before it answers 'undecided'")
      ->capture_default_str()
      ->check(CLI::Range(1, 1'000'000'000));
  command->add_option("-o,--output", options->output, "The attestation; default: stdout")
      ->type_name("FILE");
  add_network_options(*command, options->network);
  command->callback([options, &session] {
    const auto at = day_asked_for(options->at, session);
    if (!at) return;
    if (const auto done = issue(*options, *at, session); !done) session.fail(done.error());
  });
}

void add_check(CLI::App& attestations, Session& session) {
  CLI::App* command = attestations.add_subcommand(
      "check", "Verify an attestation and all inside it, and audit again by the published rules");
  const auto options = std::make_shared<CheckOptions>();  // shared as above
  command->add_option("FILE", options->file, "The attestation; - for stdin")
      ->type_name("")
      ->required();
  command
      ->add_option("--requirements", options->requirements,
                   "The published rules: catalogue document, or a folder of them")
      ->type_name("PATH")
      ->required();
  command
      ->add_option("--at", options->at, "Day to audit again for (default: that of the attestation)")
      ->type_name("DAY");
  add_language_option(*command, options->language);
  command->add_flag("--json", options->json, "Print the answer as JSON");
  add_network_options(*command, options->network);
  command->callback([options, &session] {
    std::optional<Date> at;
    if (!options->at.empty()) {
      at = day_asked_for(options->at, session);
      if (!at) return;
    }
    if (const auto done = check(*options, at, session); !done) session.fail(done.error());
  });
}

}  // namespace

void add_attestation_command(CLI::App& app, Session& session) {
  CLI::App* command = app.add_subcommand(
      "attestation", "The answer of an audit as a credential that others can check");
  command->require_subcommand(1);
  add_issue(*command, session);
  add_check(*command, session);
}

}  // namespace cairn::cli

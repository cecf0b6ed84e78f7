#include <memory>
#include <ostream>
#include <string>

#include "program/commands.h"
#include "program/instance.h"

namespace cairn::program {
namespace {

struct RotationOptions {
  std::string organization;
  std::string data = "data";
  bool compromised = false;
};

Result<void> rotate(const RotationOptions& options, cli::Session& session) {
  CAIRN_TRY(auto instance, Instance::open({options.data, {}}, session.clock, session.random));
  CAIRN_TRY(const std::string did,
            instance->rotate_key(
                OrganizationId(options.organization),
                options.compromised ? keys::Ending::compromised : keys::Ending::retired));
  session.out << did << "\n";
  return {};
}

struct CompromiseOptions {
  std::string organization;
  std::string key;
  std::string since;
  std::string data = "data";
};

Result<void> compromise(const CompromiseOptions& options, cli::Session& session) {
  const Instant now = session.clock.now();
  Instant since = now;
  if (!options.since.empty()) {
    CAIRN_TRY(since, Instant::parse(options.since));
  }
  CAIRN_TRY(auto instance, Instance::open({options.data, {}}, session.clock, session.random));
  CAIRN_TRY(const std::string fresh,
            instance->compromise_key({OrganizationId(options.organization), options.key, since}));
  if (!fresh.empty()) session.out << fresh << "\n";
  return {};
}

void add_compromise_command(CLI::App& app, cli::Session& session) {
  CLI::App* command = app.get_subcommand("key")->add_subcommand(
      "compromise", "Say that somebody else may hold a key; an active one is replaced");
  // Shared: the parser and the callback, both kept by CLI11, use the same options.
  const auto options = std::make_shared<CompromiseOptions>();
  command->add_option("ORGANIZATION", options->organization, "its id")->type_name("")->required();
  command->add_option("KEY", options->key, "the key's did:key")->type_name("")->required();
  command
      ->add_option("--since", options->since,
                   "since when, as 2026-11-21T20:15:00Z; default: now. Nothing that the key "
                   "signed from then on counts")
      ->type_name("MOMENT");
  command->add_option("--data", options->data, "the data folder; no server may be using it")
      ->type_name("FOLDER");
  command->callback([options, &session] {
    if (auto done = compromise(*options, session); !done) session.fail(done.error());
  });
}

}  // namespace

void add_key_rotation_command(CLI::App& app, cli::Session& session) {
  add_compromise_command(app, session);
  CLI::App* command = app.get_subcommand("key")->add_subcommand(
      "rotate", "Give an organization a new signing key; prints its DID");
  // Shared: the parser and the callback, both kept by CLI11, use the same options.
  const auto options = std::make_shared<RotationOptions>();
  command->add_option("ORGANIZATION", options->organization, "its id")->type_name("")->required();
  command->add_option("--data", options->data, "the data folder; no server may be using it")
      ->type_name("FOLDER");
  command->add_flag("--compromised", options->compromised,
                    "the old key may be in other hands: nothing that it signed counts any more");
  command->callback([options, &session] {
    if (auto done = rotate(*options, session); !done) session.fail(done.error());
  });
}

}  // namespace cairn::program

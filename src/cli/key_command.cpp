// `cairn key new` makes a key pair to issue with; `cairn key document` writes what its issuer
// publishes about it.
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "app/awarding/key_file.h"
#include "cli/run.h"

namespace cairn::cli {
namespace {

struct NewOptions {
  std::string path;
  std::string kind = "ed25519";
  std::string controller;
};

struct DocumentOptions {
  std::vector<std::string> active;
  std::vector<std::string> retired;
  std::vector<std::string> compromised;
  std::string output = "-";
};

void make_key(const NewOptions& options, Session& session) {
  const auto file = awarding::new_key_file(session.random, options.kind, options.controller);
  if (!file) return session.fail(file.error());
  if (const auto written = write_output(session, options.path, file->json, Access::owner); !written)
    return session.fail(written.error());
  if (options.path != "-") session.out << file->issuer << "\n";
}

Result<awarding::ListedKey> ended_key(Session& session, const std::string& text,
                                      awarding::ListedKey::State state) {
  const std::size_t sign = text.rfind('=');
  if (sign == std::string::npos) return invalid("a key that has ended is given as FILE=WHEN", text);
  awarding::ListedKey key{.json = {}, .state = state};
  CAIRN_TRY(key.json, read_input(session, text.substr(0, sign)));
  CAIRN_TRY(key.ended, parse_moment(text.substr(sign + 1), session.clock.now()));
  return key;
}

Result<std::vector<awarding::ListedKey>> listed_keys(const DocumentOptions& options,
                                                     Session& session) {
  std::vector<awarding::ListedKey> keys;
  for (const std::string& path : options.active) {
    CAIRN_TRY(std::string json, read_input(session, path));
    keys.push_back({.json = std::move(json)});
  }
  using State = awarding::ListedKey::State;
  for (const auto& [texts, state] : {std::pair(&options.retired, State::retired),
                                     std::pair(&options.compromised, State::compromised)})
    for (const std::string& text : *texts) {
      CAIRN_TRY(awarding::ListedKey key, ended_key(session, text, state));
      keys.push_back(std::move(key));
    }
  return keys;
}

void write_document(const DocumentOptions& options, Session& session) {
  const auto keys = listed_keys(options, session);
  if (!keys) return session.fail(keys.error());
  const auto document = awarding::issuer_document(*keys);
  if (!document) return session.fail(document.error());
  if (const auto written = write_output(session, options.output, document->json + "\n"); !written)
    return session.fail(written.error());
  if (options.output != "-") session.out << "to be published at " << document->address << "\n";
}

void add_new(CLI::App& key, Session& session) {
  CLI::App* make = key.add_subcommand("new", "Write a new key pair; prints whom it signs for");
  // Shared: the parser and the callback, both kept by CLI11, use the same texts.
  const auto options = std::make_shared<NewOptions>();
  make->add_option("FILE", options->path,
                   "the key file to write, readable by you alone; - for stdout")
      ->type_name("")
      ->required();
  make->add_option("--kind", options->kind, "ed25519, p256 or p384")
      ->capture_default_str()
      ->check(CLI::IsMember({"ed25519", "p256", "p384"}));
  make->add_option("--controller", options->controller,
                   "the did:web or https address that will publish the key; default: its did:key")
      ->type_name("ADDRESS");
  make->callback([options, &session] { make_key(*options, session); });
}

void add_document(CLI::App& key, Session& session) {
  CLI::App* command = key.add_subcommand(
      "document", "Write the document that the controller of keys publishes at its address");
  const auto options = std::make_shared<DocumentOptions>();
  command->add_option("KEY", options->active, "the key files that sign")->type_name("")->required();
  command
      ->add_option("--retired", options->retired,
                   "FILE=WHEN: a key that signed until then, so that what it signed verifies")
      ->type_name("FILE=MOMENT");
  command
      ->add_option("--compromised", options->compromised,
                   "FILE=WHEN: a key that nothing rests on any more from then on")
      ->type_name("FILE=MOMENT");
  command->add_option("-o,--output", options->output, "the file to write; default: stdout")
      ->type_name("FILE");
  command->callback([options, &session] { write_document(*options, session); });
}

}  // namespace

void add_key_command(CLI::App& app, Session& session) {
  CLI::App* key = app.add_subcommand("key", "Make keys to issue credentials with");
  key->require_subcommand(1);
  add_new(*key, session);
  add_document(*key, session);
}

}  // namespace cairn::cli

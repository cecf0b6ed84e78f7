// `cairn key new FILE [--kind KIND]`: makes a key pair to issue with.
#include <memory>
#include <ostream>
#include <string>

#include "app/awarding/key_file.h"
#include "cli/run.h"

namespace cairn::cli {

void add_key_command(CLI::App& app, Session& session) {
  CLI::App* key = app.add_subcommand("key", "Make keys to issue credentials with");
  key->require_subcommand(1);
  CLI::App* make = key->add_subcommand("new", "Write a new key pair; prints its did:key");
  // Shared: the parser and the callback, both kept by CLI11, use the same texts.
  const auto path = std::make_shared<std::string>();
  const auto kind = std::make_shared<std::string>("ed25519");
  make->add_option("FILE", *path, "the key file to write, readable by you alone; - for stdout")
      ->required();
  make->add_option("--kind", *kind, "ed25519 (default), p256 or p384")
      ->check(CLI::IsMember({"ed25519", "p256", "p384"}));
  make->callback([path, kind, &session] {
    const auto file = awarding::new_key_file(session.random, *kind);
    if (!file) return session.fail(file.error());
    if (const auto written = write_output(session, *path, file->json, Access::owner); !written)
      return session.fail(written.error());
    if (*path != "-") session.out << file->did << "\n";
  });
}

}  // namespace cairn::cli

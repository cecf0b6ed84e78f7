// `cairn trust accept`: keeps the newest issue of a list of recognised issuers.
#include <filesystem>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <system_error>
#include <vector>

#include "app/verification/verifier.h"
#include "cli/network_options.h"
#include "cli/run.h"

namespace cairn::cli {
namespace {

struct Options {
  std::string offered;
  std::string held;
  std::vector<std::string> signers;
  NetworkOptions network;
};

// Written beside and then put in place in one step, so that a list is always held.
Result<void> replace(Session& session, const std::string& path, std::string_view text) {
  const std::string beside = path + ".new";
  std::error_code failure;
  std::filesystem::remove(beside, failure);
  CAIRN_CHECK(write_output(session, beside, text));
  std::filesystem::rename(beside, path, failure);
  if (failure) return Error{ErrorCode::unavailable, "the file cannot be replaced", path};
  return {};
}

Result<void> accept(const Options& options, Session& session) {
  CAIRN_TRY(const std::string offered, read_input(session, options.offered));
  std::optional<std::string> held;
  std::error_code failure;
  if (std::filesystem::exists(options.held, failure)) {
    CAIRN_TRY(held, read_input(session, options.held));
  } else if (options.signers.empty()) {
    return invalid("no list is held yet: name whose signature you accept with --signer",
                   options.held);
  }
  CAIRN_TRY(const Network network, open_network(options.network, session));
  CAIRN_TRY(const auto accepted, verification::Verifier(network.outside.get())
                                     .accept({.text = offered,
                                              .held = held,
                                              .signers = options.signers,
                                              .at = session.clock.now()}));
  CAIRN_CHECK(replace(session, options.held, offered));
  session.out << "accepted: " << accepted.name << ", number " << accepted.sequence << ", "
              << accepted.issuers << (accepted.issuers == 1 ? " issuer\n" : " issuers\n");
  return {};
}

}  // namespace

void add_trust_command(CLI::App& app, Session& session) {
  CLI::App* trust = app.add_subcommand("trust", "Keep lists of recognised issuers");
  trust->require_subcommand(1);
  CLI::App* command = trust->add_subcommand(
      "accept",
      "Check a signed list and let it take the place of the one that is held; "
      "an older one is refused");
  // Shared: the parser and the callback, both kept by CLI11, use the same options.
  const auto options = std::make_shared<Options>();
  command->add_option("LIST", options->offered, "the new list; - for stdin")
      ->type_name("")
      ->required();
  command->add_option("--into", options->held, "the file that holds the list")
      ->type_name("FILE")
      ->required();
  command
      ->add_option("--signer", options->signers,
                   "for the first list: the id of whoever may sign it; for each XML list: "
                   "sha256:… of it")
      ->type_name("ID");
  add_network_options(*command, options->network);
  command->callback([options, &session] {
    if (const auto done = accept(*options, session); !done) session.fail(done.error());
  });
}

}  // namespace cairn::cli

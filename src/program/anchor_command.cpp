// `cairn log anchor` and `cairn log verify-anchor`: checkpoints on a chain of the Ethereum kind.
#include <fmt/format.h>

#include <chrono>
#include <memory>
#include <ostream>
#include <string>
#include <thread>

#include "adapters/evm/chain.h"
#include "adapters/net/https_client.h"
#include "adapters/tiles/folder.h"
#include "app/log/anchor.h"
#include "app/log/check.h"
#include "formats/json/writer.h"
#include "formats/translog/text.h"
#include "program/commands.h"
#include "program/note_key.h"

namespace cairn::program {
namespace {

using cli::ExitCode;
using log::Anchored;

struct AnchorOptions {
  std::string folder;
  std::string anchor;
  std::string key;
  std::string rpc;
  std::string from;
  std::string trust_anchors;
  int wait = 120;  ///< seconds
  int confirmations = 1;
  bool json = false;
};

/// The chain at the end of an address, and what holds the connection.
struct Node {
  std::unique_ptr<net::JsonPost> client;
  std::unique_ptr<log::Chain> chain;
};

Result<Node> node_of(const AnchorOptions& options) {
  // The address is the operator's own word, and often a node of their own network.
  CAIRN_TRY(auto client,
            net::make_json_post({.settings = {facts::Reach::anywhere, options.trust_anchors}}));
  auto post = [client = client.get(), url = options.rpc](std::string_view body) {
    return client->post(url, std::string(body));
  };
  auto chain = adapters::make_evm_chain(std::move(post), options.from);
  return Node{std::move(client), std::move(chain)};
}

const char* sentence_for(Anchored anchored) {
  switch (anchored) {
    case Anchored::yes:
      return "the chain holds size and root of the checkpoint";
    case Anchored::not_signed:
      return "the checkpoint of the anchor is not signed by that key";
    case Anchored::other_chain:
      return "the node is of another chain than the anchor";
    case Anchored::pending:
      return "no block of the chain has the transaction; ask again later";
    case Anchored::other_data:
      return "the transaction does not anchor this checkpoint";
  }
  return "";
}

void print_answer(const AnchorOptions& options, cli::Session& session, const log::Anchor& anchor,
                  const log::AnchorAnswer& answer) {
  const bool holds = answer.anchored == Anchored::yes;
  const translog::Head& head = answer.checkpoint.head;
  if (options.json) {
    json::Writer out(json::Style::indented);
    out.begin_object().member("anchored", holds).member("message", sentence_for(answer.anchored));
    out.member("chain", anchor.chain).member("transaction", anchor.transaction);
    if (answer.anchored != Anchored::not_signed)
      out.member("origin", answer.checkpoint.origin)
          .member("size", std::to_string(head.size))
          .member("root", translog::base64_encode(translog::text_of(head.root)));
    if (holds)
      out.member("block", std::to_string(answer.entry.block))
          .member("blockHash", answer.entry.block_hash)
          .member("at", answer.entry.at.to_string())
          .member("confirmations", std::to_string(answer.entry.confirmations));
    out.end_object();
    session.out << out.take() << "\n";
  } else if (holds) {
    session.out << fmt::format(
        "ANCHORED: {} with {} entries, in block {} of chain {} since {}, {} "
        "confirmations\n",
        answer.checkpoint.origin, head.size, answer.entry.block, anchor.chain,
        answer.entry.at.to_string(), answer.entry.confirmations);
  } else {
    session.out << "NOT ANCHORED: " << sentence_for(answer.anchored) << "\n";
  }
}

bool is_deep_enough(const log::AnchorAnswer& answer, const AnchorOptions& options) {
  return answer.anchored == Anchored::yes &&
         answer.entry.confirmations >= static_cast<std::uint64_t>(options.confirmations);
}

Result<void> anchor(const AnchorOptions& options, cli::Session& session) {
  CAIRN_TRY(const translog::NoteKey key, note_key_of(session, options.key));
  const auto tiles = adapters::tiles_in(options.folder);
  CAIRN_TRY(const Node node, node_of(options));
  CAIRN_TRY(const log::Anchor made, log::anchor(*tiles, key, *node.chain));
  CAIRN_TRY(log::AnchorAnswer answer, log::check_anchor(made, key, *node.chain));
  constexpr int kTriesASecond = 4;
  for (int tries = options.wait * kTriesASecond; tries > 0; --tries) {
    if (is_deep_enough(answer, options) || answer.anchored == Anchored::other_data) break;
    std::this_thread::sleep_for(std::chrono::milliseconds(1000 / kTriesASecond));
    CAIRN_TRY(answer, log::check_anchor(made, key, *node.chain));
  }
  print_answer(options, session, made, answer);
  if (!is_deep_enough(answer, options))
    session.exit = answer.anchored == Anchored::other_data ? ExitCode::no : ExitCode::unknown;
  return {};
}

Result<void> verify_anchor(const AnchorOptions& options, cli::Session& session) {
  CAIRN_TRY(const translog::NoteKey key, note_key_of(session, options.key));
  CAIRN_TRY(const std::string text, cli::read_input(session, options.anchor));
  CAIRN_TRY(const log::Anchor kept, log::parse_anchor(text));
  CAIRN_TRY(const Node node, node_of(options));
  CAIRN_TRY(const log::AnchorAnswer answer, log::check_anchor(kept, key, *node.chain));
  bool extends = true;
  if (answer.anchored == Anchored::yes && !options.folder.empty()) {
    const auto tiles = adapters::tiles_in(options.folder);
    CAIRN_TRY(extends, log::extends(*tiles, key, kept.checkpoint));
  }
  if (extends)
    print_answer(options, session, kept, answer);
  else
    session.out << "WRONG: the log does not extend the anchored checkpoint\n";
  const bool is_open = answer.anchored == Anchored::pending ||
                       answer.anchored == Anchored::other_chain ||
                       (answer.anchored == Anchored::yes && !is_deep_enough(answer, options));
  if (!extends || !is_deep_enough(answer, options))
    session.exit = extends && is_open ? ExitCode::unknown : ExitCode::no;
  return {};
}

using Action = Result<void> (*)(const AnchorOptions&, cli::Session&);

void run_on_parse(CLI::App* command, const std::shared_ptr<AnchorOptions>& options,
                  cli::Session& session, Action action) {
  command->add_option("--key", options->key, "the log's key, as NAME+ID+KEY or a file with it")
      ->type_name("KEY")
      ->required();
  command->add_option("--rpc", options->rpc, "the address of the chain's node (JSON-RPC)")
      ->type_name("ADDRESS")
      ->required();
  command
      ->add_option("--trust-anchors", options->trust_anchors,
                   "a PEM file of certificate authorities, instead of the system's")
      ->type_name("FILE");
  command->add_option("--confirmations", options->confirmations, "how many blocks deep it must lie")
      ->capture_default_str()
      ->check(CLI::PositiveNumber);
  command->add_flag("--json", options->json, "print the answer as JSON");
  command->callback([options, &session, action] {
    if (auto done = action(*options, session); !done) session.fail(done.error());
  });
}

}  // namespace

void add_anchor_commands(CLI::App& app, cli::Session& session) {
  CLI::App* group = app.get_subcommand("log");
  // Shared: the parser and the callbacks, all kept by CLI11, use the same options.
  const auto options = std::make_shared<AnchorOptions>();

  CLI::App* anchoring = group->add_subcommand(
      "anchor", "Put size and root of the newest checkpoint on a chain of the Ethereum kind");
  anchoring->add_option("FOLDER", options->folder, "holds `checkpoint`; gets `anchor/SIZE.json`")
      ->type_name("")
      ->required();
  anchoring->add_option("--from", options->from, "the account that pays; the node signs for it")
      ->type_name("ACCOUNT")
      ->required();
  anchoring->add_option("--wait", options->wait, "seconds until it must be in a block")
      ->capture_default_str()
      ->check(CLI::NonNegativeNumber);
  run_on_parse(anchoring, options, session, anchor);

  CLI::App* verifying =
      group->add_subcommand("verify-anchor", "Ask the chain whether an anchor holds");
  verifying->add_option("ANCHOR", options->anchor, "the file that `cairn log anchor` wrote")
      ->type_name("")
      ->required();
  verifying
      ->add_option("--log", options->folder,
                   "a log's folder that must extend the anchored checkpoint as well")
      ->type_name("FOLDER");
  run_on_parse(verifying, options, session, verify_anchor);
}

}  // namespace cairn::program

// `cairn bundle make`: stores in one file what verifying credentials asks of the outside.
#include <memory>
#include <optional>
#include <ostream>
#include <set>
#include <string>
#include <vector>

#include "app/awarding/issue.h"
#include "app/bundle/contexts_named.h"
#include "app/bundle/logs.h"
#include "app/bundle/recording.h"
#include "app/facts/stated_fetch.h"
#include "app/verification/verifier.h"
#include "cli/network_options.h"
#include "cli/run.h"

namespace cairn::cli {
namespace {

struct Options {
  std::vector<std::string> files;
  std::string output;
  std::vector<std::string> documents;    ///< URL=FILE
  std::vector<std::string> trust_lists;  ///< files
  std::vector<std::string> trust_signers;
  std::vector<std::string> logs;        ///< KEY=FILE or KEY=URL
  std::vector<std::string> log_proofs;  ///< files
  std::string contexts;                 ///< a folder
  std::string key;                      ///< a file; empty: the bundle is not signed
  std::string until;
  NetworkOptions network;
};

struct Pair {
  std::string name, source;
};

// "NAME=FILE"; names may hold "=", files here not.
Result<Pair> pair_of(const std::string& text, const char* option) {
  const std::size_t split = text.rfind('=');
  if (split == std::string::npos || split == 0)
    return invalid("expected a name, \"=\" and a file", option);
  return Pair{text.substr(0, split), text.substr(split + 1)};
}

Result<std::vector<facts::StatedFetch::Document>> stated_documents(const Options& options,
                                                                   Session& session) {
  std::vector<facts::StatedFetch::Document> documents;
  for (const std::string& stated : options.documents) {
    CAIRN_TRY(const Pair pair, pair_of(stated, "--document"));
    CAIRN_TRY(std::string body, read_input(session, pair.source));
    documents.push_back({pair.name, std::move(body)});
  }
  return documents;
}

// A log's checkpoint, from a file or from where the log publishes it.
Result<bundle::StoredLog> log_of(const std::string& stated, facts::Fetch& fetch, Session& session) {
  // Keys end in base64, which may end in "=" itself, so the source comes after the last one.
  CAIRN_TRY(const Pair pair, pair_of(stated, "--log"));
  bundle::StoredLog log{pair.name, session.clock.now(), {}};
  if (pair.source.starts_with("https://") || pair.source.starts_with("http://")) {
    CAIRN_TRY(facts::Fetched fetched, fetch.get({pair.source, "text/plain", 256 * 1024}));
    log.checkpoint = std::move(fetched.body);
  } else {
    CAIRN_TRY(log.checkpoint, read_input(session, pair.source));
  }
  CAIRN_CHECK(bundle::check_log(log));
  return log;
}

// What the options state, before anything was verified.
Result<bundle::Bundle> stated_bundle(const Options& options, facts::Fetch& fetch,
                                     Session& session) {
  bundle::Bundle made;
  made.made = session.clock.now();
  if (!options.until.empty()) {
    CAIRN_TRY(made.until, parse_moment(options.until, made.made));
  }
  for (const std::string& path : options.trust_lists) {
    CAIRN_TRY(std::string body, read_input(session, path));
    made.trust_lists.push_back({made.made, std::move(body)});
  }
  made.trust_signers = options.trust_signers;
  for (const std::string& stated : options.logs) {
    CAIRN_TRY(bundle::StoredLog log, log_of(stated, fetch, session));
    made.logs.push_back(std::move(log));
  }
  for (const std::string& path : options.log_proofs) {
    CAIRN_TRY(std::string body, read_input(session, path));
    made.log_proofs.push_back({made.made, std::move(body)});
  }
  return made;
}

// Says of each file what was found; what could not be had is what a bundle is made for.
Result<std::set<std::string>> verify_all(const Options& options, const bundle::Bundle& made,
                                         const verification::Verifier& verifier, Session& session) {
  std::set<std::string> contexts;
  std::vector<verification::StatedTrustList> lists;
  for (const bundle::StoredTrustList& list : made.trust_lists) lists.push_back({list.body});
  for (const std::string& path : options.files) {
    CAIRN_TRY(const std::string file, read_input(session, path));
    verification::Question question;
    question.file = file;
    question.at = made.made;
    question.trust_lists = lists;
    question.trust_signers = made.trust_signers;
    CAIRN_TRY(const verification::Report report, verifier.verify(question));
    session.err << path << ": " << verification::name_of(report.verdict) << "\n";
    for (const verification::CheckReport& check : report.checks)
      if (check.outcome == verification::Outcome::unknown && check.check != "trust") {
        session.err << "  " << check.check << ": " << check.message << "\n";
        session.exit = ExitCode::unknown;
      }
    for (const verification::FactReport& fact : report.facts)
      if (fact.kind == "context") contexts.insert(fact.id);
  }
  return contexts;
}

Result<std::string> signed_if_asked(const Options& options, const bundle::Bundle& made,
                                    std::string text, Session& session) {
  if (options.key.empty()) return text;
  CAIRN_TRY(const std::string key, read_input(session, options.key));
  return awarding::issue(text, key, {.created = made.made, .suite = "eddsa-jcs-2022"});
}

Result<void> make(const Options& options, Session& session) {
  CAIRN_TRY(Network network, open_network(options.network, session));
  CAIRN_TRY(auto stated, stated_documents(options, session));
  facts::StatedFetch source(std::move(stated), std::move(network.fetch));
  bundle::RecordingFetch recording(source, session.clock);
  const facts::Outside outside(recording, session.clock);
  CAIRN_TRY(const auto contexts, open_contexts(session, options.contexts));
  const verification::Verifier verifier(contexts, &outside);

  CAIRN_TRY(bundle::Bundle made, stated_bundle(options, source, session));
  CAIRN_TRY(std::set<std::string> named, verify_all(options, made, verifier, session));
  made.documents = recording.recorded();
  made.contexts = bundle::contexts_named(made, std::move(named), contexts.store());
  CAIRN_TRY(std::string text, bundle::write_bundle(made));
  CAIRN_TRY(text, signed_if_asked(options, made, std::move(text), session));
  CAIRN_CHECK(write_output(session, options.output, text));
  session.err << "stored: " << made.documents.size() << " documents, " << made.contexts.size()
              << " contexts, " << made.trust_lists.size() << " trust lists, " << made.logs.size()
              << " logs, " << made.log_proofs.size() << " log proofs\n";
  return {};
}

}  // namespace

void add_bundle_command(CLI::App& app, Session& session) {
  CLI::App* command = app.add_subcommand("bundle", "Store what verifying asks of the outside");
  command->require_subcommand(1);
  CLI::App* make_command = command->add_subcommand(
      "make",
      "Verify credentials and store in one file what that needed: documents of keys, status "
      "lists, contexts, trust lists, checkpoints");
  // Shared: the parser and the callback, both kept by CLI11, use the same values.
  const auto options = std::make_shared<Options>();
  const auto several = [&](const char* name, std::vector<std::string>& values, const char* says) {
    return make_command->add_option(name, values, says)->allow_extra_args(false);
  };
  make_command->add_option("FILE", options->files, "credentials, as for cairn verify")
      ->type_name("");
  make_command->add_option("-o,--output", options->output, "the bundle")
      ->type_name("FILE")
      ->required();
  several("--document", options->documents, "what lies at that address, instead of fetching it")
      ->type_name("URL=FILE");
  several("--trust-list", options->trust_lists, "a file with a list of recognised issuers")
      ->type_name("FILE");
  several("--trust-signer", options->trust_signers, "the id of whoever may sign such a list")
      ->type_name("ID");
  several("--log", options->logs,
          "the key of a log, and its checkpoint as a file or an https address")
      ->type_name("KEY=SOURCE");
  several("--log-proof", options->log_proofs, "a proof file of one of the credentials")
      ->type_name("FILE");
  make_command
      ->add_option("--contexts", options->contexts,
                   "a folder of further JSON-LD contexts with their hashes")
      ->type_name("FOLDER");
  make_command->add_option("--key", options->key, "sign the bundle with this key file (Ed25519)")
      ->type_name("FILE");
  make_command
      ->add_option("--until", options->until,
                   "the day or moment from which the bundle says nothing any more")
      ->type_name("MOMENT");
  add_network_options(*make_command, options->network);
  make_command->callback([options, &session] {
    if (const auto done = make(*options, session); !done) session.fail(done.error());
  });
}

}  // namespace cairn::cli

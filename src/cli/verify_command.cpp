// `cairn verify FILE...`: says check by check whether credentials are genuine.
#include <algorithm>
#include <iterator>
#include <memory>
#include <optional>
#include <ostream>
#include <span>
#include <string>
#include <vector>

#include "app/bundle/opened.h"
#include "app/facts/stated_fetch.h"
#include "app/verification/all_cores.h"
#include "app/verification/log_keys.h"
#include "app/verification/verifier.h"
#include "cli/language_option.h"
#include "cli/network_options.h"
#include "cli/run.h"
#include "cli/verdict_text.h"

namespace cairn::cli {
namespace {

using verification::Report;
using verification::Verdict;

struct Options {
  std::vector<std::string> files;
  std::string at;
  bool known_then = false;
  std::string language = "en";
  std::string use = "recognition";
  std::vector<std::string> require;
  std::vector<std::string> known_issuers;
  std::vector<std::string> status_lists;  ///< files
  std::size_t pick = 0;
  std::string log_proof;  ///< file
  std::string log_key;
  std::string log_held_since;
  std::vector<std::string> trust_lists;  ///< files
  std::vector<std::string> trust_signers;
  std::vector<std::string> documents;
  std::vector<std::string> recipients;
  bool renew = false;
  std::string contexts;  ///< a folder
  bool json = false;
  std::string bundle;  ///< file
  std::vector<std::string> bundle_signers;
  std::string max_age;
  NetworkOptions network;
};

ExitCode exit_code_of(Verdict verdict) {
  switch (verdict) {
    case Verdict::valid:
      return ExitCode::ok;
    case Verdict::invalid:
      return ExitCode::no;
    case Verdict::unknown:
      return ExitCode::unknown;
  }
  return ExitCode::internal;
}

verification::Use use_of(const std::string& name) {
  if (name == "portfolio") return verification::Use::portfolio;
  return name == "hiring" ? verification::Use::hiring : verification::Use::recognition;
}

// "URL=FILE", as --document takes it; addresses may hold "=", files here not. Whoever asks what was
// known then says that this was.
Result<std::vector<verification::StatedDocument>> read_documents(const Options& options,
                                                                 Session& session) {
  std::vector<verification::StatedDocument> documents;
  std::optional<Instant> known_since;
  if (options.known_then) {
    CAIRN_TRY(known_since, parse_moment(options.at, session.clock.now()));
  }
  for (const std::string& stated : options.documents) {
    const std::size_t split = stated.rfind('=');
    if (split == std::string::npos) return invalid("expected URL=FILE", "--document");
    CAIRN_TRY(std::string text, read_input(session, stated.substr(split + 1)));
    documents.push_back({stated.substr(0, split), std::move(text), known_since});
  }
  return documents;
}

/// Where facts come from: what is stated, then the network, a bundle in its place, or nowhere.
struct Sources {
  Network network;
  std::unique_ptr<bundle::OpenedBundle> stored;
  contexts::KnownContexts contexts;
};

// Puts stated documents before whatever else is asked.
void state(const std::vector<verification::StatedDocument>& documents, Network& network,
           const facts::StoredAges& ages, const Session& session) {
  std::vector<facts::StatedFetch::Document> stated;
  for (const verification::StatedDocument& each : documents)
    stated.push_back({each.url, each.text, each.known_since});
  network.fetch = std::make_unique<facts::StatedFetch>(std::move(stated), std::move(network.fetch));
  network.outside = std::make_unique<facts::Outside>(*network.fetch, session.clock, ages);
}

Result<Sources> open_sources(const Options& options,
                             const std::vector<verification::StatedDocument>& documents,
                             Session& session) {
  Sources sources;
  facts::StoredAges ages;
  if (options.bundle.empty()) {
    CAIRN_TRY(sources.network, open_network(options.network, session));
    CAIRN_TRY(sources.contexts, open_contexts(session, options.contexts));
    if (!documents.empty()) state(documents, sources.network, ages, session);
    return sources;
  }
  if (!options.max_age.empty()) {
    CAIRN_TRY(ages.all, parse_age(options.max_age));
  }
  CAIRN_TRY(const std::string text, read_input(session, options.bundle));
  CAIRN_TRY(bundle::OpenedBundle opened,
            bundle::open_bundle(text, options.bundle_signers, session.clock.now()));
  sources.stored = std::make_unique<bundle::OpenedBundle>(std::move(opened));
  sources.contexts = std::move(sources.stored->contexts);
  sources.network.fetch =
      std::make_unique<bundle::StoredFetch>(std::move(sources.stored->bundle.documents));
  state(documents, sources.network, ages, session);
  return sources;
}

// What the options name, read.
struct Inputs {
  std::vector<std::string> status_lists;
  std::vector<verification::StatedTrustList> trust_lists;
  std::vector<std::string> trust_signers;
  std::optional<std::string> log_proof;
  std::string log_key;
  const bundle::StoredLog* log = nullptr;                ///< of the bundle, that the proof is of
  std::vector<verification::StatedLogProof> log_proofs;  ///< of the bundle, which they lie in
  std::vector<verification::StatedDocument> documents;
};

Result<std::vector<std::string>> read_all(Session& session, const std::vector<std::string>& paths) {
  std::vector<std::string> texts;
  for (const std::string& path : paths) {
    CAIRN_TRY(std::string text, read_input(session, path));
    texts.push_back(std::move(text));
  }
  return texts;
}

const bundle::StoredLog* log_of(std::string_view proof, const bundle::Bundle& stored) {
  std::vector<std::string> keys;
  for (const bundle::StoredLog& log : stored.logs) keys.push_back(log.key);
  const std::string* key = verification::key_for(proof, keys);
  return key == nullptr ? nullptr : &stored.logs[static_cast<std::size_t>(key - keys.data())];
}

void add_stored(const bundle::Bundle& stored, Inputs& inputs) {
  for (const bundle::StoredTrustList& list : stored.trust_lists)
    inputs.trust_lists.push_back({list.body, list.stored});
  std::ranges::copy(stored.trust_signers, std::back_inserter(inputs.trust_signers));
  for (const bundle::StoredLogProof& proof : stored.log_proofs)
    if (const bundle::StoredLog* log = log_of(proof.body, stored))
      inputs.log_proofs.push_back(
          {proof.body, log->key, proof.stored, log->checkpoint, log->fetched});
}

Result<Inputs> read_inputs(const Options& options, const bundle::OpenedBundle* stored,
                           Session& session) {
  Inputs inputs;
  inputs.trust_signers = options.trust_signers;
  inputs.log_key = options.log_key;
  if (stored != nullptr) add_stored(stored->bundle, inputs);
  CAIRN_TRY(inputs.status_lists, read_all(session, options.status_lists));
  CAIRN_TRY(std::vector<std::string> lists, read_all(session, options.trust_lists));
  for (std::string& text : lists) inputs.trust_lists.push_back({std::move(text)});
  if (!options.log_proof.empty()) {
    CAIRN_TRY(inputs.log_proof, read_input(session, options.log_proof));
    if (stored != nullptr) inputs.log = log_of(*inputs.log_proof, stored->bundle);
    if (inputs.log_key.empty() && inputs.log != nullptr) inputs.log_key = inputs.log->key;
    if (inputs.log_key.empty())
      return invalid("name the key of the log with --log-key", options.log_proof);
  }
  return inputs;
}

// Files are opened so many at a time, however many there are.
constexpr std::size_t kFilesAtOnce = 4096;

Result<verification::Question> question_of(const Options& options, const Inputs& inputs,
                                           const Session& session) {
  const Instant now = session.clock.now();
  CAIRN_TRY(const Instant at, parse_moment(options.at, now));
  std::optional<Instant> held_since;
  if (!options.log_held_since.empty()) {
    CAIRN_TRY(held_since, parse_moment(options.log_held_since, at));
  }
  verification::Question question{
      .file = {},
      .pick = options.pick,
      .at = at,
      .now = now,
      .asks = options.known_then ? verification::Asks::known_then : verification::Asks::true_then,
      .known_issuers = options.known_issuers,
      .use = use_of(options.use),
      .also_required = options.require,
      .status_lists = inputs.status_lists,
      .trust_lists = inputs.trust_lists,
      .trust_signers = inputs.trust_signers,
      .documents = inputs.documents,
      .recipients = options.recipients,
      .language = options.language};
  question.log_proofs = inputs.log_proofs;
  if (options.renew) question.renewal = verification::Renewal::asked;
  if (inputs.log_proof)
    question.log = verification::StatedLogProof{*inputs.log_proof, inputs.log_key, held_since};
  if (question.log && inputs.log != nullptr && inputs.log->key == inputs.log_key) {
    question.log->checkpoint = inputs.log->checkpoint;
    question.log->checkpoint_fetched = inputs.log->fetched;
  }
  if (!options.max_age.empty()) {
    CAIRN_TRY(question.trust_list_age, parse_age(options.max_age));
  }
  return question;
}

// What is said of one file, ready to be printed.
struct Answer {
  std::string text;
  std::optional<Verdict> verdict;
  std::optional<Error> error;
};

Answer answer_of(const Result<Report>& report, const Options& options) {
  if (!report) return {{}, {}, report.error()};
  if (options.json) return {verification::to_json(*report) + "\n", report->verdict, {}};
  return {verdict_text(*report, options.language), report->verdict, {}};
}

// The exit code after one file more: an error tells most, then an invalid file, then an unknown.
ExitCode worse(ExitCode so_far, ExitCode now) {
  const auto weight = [](ExitCode code) {
    if (code == ExitCode::no) return static_cast<int>(ExitCode::unknown);
    if (code == ExitCode::unknown) return static_cast<int>(ExitCode::no);
    return static_cast<int>(code);
  };
  return weight(now) > weight(so_far) ? now : so_far;
}

void print(const std::vector<Answer>& answers, Session& session) {
  for (const Answer& answer : answers) {
    const ExitCode before = session.exit;
    if (answer.error) session.fail(*answer.error);
    if (answer.verdict) session.out << answer.text, session.exit = exit_code_of(*answer.verdict);
    session.exit = worse(before, session.exit);
  }
}

// On all cores; what is printed, and in which order, is the same as file by file.
Result<void> verify(const Options& options, Session& session) {
  CAIRN_TRY(auto documents, read_documents(options, session));
  CAIRN_TRY(const Sources sources, open_sources(options, documents, session));
  CAIRN_TRY(Inputs inputs, read_inputs(options, sources.stored.get(), session));
  inputs.documents = std::move(documents);
  CAIRN_TRY(const verification::Question common, question_of(options, inputs, session));
  const verification::Verifier verifier(sources.contexts, sources.network.outside.get());
  const std::span<const std::string> files = options.files;
  if (files.size() > 1 && std::ranges::find(files, "-") != files.end())
    return invalid("stdin can only be verified alone", "-");
  for (std::size_t from = 0; from < files.size(); from += kFilesAtOnce) {
    const auto block = files.subspan(from, std::min(kFilesAtOnce, files.size() - from));
    std::vector<Answer> answers(block.size());
    verification::run_on_cores(block.size(), verification::core_count(), [&](std::size_t i) {
      verification::Question question = common;
      const auto file = read_input(session, block[i]);
      if (file) question.file = *file;
      answers[i] = answer_of(file ? verifier.verify(question) : file.error(), options);
    });
    print(answers, session);
  }
  return {};
}

void answer(const Options& options, Session& session) {
  if (const auto done = verify(options, session); !done) session.fail(done.error());
}

// What is asked, and in which language it is answered.
void add_question_options(CLI::App& command, Options& options) {
  CLI::Option* at = command
                        .add_option("--at", options.at,
                                    "the day or moment the answer is for (default: now): was "
                                    "it true then, by what is known now?")
                        ->type_name("MOMENT");
  command
      .add_flag("--known-then", options.known_then,
                "was it known then? What was learned after --at does not count")
      ->needs(at);
  command.add_option("--for", options.use, "portfolio, recognition or hiring")
      ->check(CLI::IsMember({"portfolio", "recognition", "hiring"}));
  command.add_option("--require", options.require, "checks that the verdict needs besides")
      ->type_name("CHECK")
      ->delimiter(',')
      ->allow_extra_args(false);
  add_language_option(command, options.language);
}

CLI::Option* add_bundle_options(CLI::App& command, Options& options) {
  CLI::Option* stored =
      command
          .add_option("--bundle", options.bundle,
                      "a file of `cairn bundle make` to ask instead of the network")
          ->type_name("FILE");
  command
      .add_option("--bundle-signer", options.bundle_signers,
                  "the id of whoever must have signed the bundle")
      ->type_name("ID")
      ->allow_extra_args(false)
      ->needs(stored);
  command
      .add_option("--max-age", options.max_age,
                  "how old stored facts may be, as 12h or 3d, whatever they say of themselves")
      ->type_name("AGE")
      ->needs(stored);
  return stored;
}

void add_badge_options(CLI::App& command, Options& options) {
  command
      .add_option("--document", options.documents,
                  "URL=FILE: what lies at that address, instead of fetching it: documents of keys, "
                  "parts of Open Badges 2, files whose digest a credential states")
      ->type_name("URL=FILE")
      ->allow_extra_args(false);
  command
      .add_option("--recipient", options.recipients,
                  "an e-mail address, DID or other identifier: was it issued to them?")
      ->type_name("ID")
      ->allow_extra_args(false);
  command.add_flag("--renew", options.renew,
                   "ask the refresh service that the credential names for a newer issue, once");
}

}  // namespace

void add_verify_command(CLI::App& app, Session& session) {
  CLI::App* command = app.add_subcommand(
      "verify", "Say whether a credential (JSON, or baked into PNG or SVG) is genuine");
  // Shared: the parser and the callback, both kept by CLI11, use the same values.
  const auto options = std::make_shared<Options>();
  command->add_option("FILE", options->files, "the files; - for stdin")->type_name("")->required();
  command->add_flag("--json", options->json, "print the verdict as JSON");
  command->add_option("--pick", options->pick,
                      "which of several credentials in a picture, from 1 (cairn unbake --list)");
  add_question_options(*command, *options);
  add_network_options(*command, options->network);
  command->add_option("--known-issuer", options->known_issuers, "the id of an issuer you know")
      ->type_name("ID")
      ->allow_extra_args(false);
  command
      ->add_option("--status-list", options->status_lists,
                   "a file with a status list credential that answers for its id")
      ->type_name("FILE")
      ->allow_extra_args(false);
  CLI::Option* proof = command
                           ->add_option("--log-proof", options->log_proof,
                                        "a proof file that the credential is in a transparency log")
                           ->type_name("FILE");
  CLI::Option* key =
      command->add_option("--log-key", options->log_key, "that log's key, as NAME+ID+KEY")
          ->type_name("KEY");
  key->needs(proof);
  command
      ->add_option("--log-held-since", options->log_held_since,
                   "since when you have held the proof: a key taken back later still counts")
      ->type_name("MOMENT")
      ->needs(proof);
  CLI::Option* contexts = command
                              ->add_option("--contexts", options->contexts,
                                           "a folder of further JSON-LD contexts with their hashes")
                              ->type_name("FOLDER");
  add_bundle_options(*command, *options)->excludes(contexts);
  command
      ->add_option("--trust-list", options->trust_lists, "a file with a list of recognised issuers")
      ->type_name("FILE")
      ->allow_extra_args(false);
  command
      ->add_option("--trust-signer", options->trust_signers,
                   "the id of whoever may sign such a list")
      ->type_name("ID")
      ->allow_extra_args(false);
  add_badge_options(*command, *options);
  command->callback([options, &session] {
    // A bundle may bring the key.
    if (!options->log_proof.empty() && options->log_key.empty() && options->bundle.empty())
      throw CLI::RequiresError("--log-proof", "--log-key");
    answer(*options, session);
  });
}

}  // namespace cairn::cli

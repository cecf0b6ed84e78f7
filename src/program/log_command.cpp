// `cairn log check|prove|verify`: a transparency log checked again from its published files alone.
#include <fmt/format.h>

#include <memory>
#include <ostream>
#include <string>

#include "adapters/tiles/folder.h"
#include "app/log/append.h"
#include "app/log/check.h"
#include "app/verification/credential_file.h"
#include "formats/json/reader.h"
#include "formats/json/writer.h"
#include "formats/translog/proof_check.h"
#include "formats/translog/text.h"
#include "program/commands.h"
#include "program/note_key.h"

namespace cairn::program {
namespace {

struct LogOptions {
  std::string folder;
  std::string key;
  std::string since;
  std::string proof;
  std::string credential;
  std::string digest;
  std::string kind = "credential";
  std::string entry;
  std::string output = "-";
  std::int64_t index = -1;
  std::int64_t from = -1;
  std::int64_t to = -1;
  bool json = false;
};

using cli::ExitCode;

std::string base64(const translog::Hash& hash) {
  return translog::base64_encode(translog::text_of(hash));
}

void write_head(json::Writer& out, const translog::Checkpoint& checkpoint) {
  out.member("origin", checkpoint.origin)
      .member("size", std::to_string(checkpoint.head.size))
      .member("root", base64(checkpoint.head.root));
}

// --- check

/// A line that is written over as the work goes on; nothing when the answer is for a program.
log::Progress progress_on(std::ostream& err, bool shown) {
  if (!shown) return {};
  return [&err, last = std::uint64_t{101}](std::uint64_t entries, std::uint64_t of) mutable {
    constexpr std::uint64_t kWidth = 40;
    const std::uint64_t percent = entries * 100 / of;
    if (percent == last) return;
    last = percent;
    const std::uint64_t filled = entries * kWidth / of;
    err << fmt::format("\r[{}{}] {:3}% {} of {} entries", std::string(filled, '#'),
                       std::string(kWidth - filled, ' '), percent, entries, of);
    if (entries == of) err << "\n";
    err << std::flush;
  };
}

void print_recheck(const LogOptions& options, cli::Session& session, const log::Recheck& answer) {
  if (options.json) {
    json::Writer out(json::Style::indented);
    out.begin_object().member("consistent", !answer.wrong.has_value());
    write_head(out, answer.checkpoint);
    out.member("tiles", std::to_string(answer.tiles));
    if (answer.wrong)
      out.member("wrong", answer.wrong->message).member("where", answer.wrong->where);
    out.end_object();
    session.out << out.take() << "\n";
  } else if (answer.wrong) {
    session.out << "WRONG: " << describe(*answer.wrong) << "\n";
  } else {
    session.out << fmt::format("CONSISTENT: {} with {} entries, root {}, {} tiles\n",
                               answer.checkpoint.origin, answer.checkpoint.head.size,
                               base64(answer.checkpoint.head.root), answer.tiles);
  }
}

Result<void> check(const LogOptions& options, cli::Session& session) {
  CAIRN_TRY(const translog::NoteKey key, note_key_of(session, options.key));
  const auto tiles = adapters::tiles_in(options.folder);
  CAIRN_TRY(log::Recheck answer,
            log::recheck(*tiles, key, progress_on(session.err, !options.json)));
  if (!answer.wrong && !options.since.empty()) {
    CAIRN_TRY(const std::string older, cli::read_input(session, options.since));
    CAIRN_TRY(const bool extends, log::extends(*tiles, key, older));
    if (!extends)
      answer.wrong = {ErrorCode::corrupt, "the log does not extend that checkpoint", options.since};
  }
  print_recheck(options, session, answer);
  if (answer.wrong) session.exit = ExitCode::no;
  return {};
}

// --- prove

Result<std::uint64_t> index_of(const LogOptions& options, const log::Tiles& tiles,
                               std::uint64_t size) {
  if (options.entry.empty()) return static_cast<std::uint64_t>(options.index);
  CAIRN_TRY(const translog::Hash entry, translog::parse_hash(options.entry));
  CAIRN_TRY(const auto found, log::find_entry(tiles, size, entry));
  if (!found) return not_found("the log has no such entry", options.entry);
  return *found;
}

Result<void> prove_inclusion(const LogOptions& options, cli::Session& session,
                             const log::Tiles& tiles, const translog::Checkpoint& checkpoint) {
  CAIRN_TRY(const std::uint64_t index, index_of(options, tiles, checkpoint.head.size));
  translog::ProofFile proof;
  proof.index = index;
  CAIRN_TRY(proof.path,
            translog::prove_inclusion(index, checkpoint.head.size,
                                      log::tile_reader(tiles, {"", checkpoint.head.size})));
  CAIRN_TRY(const auto note, tiles.read("checkpoint"));
  proof.checkpoint = note.value_or("");
  return cli::write_output(session, options.output, translog::write_proof_file(proof));
}

Result<void> prove_consistency(const LogOptions& options, cli::Session& session,
                               const log::Tiles& tiles, const translog::Checkpoint& checkpoint) {
  const auto from = static_cast<std::uint64_t>(options.from);
  const auto to = options.to < 0 ? checkpoint.head.size : static_cast<std::uint64_t>(options.to);
  if (to > checkpoint.head.size) return invalid("the log is not that large", "--to");
  const auto read = log::tile_reader(tiles, {"", checkpoint.head.size});
  CAIRN_TRY(const auto path, translog::prove_consistency(from, to, read));
  CAIRN_TRY(const translog::Hash root_from, translog::root_of(from, read));
  CAIRN_TRY(const translog::Hash root_to, translog::root_of(to, read));
  json::Writer out(json::Style::indented);
  out.begin_object().member("origin", checkpoint.origin);
  out.member("from", std::to_string(from)).member("fromRoot", base64(root_from));
  out.member("to", std::to_string(to)).member("toRoot", base64(root_to));
  out.key("path").begin_array();
  for (const translog::Hash& hash : path) out.string(base64(hash));
  out.end_array().end_object();
  return cli::write_output(session, options.output, out.take() + "\n");
}

Result<void> prove(const LogOptions& options, cli::Session& session) {
  const bool inclusion = options.index >= 0 || !options.entry.empty();
  if (inclusion == (options.from >= 0)) {
    session.err << "cairn: name an entry (--index or --entry), or a size (--from)\n";
    session.exit = ExitCode::usage;
    return {};
  }
  CAIRN_TRY(const translog::NoteKey key, note_key_of(session, options.key));
  const auto tiles = adapters::tiles_in(options.folder);
  CAIRN_TRY(const auto checkpoint, log::published_checkpoint(*tiles, key));
  return inclusion ? prove_inclusion(options, session, *tiles, checkpoint)
                   : prove_consistency(options, session, *tiles, checkpoint);
}

// --- verify

Result<translog::LoggedQuestion> question_of(const LogOptions& options, cli::Session& session) {
  translog::LoggedQuestion question;
  if (options.kind == "status-change") question.kind = translog::EntryKind::status_change;
  if (!options.digest.empty()) {
    CAIRN_TRY(question.digest, translog::parse_hash(options.digest));
    return question;
  }
  CAIRN_TRY(const std::string bytes, cli::read_input(session, options.credential));
  CAIRN_TRY(const auto file, verification::read_credential_file(bytes));
  if (file.is_token) {
    question.digest = log::digest_of(std::string_view(file.credential));
    return question;
  }
  CAIRN_TRY(const auto document, json::read(file.credential, verification::kCredentialLimits));
  CAIRN_TRY(question.digest, log::digest_of(document.root()));
  return question;
}

const char* sentence_for(translog::Proven proven) {
  switch (proven) {
    case translog::Proven::yes:
      return "the log has it";
    case translog::Proven::malformed:
      return "the proof file cannot be read";
    case translog::Proven::not_signed:
      return "the checkpoint is not signed by that key";
    case translog::Proven::wrong_signed:
      return "the checkpoint was changed after it was signed";
    case translog::Proven::other_kind:
      return "the entry stands for another kind of event";
    case translog::Proven::not_included:
      return "the proof is of another credential, or was changed";
  }
  return "";
}

Result<void> verify(const LogOptions& options, cli::Session& session) {
  CAIRN_TRY(const translog::NoteKey key, note_key_of(session, options.key));
  CAIRN_TRY(const translog::LoggedQuestion question, question_of(options, session));
  CAIRN_TRY(const std::string proof, cli::read_input(session, options.proof));
  const auto answer = translog::check_proof(proof, key, question);
  const bool proven = answer.proven == translog::Proven::yes;
  std::string sentence = sentence_for(answer.proven);
  if (!answer.problem.empty()) sentence += ": " + answer.problem;
  if (options.json) {
    json::Writer out(json::Style::indented);
    out.begin_object().member("proven", proven).member("message", sentence);
    if (answer.proven != translog::Proven::malformed) {
      out.member("index", std::to_string(answer.index));
      write_head(out, answer.checkpoint);
    }
    out.end_object();
    session.out << out.take() << "\n";
  } else if (proven) {
    session.out << fmt::format("PROVEN: {} at place {} of {}\n", answer.checkpoint.origin,
                               answer.index, answer.checkpoint.head.size);
  } else {
    session.out << "NOT PROVEN: " << sentence << "\n";
  }
  if (!proven) session.exit = ExitCode::no;
  return {};
}

using Action = Result<void> (*)(const LogOptions&, cli::Session&);

void run_on_parse(CLI::App* command, const std::shared_ptr<LogOptions>& options,
                  cli::Session& session, Action action) {
  command->add_option("--key", options->key, "the log's key, as NAME+ID+KEY or a file with it")
      ->type_name("KEY")
      ->required();
  command->callback([options, &session, action] {
    if (auto done = action(*options, session); !done) session.fail(done.error());
  });
}

}  // namespace

void add_log_command(CLI::App& app, cli::Session& session) {
  CLI::App* group = app.add_subcommand("log", "Check a transparency log from its files alone");
  group->require_subcommand(1);
  // Shared: the parser and the callbacks, all kept by CLI11, use the same options.
  const auto options = std::make_shared<LogOptions>();

  CLI::App* checking =
      group->add_subcommand("check", "Recompute the whole log and compare every tile and the root");
  checking->add_option("FOLDER", options->folder, "holds `checkpoint` and `tile/`")
      ->type_name("")
      ->required();
  checking
      ->add_option("--since", options->since, "a checkpoint file that the log must extend as well")
      ->type_name("FILE");
  checking->add_flag("--json", options->json, "print the answer as JSON, without progress");
  run_on_parse(checking, options, session, check);

  CLI::App* proving = group->add_subcommand("prove", "Write a proof out of the tiles");
  proving->add_option("FOLDER", options->folder, "holds `checkpoint` and `tile/`")
      ->type_name("")
      ->required();
  proving->add_option("--index", options->index, "prove the inclusion of the entry at this place")
      ->check(CLI::NonNegativeNumber);
  proving->add_option("--entry", options->entry, "prove the inclusion of this entry (base64)")
      ->type_name("BASE64");
  proving->add_option("--from", options->from, "prove that the tree of this size is a beginning")
      ->check(CLI::NonNegativeNumber);
  proving->add_option("--to", options->to, "of the tree of this size; default: the checkpoint's")
      ->check(CLI::NonNegativeNumber);
  proving->add_option("-o,--output", options->output, "the file to write; default: stdout")
      ->type_name("FILE");
  run_on_parse(proving, options, session, prove);

  CLI::App* verifying =
      group->add_subcommand("verify", "Say whether a proof file shows that a credential is logged");
  verifying->add_option("PROOF", options->proof, "the proof file; - for stdin")
      ->type_name("")
      ->required();
  CLI::Option_group* what = verifying->add_option_group("what", "what must be in the log");
  what->add_option("--credential", options->credential, "a credential file")->type_name("FILE");
  what->add_option("--digest", options->digest, "the digest that was logged (base64)")
      ->type_name("BASE64");
  what->require_option(1);
  verifying->add_option("--kind", options->kind, "of a digest: credential or status-change")
      ->check(CLI::IsMember({"credential", "status-change"}));
  verifying->add_flag("--json", options->json, "print the answer as JSON");
  run_on_parse(verifying, options, session, verify);
}

}  // namespace cairn::program

// The credential tools: `cairn canonize`, `issue`, `bake` and `unbake`.
#include <memory>
#include <ostream>
#include <string>

#include "app/awarding/issue.h"
#include "app/awarding/picture.h"
#include "app/verification/verifier.h"
#include "cli/run.h"

namespace cairn::cli {
namespace {

struct Options {
  std::string file;
  std::string learners;
  std::string key;
  std::string created;
  std::string suite;
  std::string form = "embedded";
  std::string picture;
  std::string contexts;
  std::string output = "-";
  std::string replace = "credential";
  std::size_t pick = 0;
  bool list = false;
};

// Shared: the parser and the callback, both kept by CLI11, use the same values.
std::shared_ptr<Options> make_options() { return std::make_shared<Options>(); }

void write_or_fail(Session& session, const Options& options, const Result<std::string>& made) {
  if (!made) return session.fail(made.error());
  if (const auto written = write_output(session, options.output, *made); !written)
    session.fail(written.error());
}

// All or none: one malformed line leaves no file behind.
Result<std::string> issue_to_all(const awarding::Series& series, const std::string& key,
                                 const awarding::Signing& signing,
                                 const contexts::KnownContexts& contexts) {
  std::string lines;
  CAIRN_CHECK(awarding::issue_each(series, key, signing, contexts,
                                   [&](const std::string& line) -> Result<void> {
                                     lines += line;
                                     return {};
                                   }));
  return lines;
}

void issue(const Options& options, Session& session) {
  const auto created = parse_moment(options.created, session.clock.now());
  if (!created) return session.fail(created.error());
  const auto document = read_input(session, options.file);
  if (!document) return session.fail(document.error());
  const auto key = read_input(session, options.key);
  if (!key) return session.fail(key.error());
  const auto contexts = open_contexts(session, options.contexts);
  if (!contexts) return session.fail(contexts.error());
  const auto form = options.form == "jwt" ? awarding::Form::jwt : awarding::Form::embedded;
  const awarding::Signing signing{.created = *created, .suite = options.suite, .form = form};
  if (options.learners.empty())
    return write_or_fail(session, options, awarding::issue(*document, *key, signing, *contexts));
  const auto learners = read_input(session, options.learners);
  if (!learners) return session.fail(learners.error());
  write_or_fail(session, options, issue_to_all({*document, *learners}, *key, signing, *contexts));
}

void bake(const Options& options, Session& session) {
  const auto credential = read_input(session, options.file);
  if (!credential) return session.fail(credential.error());
  const auto picture = read_input(session, options.picture);
  if (!picture) return session.fail(picture.error());
  write_or_fail(session, options, awarding::bake(*picture, *credential, options.replace));
}

void print_list(Session& session, const std::string& picture) {
  const auto entries = awarding::list_baked(picture);
  if (!entries) return session.fail(entries.error());
  std::size_t number = 0;
  for (const awarding::BakedEntry& entry : *entries)
    session.out << ++number << "  " << entry.kind << "  " << entry.bytes << " bytes  ("
                << entry.place << ")\n";
}

void unbake(const Options& options, Session& session) {
  const auto picture = read_input(session, options.file);
  if (!picture) return session.fail(picture.error());
  if (options.list) return print_list(session, *picture);
  write_or_fail(session, options, awarding::unbake(*picture, options.pick));
}

}  // namespace

void add_canonize_command(CLI::App& app, Session& session) {
  CLI::App* command = app.add_subcommand(
      "canonize", "Print the canonical N-Quads (RDFC-1.0) of a JSON-LD document");
  const auto options = make_options();
  command->add_option("FILE", options->file, "the document; - for stdin")
      ->type_name("")
      ->required();
  command
      ->add_option("--contexts", options->contexts,
                   "a folder of further JSON-LD contexts with their hashes")
      ->type_name("FOLDER");
  command->callback([options, &session] {
    const auto document = read_input(session, options->file);
    if (!document) return session.fail(document.error());
    const auto contexts = open_contexts(session, options->contexts);
    if (!contexts) return session.fail(contexts.error());
    write_or_fail(session, *options, verification::Verifier(*contexts).canonize(*document));
  });
}

void add_issue_command(CLI::App& app, Session& session) {
  CLI::App* command = app.add_subcommand("issue", "Sign a credential");
  const auto options = make_options();
  command->add_option("FILE", options->file, "the unsigned credential; - for stdin")
      ->type_name("")
      ->required();
  command
      ->add_option("--learners", options->learners,
                   "sign FILE for each line of this file: a JSON object with what differs, its "
                   "credentialSubject joined to the one of FILE; one credential a line comes out")
      ->type_name("FILE");
  command->add_option("--key", options->key, "a key file made by `cairn key new`")
      ->type_name("FILE")
      ->required();
  command
      ->add_option("--suite", options->suite,
                   "eddsa-rdfc-2022, eddsa-jcs-2022, ecdsa-rdfc-2019 or ecdsa-jcs-2019; "
                   "default: the rdfc suite of the key")
      ->type_name("SUITE");
  command->add_option("--created", options->created, "the moment of signing; default: now")
      ->type_name("MOMENT");
  command->add_option("--form", options->form, "embedded (a proof inside the JSON) or jwt (vc+jwt)")
      ->capture_default_str()
      ->check(CLI::IsMember({"embedded", "jwt"}));
  command->add_option("-o,--output", options->output, "the file to write; default: stdout")
      ->type_name("FILE");
  command
      ->add_option("--contexts", options->contexts,
                   "a folder of further JSON-LD contexts with their hashes")
      ->type_name("FOLDER");
  command->callback([options, &session] { issue(*options, session); });
}

void add_bake_command(CLI::App& app, Session& session) {
  CLI::App* command = app.add_subcommand("bake", "Put a credential into a PNG or SVG picture");
  const auto options = make_options();
  command->add_option("FILE", options->file, "the credential; - for stdin")
      ->type_name("")
      ->required();
  command->add_option("--image", options->picture, "the picture")->type_name("FILE")->required();
  command->add_option("-o,--output", options->output, "the file to write; default: stdout")
      ->type_name("FILE");
  command
      ->add_option("--replace", options->replace,
                   "what goes of badges in the picture: nothing (it must hold none), credential "
                   "(the one there is), everything")
      ->capture_default_str()
      ->check(CLI::IsMember({"nothing", "credential", "everything"}));
  command->callback([options, &session] { bake(*options, session); });
}

void add_unbake_command(CLI::App& app, Session& session) {
  CLI::App* command = app.add_subcommand("unbake", "Take the credential out of a picture");
  const auto options = make_options();
  command->add_option("FILE", options->file, "the picture; - for stdin")->type_name("")->required();
  command->add_option("-o,--output", options->output, "the file to write; default: stdout")
      ->type_name("FILE");
  command->add_option("--pick", options->pick, "which of several, from 1 as --list shows them");
  command->add_flag("--list", options->list, "say what the picture holds instead");
  command->callback([options, &session] { unbake(*options, session); });
}

}  // namespace cairn::cli

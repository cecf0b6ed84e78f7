// `cairn status new|add|set|sign|show`: a status list kept in a file.
#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <memory>
#include <optional>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

#include "app/awarding/issue.h"
#include "app/status_lists/list_file.h"
#include "cli/run.h"
#include "formats/json/writer.h"

namespace cairn::cli {
namespace {

using status_lists::ListFile;

struct Options {
  std::string state;
  std::string url;
  std::string purpose = "revocation";
  int size = 1;
  std::vector<std::string> messages;
  std::string credential;
  std::string key;
  std::string output = "-";
  std::int64_t index = 0;
  std::uint32_t value = 1;
};

// Keeps two commands from writing one state file at once: FILE.lock, there while one works. One
// that was killed leaves it behind, and who is told so knows whether another is running.
class StateLock {
 public:
  static Result<StateLock> take(const std::string& state) {
    StateLock lock(state + ".lock");
    const int file = ::open(lock.path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    const bool busy = file < 0 && errno == EEXIST;
    if (file >= 0)
      ::close(file);
    else
      lock.path_.clear();
    if (busy)
      return Error{ErrorCode::conflict,
                   "another command works on the file; if there is none, delete its lock",
                   state + ".lock"};
    if (file < 0) return not_found("the lock cannot be made", state + ".lock");
    return lock;
  }
  StateLock(StateLock&& other) noexcept : path_(std::exchange(other.path_, {})) {}
  StateLock& operator=(StateLock&&) = delete;
  ~StateLock() {
    if (!path_.empty()) std::remove(path_.c_str());
  }

 private:
  explicit StateLock(std::string path) : path_(std::move(path)) {}
  std::string path_;
};

// The new state is whole and on the disk before it takes the place of the old one.
Result<void> replace_state(Session& session, const std::string& path, const ListFile& file) {
  const std::string next = path + ".new";
  std::remove(next.c_str());
  CAIRN_CHECK(write_output(session, next, file.to_json(), Access::owner));
  const int written = ::open(next.c_str(), O_RDONLY | O_CLOEXEC);
  const bool synced = written >= 0 && ::fsync(written) == 0;
  if (written >= 0) ::close(written);
  if (!synced || std::rename(next.c_str(), path.c_str()) != 0)
    return Error{ErrorCode::unavailable, "the file cannot be replaced", path};
  return {};
}

Result<ListFile> read_state(Session& session, const std::string& path) {
  CAIRN_TRY(const std::string text, read_input(session, path));
  return ListFile::parse(text);
}

// `statusMessage` of the messages in their order: the first belongs to 0.
std::string messages_json(const std::vector<std::string>& messages) {
  if (messages.empty()) return {};
  json::Writer out;
  out.begin_array();
  for (std::size_t value = 0; value < messages.size(); ++value) {
    std::string digits;
    for (std::size_t rest = value; rest != 0 || digits.empty(); rest /= 16)
      digits.insert(digits.begin(), "0123456789abcdef"[rest % 16]);
    out.begin_object().member("status", "0x" + digits).member("message", messages[value]);
    out.end_object();
  }
  out.end_array();
  return out.take();
}

Result<void> make(const Options& options, Session& session) {
  CAIRN_TRY(const ListFile file, ListFile::create(options.url, {options.purpose, options.size,
                                                                messages_json(options.messages)}));
  return write_output(session, options.state, file.to_json(), Access::owner);
}

Result<void> add(const Options& options, Session& session) {
  std::optional<std::string> credential;
  if (!options.credential.empty()) {
    CAIRN_TRY(credential, read_input(session, options.credential));
  }
  CAIRN_TRY(const StateLock lock, StateLock::take(options.state));
  CAIRN_TRY(ListFile file, read_state(session, options.state));
  CAIRN_TRY(const std::int64_t index, file.take(session.random));
  json::Arena arena;
  const json::Value entry = file.entry(arena, index);
  std::string text = json::write(entry, json::Style::indented) + "\n";
  if (credential) {
    CAIRN_TRY(text, status_lists::with_status(*credential, entry));
  }
  // The index is spent before anybody sees it: better one lost than one given twice.
  CAIRN_CHECK(replace_state(session, options.state, file));
  return write_output(session, options.output, text);
}

Result<void> set(const Options& options, Session& session) {
  CAIRN_TRY(const StateLock lock, StateLock::take(options.state));
  CAIRN_TRY(ListFile file, read_state(session, options.state));
  CAIRN_CHECK(file.change(options.index, options.value));
  return replace_state(session, options.state, file);
}

Result<void> sign(const Options& options, Session& session) {
  CAIRN_TRY(const ListFile file, read_state(session, options.state));
  CAIRN_TRY(const std::string key, read_input(session, options.key));
  const Instant now = session.clock.now();
  CAIRN_TRY(const std::string list, awarding::issue(file.credential(now), key, {.created = now}));
  return write_output(session, options.output, list);
}

Result<void> show(const Options& options, bool one, Session& session) {
  CAIRN_TRY(const ListFile file, read_state(session, options.state));
  json::Writer out(json::Style::indented);
  out.begin_object().member("url", file.url()).member("purpose", file.kind().purpose);
  out.member("size", file.kind().size).member("taken", file.taken()).member("set", file.set());
  if (one) {
    CAIRN_TRY(const std::uint32_t value, file.value(options.index));
    out.member("index", options.index).member("value", std::int64_t{value});
  }
  out.end_object();
  session.out << out.take() << "\n";
  return {};
}

using Run = Result<void> (*)(const Options&, Session&);

// `state` is what every subcommand begins with.
CLI::App* subcommand(CLI::App& status, const std::shared_ptr<Options>& options,
                     std::pair<const char*, const char*> name_and_help) {
  CLI::App* made = status.add_subcommand(name_and_help.first, name_and_help.second);
  made->add_option("STATE", options->state, "the file that keeps the list")
      ->type_name("")
      ->required();
  return made;
}

void run_by(CLI::App* command, Run run, const std::shared_ptr<Options>& options, Session& session) {
  command->callback([run, options, &session] {
    if (const auto done = run(*options, session); !done) session.fail(done.error());
  });
}

void add_changes(CLI::App& status, const std::shared_ptr<Options>& options, Session& session) {
  CLI::App* make_new = subcommand(status, options, {"new", "Begin a status list of your own"});
  make_new->add_option("--url", options->url, "where it will be published")
      ->type_name("ADDRESS")
      ->required();
  make_new->add_option("--purpose", options->purpose, "revocation, suspension, message or refresh")
      ->capture_default_str()
      ->type_name("PURPOSE");
  make_new->add_option("--size", options->size, "bits of an entry")->capture_default_str();
  make_new->add_option("--message", options->messages, "one for each value, that of 0 first")
      ->type_name("WORDS");
  run_by(make_new, make, options, session);

  CLI::App* add_entry = subcommand(
      status, options, {"add", "Give a credential a random free index; prints what to sign"});
  add_entry
      ->add_option("CREDENTIAL", options->credential,
                   "the unsigned credential; without it, only the entry is printed")
      ->type_name("");
  add_entry->add_option("-o,--output", options->output, "the file to write; default: stdout")
      ->type_name("FILE");
  run_by(add_entry, add, options, session);

  CLI::App* set_value = subcommand(status, options, {"set", "Change what an entry says"});
  set_value->add_option("INDEX", options->index, "of the credential")->required();
  set_value->add_option("VALUE", options->value, "default: 1; a revocation is never taken back");
  run_by(set_value, set, options, session);
}

}  // namespace

void add_status_command(CLI::App& app, Session& session) {
  CLI::App* status =
      app.add_subcommand("status", "Revoke and suspend credentials by a status list of your own");
  status->require_subcommand(1);
  // Shared: the parser and the callbacks, all kept by CLI11, use the same values.
  const auto options = std::make_shared<Options>();
  add_changes(*status, options, session);

  CLI::App* sign_list = subcommand(
      *status, options, {"sign", "Print the list as a signed credential, to publish at its URL"});
  sign_list->add_option("--key", options->key, "the key of the credentials' issuer")
      ->type_name("FILE")
      ->required();
  sign_list->add_option("-o,--output", options->output, "the file to write; default: stdout")
      ->type_name("FILE");
  run_by(sign_list, sign, options, session);

  CLI::App* show_list = subcommand(*status, options, {"show", "Say what the list holds"});
  CLI::Option* index = show_list->add_option("--index", options->index, "and what one entry says");
  show_list->callback([options, index, &session] {
    if (const auto done = show(*options, index->count() > 0, session); !done)
      session.fail(done.error());
  });
}

}  // namespace cairn::cli

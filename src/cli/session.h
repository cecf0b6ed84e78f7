// What a command works with: the streams, the clock, and the exit code it leaves.
#pragma once

#include <chrono>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "app/contexts/known_contexts.h"
#include "app/facts/fetch.h"
#include "base/ports.h"
#include "base/result.h"
#include "base/time.h"
#include "cli/exit_code.h"

namespace cairn::cli {

struct Session {
  const Clock& clock;
  Random& random;
  std::istream& in;
  std::ostream& out;
  std::ostream& err;
  /// The way out for commands that fetch; empty: they work offline.
  facts::OpenFetch open_fetch = {};
  ExitCode exit = ExitCode::ok;  ///< what the command that ran leaves

  /// Prints "cairn: …" on `err` and sets the exit code that belongs to the error.
  void fail(const Error& error);
};

/// A file to be read. ErrorCode::not_found when it cannot be opened, or is a folder.
Result<std::ifstream> open_file(const std::string& path);

/// The whole of a file, or of `in` for "-". ErrorCode::not_found when it cannot be opened,
/// ErrorCode::exhausted beyond `bytes_max`.
Result<std::string> read_input(Session& session, const std::string& path,
                               std::size_t bytes_max = 64 * 1024 * 1024);

/// Who may read a file that a command writes.
enum class Access { everyone, owner };

/// Writes the file, or `out` for "-". Refuses to replace a file that is there.
Result<void> write_output(Session& session, const std::string& path, std::string_view bytes,
                          Access access = Access::everyone);

/// The contexts compiled in, and those of the folder unless it is "" (app/contexts). Errors name
/// the file or the place in the manifest.
Result<contexts::KnownContexts> open_contexts(Session& session, const std::string& folder);

/// A point in time as people give it: "2026-11-21" (the end of that day in UTC) or with a time and
/// zone. `now` when empty.
Result<Instant> parse_moment(std::string_view text, Instant now);

/// An age as people give it: "90m", "12h", "3d".
Result<std::chrono::milliseconds> parse_age(std::string_view text);

/// Text of a stranger for a terminal: control characters, which could rewrite what is already
/// there, and those that turn the direction of what follows become spaces.
std::string printable(std::string_view text);

/// Each made printable, on a line of its own after `indent` spaces.
void print_lines(std::ostream& out, const std::vector<std::string>& lines, std::size_t indent);

}  // namespace cairn::cli

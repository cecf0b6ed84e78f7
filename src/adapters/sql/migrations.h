// Brings a database to the schema this program was built with.
#pragma once

#include <span>
#include <string_view>

#include "adapters/sql/port.h"
#include "base/ports.h"

namespace cairn::sql {

/// One numbered script, embedded at build time. `digest` is the SHA-256 of `script` in hexadecimal.
struct Migration {
  int number = 0;
  std::string_view name;
  std::string_view digest;
  std::string_view script;
};

/// Runs the migrations that the database has not seen, in order, each in its own transaction, and
/// writes them down in `migrations`. `all` is ordered by number, 1, 2, 3, ….
/// corrupt: a migration that ran has another digest now; conflict: the database was written by a
/// newer program.
Result<void> migrate(Database& database, std::span<const Migration> all, const Clock& clock);

}  // namespace cairn::sql

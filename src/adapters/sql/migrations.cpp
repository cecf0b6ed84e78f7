#include "adapters/sql/migrations.h"

#include <fmt/format.h>

#include <map>
#include <string>

#include "adapters/sql/query.h"

namespace cairn::sql {
namespace {

constexpr std::string_view kTable =
    "CREATE TABLE IF NOT EXISTS migrations ("
    " number INTEGER PRIMARY KEY, name TEXT NOT NULL, digest TEXT NOT NULL, ran_at BIGINT NOT "
    "NULL)";

using Digests = std::map<std::int64_t, std::string>;

Result<Digests> digests_that_ran(Database& database) {
  Digests ran;
  CAIRN_CHECK(database.write([](Connection& connection) { return connection.execute(kTable); }));
  CAIRN_CHECK(database.read([&](Connection& connection) {
    return for_each(connection, "SELECT number, digest FROM migrations", {},
                    [&](const Statement& row) {
                      ran.emplace(row.integer(0), row.text(1));
                      return Result<void>();
                    });
  }));
  return ran;
}

}  // namespace

Result<void> migrate(Database& database, std::span<const Migration> all, const Clock& clock) {
  CAIRN_TRY(Digests ran, digests_that_ran(database));
  if (!ran.empty() && (all.empty() || ran.rbegin()->first > all.back().number))
    return Error{ErrorCode::conflict,
                 fmt::format("the data was written by a newer program: it has migration {}, this "
                             "program knows {}",
                             ran.rbegin()->first, all.empty() ? 0 : all.back().number),
                 "migrations"};
  for (const Migration& migration : all) {
    auto found = ran.find(migration.number);
    if (found != ran.end()) {
      if (found->second == migration.digest) continue;
      return Error{ErrorCode::corrupt,
                   "a migration that already ran has changed; a change needs a new migration",
                   fmt::format("migration {} ({})", migration.number, migration.name)};
    }
    CAIRN_CHECK(database.write([&](Connection& connection) -> Result<void> {
      CAIRN_CHECK(connection.execute(migration.script));
      return run(connection,
                 "INSERT INTO migrations (number, name, digest, ran_at) VALUES ($1, $2, $3, $4)",
                 {migration.number, migration.name, migration.digest, clock.now()});
    }));
  }
  return {};
}

}  // namespace cairn::sql

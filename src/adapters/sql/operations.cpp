// What the program needs to run: sealed keys, the journal, facts about the data folder.
#include "adapters/sql/query.h"
#include "adapters/sql/repositories.h"
#include "adapters/sql/words.h"

namespace cairn::sql {
namespace {

class SqlKeys final : public store::Keys {
 public:
  explicit SqlKeys(Connection& connection) : connection_(connection) {}

  Result<std::vector<store::SealedKey>> all() override {
    std::vector<store::SealedKey> found;
    CAIRN_CHECK(for_each(connection_,
                         "SELECT tenant_id, did, state, sealed, ended_at FROM keys"
                         " ORDER BY tenant_id, did",
                         {}, [&](const Statement& row) -> Result<void> {
                           CAIRN_TRY(auto state, key_state_of(row.text(2)));
                           Bytes sealed = row.blob(3);
                           found.push_back(
                               {OrganizationId(std::string(row.text(0))),
                                std::string(row.text(1)),
                                state,
                                {sealed.begin(), sealed.end()},
                                row.is_null(4) ? std::nullopt : std::optional(instant_at(row, 4))});
                           return {};
                         }));
    return found;
  }

  Result<void> add(const store::SealedKey& key, Instant created) override {
    return run(connection_,
               "INSERT INTO keys (tenant_id, did, state, sealed, created_at)"
               " VALUES ($1, $2, $3, $4, $5)",
               {key.organization.text(), key.did, word_of(key.state), Bytes(key.sealed), created});
  }

  Result<void> set_state(const store::SealedKey& key) override {
    const auto ended =
        key.ended ? std::optional<std::int64_t>(key.ended->time().time_since_epoch().count())
                  : std::nullopt;
    return run(connection_,
               "UPDATE keys SET state = $1, ended_at = $2 WHERE tenant_id = $3 AND did = $4",
               {word_of(key.state), ended, key.organization.text(), key.did});
  }

 private:
  Connection& connection_;
};

class SqlJournal final : public store::Journal {
 public:
  explicit SqlJournal(Connection& connection) : connection_(connection) {}

  Result<void> append(const store::JournalEntry& entry) override {
    return run(
        connection_,
        "INSERT INTO journal (id, tenant_id, at, actor, action, subject, detail)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7)",
        {entry.id, entry.tenant, entry.at, entry.actor, entry.action, entry.subject, entry.detail});
  }

  Result<std::vector<store::JournalEntry>> page(const std::optional<std::string>& before,
                                                int limit) override {
    std::vector<store::JournalEntry> found;
    CAIRN_CHECK(for_each(connection_,
                         "SELECT id, tenant_id, at, actor, action, subject, detail FROM journal"
                         " WHERE $1 IS NULL OR id < $1 ORDER BY id DESC LIMIT $2",
                         {before, limit}, [&](const Statement& row) {
                           found.push_back({std::string(row.text(0)), std::string(row.text(1)),
                                            instant_at(row, 2), std::string(row.text(3)),
                                            std::string(row.text(4)), std::string(row.text(5)),
                                            std::string(row.text(6))});
                           return Result<void>();
                         }));
    return found;
  }

 private:
  Connection& connection_;
};

class SqlFacts final : public store::Facts {
 public:
  explicit SqlFacts(Connection& connection) : connection_(connection) {}

  Result<std::optional<std::string>> get(std::string_view name) override {
    std::optional<std::string> found;
    CAIRN_CHECK(for_each(connection_, "SELECT value FROM facts WHERE name = $1", {name},
                         [&](const Statement& row) {
                           found = std::string(row.text(0));
                           return Result<void>();
                         }));
    return found;
  }

  Result<void> set(std::string_view name, std::string_view value) override {
    return run(connection_,
               "INSERT INTO facts (name, value) VALUES ($1, $2)"
               " ON CONFLICT (name) DO UPDATE SET value = excluded.value",
               {name, value});
  }

 private:
  Connection& connection_;
};

}  // namespace

std::unique_ptr<store::Keys> keys_over(Connection& connection) {
  return std::make_unique<SqlKeys>(connection);
}
std::unique_ptr<store::Journal> journal_over(Connection& connection) {
  return std::make_unique<SqlJournal>(connection);
}
std::unique_ptr<store::Facts> facts_over(Connection& connection) {
  return std::make_unique<SqlFacts>(connection);
}

}  // namespace cairn::sql

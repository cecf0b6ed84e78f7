// Persons and their sessions.
#include "adapters/sql/query.h"
#include "adapters/sql/repositories.h"
#include "adapters/sql/words.h"

namespace cairn::sql {
namespace {

class SqlPersons final : public store::Persons {
 public:
  explicit SqlPersons(Connection& connection) : connection_(connection) {}

  Result<std::vector<store::Person>> all() override { return select("ORDER BY handle", {}); }

  Result<std::optional<store::Person>> find(const store::PersonId& id) override {
    return first("WHERE tenant_id = $1", {id.text()});
  }
  Result<std::optional<store::Person>> find_by_handle(std::string_view handle) override {
    return first("WHERE handle = $1", {handle});
  }

  Result<void> add(const store::Person& person) override {
    std::optional<std::string> goal;
    if (person.goal) goal = person.goal->text();
    std::optional<std::int64_t> hours;
    if (person.weekly_hours) hours = *person.weekly_hours;
    return run(connection_,
               "INSERT INTO persons (tenant_id, handle, name, role, language, goal, weekly_hours,"
               " demonstration) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
               {person.id.text(), person.handle, person.name, word_of(person.role), person.language,
                goal, hours, person.demonstration ? 1 : 0});
  }

  Result<std::vector<std::string>> identifiers(const store::PersonId& id) override {
    std::vector<std::string> found;
    CAIRN_CHECK(for_each(connection_,
                         "SELECT identifier FROM person_identifiers WHERE tenant_id = $1"
                         " ORDER BY identifier",
                         {id.text()}, [&](const Statement& row) {
                           found.emplace_back(row.text(0));
                           return Result<void>();
                         }));
    return found;
  }

  Result<void> put_identifiers(const store::PersonId& id,
                               const std::vector<std::string>& identifiers) override {
    CAIRN_CHECK(
        run(connection_, "DELETE FROM person_identifiers WHERE tenant_id = $1", {id.text()}));
    for (const std::string& identifier : identifiers)
      CAIRN_CHECK(run(connection_,
                      "INSERT INTO person_identifiers (tenant_id, identifier) VALUES ($1, $2)"
                      " ON CONFLICT DO NOTHING",
                      {id.text(), identifier}));
    return {};
  }

 private:
  Result<std::vector<store::Person>> select(std::string_view rest, const Parameters& parameters) {
    std::vector<store::Person> found;
    std::string sql =
        "SELECT tenant_id, handle, name, role, language, goal, weekly_hours, demonstration"
        " FROM persons ";
    sql += rest;
    CAIRN_CHECK(for_each(connection_, sql, parameters, [&](const Statement& row) -> Result<void> {
      CAIRN_TRY(auto role, role_of(row.text(3)));
      store::Person person{store::PersonId(std::string(row.text(0))),
                           std::string(row.text(1)),
                           std::string(row.text(2)),
                           role,
                           std::string(row.text(4)),
                           std::nullopt,
                           std::nullopt,
                           row.integer(7) != 0};
      if (!row.is_null(5)) person.goal = AchievementId(std::string(row.text(5)));
      if (!row.is_null(6)) person.weekly_hours = static_cast<int>(row.integer(6));
      found.push_back(std::move(person));
      return {};
    }));
    return found;
  }

  Result<std::optional<store::Person>> first(std::string_view rest, const Parameters& parameters) {
    CAIRN_TRY(auto found, select(rest, parameters));
    if (found.empty()) return std::optional<store::Person>();
    return std::optional(std::move(found.front()));
  }

  Connection& connection_;
};

class SqlSessions final : public store::Sessions {
 public:
  explicit SqlSessions(Connection& connection) : connection_(connection) {}

  Result<void> add(std::string_view token_hash, const store::PersonId& person, Instant created,
                   Instant expires) override {
    return run(connection_,
               "INSERT INTO sessions (token_hash, person_id, created_at, expires_at)"
               " VALUES ($1, $2, $3, $4)",
               {token_hash, person.text(), created, expires});
  }

  Result<std::optional<store::PersonId>> find(std::string_view token_hash, Instant now) override {
    std::optional<store::PersonId> found;
    CAIRN_CHECK(for_each(connection_,
                         "SELECT person_id FROM sessions"
                         " WHERE token_hash = $1 AND expires_at > $2",
                         {token_hash, now}, [&](const Statement& row) {
                           found = store::PersonId(std::string(row.text(0)));
                           return Result<void>();
                         }));
    return found;
  }

  Result<void> remove(std::string_view token_hash) override {
    return run(connection_, "DELETE FROM sessions WHERE token_hash = $1", {token_hash});
  }
  Result<void> remove_expired(Instant now) override {
    return run(connection_, "DELETE FROM sessions WHERE expires_at <= $1", {now});
  }

 private:
  Connection& connection_;
};

}  // namespace

std::unique_ptr<store::Persons> persons_over(Connection& connection) {
  return std::make_unique<SqlPersons>(connection);
}
std::unique_ptr<store::Sessions> sessions_over(Connection& connection) {
  return std::make_unique<SqlSessions>(connection);
}

}  // namespace cairn::sql

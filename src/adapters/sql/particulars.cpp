#include "adapters/sql/particulars.h"

#include <utility>

#include "adapters/sql/query.h"
#include "adapters/sql/repositories.h"
#include "adapters/sql/words.h"

namespace cairn::sql {

using requirement::Exception;

learning::FactStatement read_fact(const Statement& row) {
  return {std::string(row.text(1)), std::string(row.text(2))};
}

Result<Exception> read_exception(const Statement& row) {
  Exception exception;
  exception.id = requirement::ExceptionId(std::string(row.text(1)));
  CAIRN_TRY(exception.kind, exception_kind_of(row.text(2)));
  exception.node = NodeId(std::string(row.text(3)));
  if (!row.is_null(4)) exception.award = AwardId(std::string(row.text(4)));
  if (!row.is_null(5)) {
    CAIRN_TRY(exception.value, number_of(row.text(5)));
  }
  exception.author = std::string(row.text(6));
  exception.reason = std::string(row.text(7));
  exception.evidence = std::string(row.text(8));
  CAIRN_TRY(exception.from, date_of(row.text(9)));
  if (!row.is_null(10)) {
    CAIRN_TRY(exception.until, date_of(row.text(10)));
  }
  return exception;
}

Result<learning::Entry> read_entry(const Statement& row) {
  learning::Entry entry;
  entry.achievement = AchievementId(std::string(row.text(1)));
  CAIRN_TRY(entry.on, date_of(row.text(2)));
  if (!row.is_null(3)) entry.version = static_cast<int>(row.integer(3));
  return entry;
}

namespace {

class SqlParticulars final : public store::Particulars {
 public:
  explicit SqlParticulars(Connection& connection) : connection_(connection) {}

  Result<learning::Particulars> of(const store::PersonId& person) override {
    learning::Particulars found;
    CAIRN_CHECK(rows_of(kFactRows, "name", person, [&](const Statement& row) -> Result<void> {
      found.facts.push_back(read_fact(row));
      return {};
    }));
    CAIRN_CHECK(rows_of(kExceptionRows, "id", person, [&](const Statement& row) -> Result<void> {
      CAIRN_TRY(Exception exception, read_exception(row));
      found.exceptions.push_back(std::move(exception));
      return {};
    }));
    CAIRN_CHECK(
        rows_of(kEntryRows, "achievement", person, [&](const Statement& row) -> Result<void> {
          CAIRN_TRY(learning::Entry entry, read_entry(row));
          found.entries.push_back(std::move(entry));
          return {};
        }));
    return found;
  }

  Result<void> put(const store::PersonId& person,
                   const learning::Particulars& particulars) override {
    for (const char* clear : {"DELETE FROM record_facts WHERE tenant_id = $1",
                              "DELETE FROM record_exceptions WHERE tenant_id = $1",
                              "DELETE FROM record_entries WHERE tenant_id = $1"})
      CAIRN_CHECK(run(connection_, clear, {person.text()}));
    for (const learning::FactStatement& fact : particulars.facts)
      CAIRN_CHECK(run(connection_,
                      "INSERT INTO record_facts (tenant_id, name, value) VALUES ($1, $2, $3)",
                      {person.text(), fact.name, fact.value}));
    for (const Exception& exception : particulars.exceptions) CAIRN_CHECK(add(person, exception));
    for (const learning::Entry& entry : particulars.entries) CAIRN_CHECK(add(person, entry));
    return {};
  }

 private:
  Result<void> add(const store::PersonId& person, const Exception& exception) {
    std::optional<std::string> award, value, until;
    if (!exception.award.empty()) award = exception.award.text();
    if (exception.kind == Exception::Kind::adjust) value = exception.value.to_string();
    if (exception.until) until = exception.until->to_string();
    const std::string from = exception.from.to_string();
    return run(connection_,
               "INSERT INTO record_exceptions (tenant_id, id, kind, node, award_id, value, author,"
               " reason, evidence, valid_from, valid_until)"
               " VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
               {person.text(), exception.id.text(), word_of(exception.kind), exception.node.text(),
                award, value, exception.author, exception.reason, exception.evidence, from, until});
  }

  Result<void> add(const store::PersonId& person, const learning::Entry& entry) {
    const std::string on = entry.on.to_string();
    std::optional<std::int64_t> version;
    if (entry.version) version = *entry.version;
    return run(connection_,
               "INSERT INTO record_entries (tenant_id, achievement, entered, version)"
               " VALUES ($1, $2, $3, $4)",
               {person.text(), entry.achievement.text(), on, version});
  }

  /// The rows of one person; `columns` begins with "SELECT".
  Result<void> rows_of(std::string_view columns, std::string_view order,
                       const store::PersonId& person, const Row& row) {
    std::string sql(columns);
    sql.append(" WHERE tenant_id = $1 ORDER BY ").append(order);
    return for_each(connection_, sql, {person.text()}, row);
  }

  Connection& connection_;
};

}  // namespace

std::unique_ptr<store::Particulars> particulars_over(Connection& connection) {
  return std::make_unique<SqlParticulars>(connection);
}

}  // namespace cairn::sql

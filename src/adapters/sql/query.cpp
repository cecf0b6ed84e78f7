#include "adapters/sql/query.h"

namespace cairn::sql {

Parameter::Parameter(Instant time)
    : kind_(Kind::integer), integer_(time.time().time_since_epoch().count()) {}

Parameter::Parameter(const std::optional<std::string>& text)
    : kind_(text ? Kind::text : Kind::null) {
  if (text) text_ = *text;
}

Parameter::Parameter(const std::optional<std::int64_t>& value)
    : kind_(value ? Kind::integer : Kind::null), integer_(value.value_or(0)) {}

void Parameter::bind_to(Statement& statement, int index) const {
  switch (kind_) {
    case Kind::null:
      return statement.bind_null(index);
    case Kind::integer:
      return statement.bind_integer(index, integer_);
    case Kind::text:
      return statement.bind_text(index, text_);
    case Kind::blob:
      return statement.bind_blob(index, bytes_);
  }
}

Result<void> for_each(Connection& connection, std::string_view sql, const Parameters& parameters,
                      const Row& row) {
  CAIRN_TRY(auto statement, connection.prepare(sql));
  int index = 1;
  for (const Parameter& parameter : parameters) parameter.bind_to(*statement, index++);
  while (true) {
    CAIRN_TRY(bool has_row, statement->step());
    if (!has_row) return {};
    CAIRN_CHECK(row(*statement));
  }
}

Result<void> run(Connection& connection, std::string_view sql, const Parameters& parameters) {
  return for_each(connection, sql, parameters, [](const Statement&) { return Result<void>(); });
}

Instant instant_at(const Statement& row, int column) {
  return Instant(Instant::Millis(std::chrono::milliseconds(row.integer(column))));
}

std::optional<std::string> optional_text_at(const Statement& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return std::string(row.text(column));
}

}  // namespace cairn::sql

// The rows of what a record holds besides awards, each with its person first.
#pragma once

#include <string_view>

#include "adapters/sql/port.h"
#include "base/result.h"
#include "domain/learning/award.h"

namespace cairn::sql {

inline constexpr std::string_view kFactRows = "SELECT tenant_id, name, value FROM record_facts";
inline constexpr std::string_view kExceptionRows =
    "SELECT tenant_id, id, kind, node, award_id, value, author, reason, evidence, valid_from,"
    " valid_until FROM record_exceptions";
inline constexpr std::string_view kEntryRows =
    "SELECT tenant_id, achievement, entered, version FROM record_entries";

/// One row of each; corrupt where a column holds what nobody wrote.
learning::FactStatement read_fact(const Statement& row);
Result<requirement::Exception> read_exception(const Statement& row);
Result<learning::Entry> read_entry(const Statement& row);

}  // namespace cairn::sql

// The rows of decisions, each with its person first.
#pragma once

#include <string_view>

#include "adapters/sql/port.h"
#include "base/result.h"
#include "domain/recognition/decision.h"

namespace cairn::sql {

/// Without a condition; the person is `s.person_id`, the decision `d.id`.
inline constexpr std::string_view kDecisionRows =
    "SELECT s.person_id, d.id, d.tenant_id, d.agreement, d.agreement_version, d.term, d.view_id,"
    " d.decided, d.automatic, d.exact_amount, d.exact_system, d.precedent, d.kind, d.node,"
    " d.reason, d.standing_name, d.standing_value, d.until, d.grade_scale, d.grade,"
    " d.grade_refused FROM subjects AS s JOIN decisions AS d"
    " ON d.tenant_id = s.tenant_id AND d.subject_id = s.id";

/// What a row holds: all but what was decided on, and of a view that is an award only its id and
/// its days. Corrupt where a column holds what nobody wrote.
Result<recognition::Decision> read_decision(const Statement& row);

}  // namespace cairn::sql

// Which awards of a record may be used, in the order that audits know them by.
#pragma once

#include <span>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "domain/audit/model.h"
#include "domain/eligibility/index.h"
#include "domain/learning/award.h"

namespace cairn::audit {

/// Whether an award is made on a day (docs/reference/requirements.md, section 1).
bool is_made(const learning::Award& award, Date day);

/// Whether an award may be used on a day: made or hoped for (section 1).
bool is_usable(const learning::Award& award, Date day);

/// The usable awards of the record, which must outlive them: made ones first, then by id. Invalid
/// when two of them have the same id.
Result<std::vector<Candidate>> candidates_of(const learning::Record& record,
                                             const eligibility::Index& index, Date day);

/// The first of them: those that are made.
std::span<const Candidate> made_among(std::span<const Candidate> candidates);

}  // namespace cairn::audit

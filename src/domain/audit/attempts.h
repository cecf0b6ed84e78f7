// Which of several attempts at one achievement comes first (docs/reference/requirements.md,
// section 6).
#pragma once

#include "domain/eligibility/index.h"
#include "domain/learning/award.h"
#include "domain/requirement/requirement.h"

namespace cairn::audit {

/// Whether a rule keeps `a` rather than `b`, both of one achievement. A strict order; the index
/// knows the rule's scale.
bool is_kept_before(const learning::Award& a, const learning::Award& b,
                    const requirement::Repeats& repeats, const eligibility::Index& index);

}  // namespace cairn::audit

// Whether a limit or a condition looks at all that a leaf could accept, or at nothing of it.
#pragma once

#include "base/result.h"
#include "domain/eligibility/index.h"
#include "domain/requirement/filter.h"

namespace cairn::lint {

/// Whether every award that passes `leaf` certainly passes `where`, as far as the catalogue and the
/// two filters show; false where they do not. Errors are those of eligibility::Matcher.
Result<bool> covers(const requirement::Filter& where, const requirement::Filter& leaf,
                    const eligibility::Index& index);

/// Whether certainly no award passes both; false where that is not certain. Errors as above.
Result<bool> is_apart(const requirement::Filter& one, const requirement::Filter& other,
                      const eligibility::Index& index);

}  // namespace cairn::lint

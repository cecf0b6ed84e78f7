// Whether a limit looks at all that a leaf could accept.
#pragma once

#include "base/result.h"
#include "domain/eligibility/index.h"
#include "domain/requirement/filter.h"

namespace cairn::lint {

/// Whether every award that passes `leaf` certainly passes `where`, as far as the catalogue and the
/// two filters show; false where they do not. Errors are those of eligibility::Matcher.
Result<bool> covers(const requirement::Filter& where, const requirement::Filter& leaf,
                    const eligibility::Index& index);

}  // namespace cairn::lint

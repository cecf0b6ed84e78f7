// Whether a limit or a condition looks at all that a leaf could accept, or at nothing of it.
#pragma once

#include <span>

#include "base/result.h"
#include "domain/lint/shelf.h"
#include "domain/requirement/filter.h"

namespace cairn::lint {

/// Whether every award that passes `leaf` certainly passes one of `wheres`, as far as the catalogue
/// and the filters show; false where they do not. Errors are those of eligibility::Matcher.
Result<bool> covers(std::span<const requirement::Filter> wheres, const requirement::Filter& leaf,
                    const Shelf& shelf);
Result<bool> covers(const requirement::Filter& where, const requirement::Filter& leaf,
                    const Shelf& shelf);

/// Whether certainly no award passes both; false where that is not certain. Errors as above.
Result<bool> is_apart(const requirement::Filter& one, const requirement::Filter& other,
                      const Shelf& shelf);

}  // namespace cairn::lint

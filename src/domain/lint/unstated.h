// Whether a filter asks for what nothing in a catalogue states.
#pragma once

#include "base/result.h"
#include "domain/lint/shelf.h"
#include "domain/requirement/filter.h"

namespace cairn::lint {

/// Whether one of its codes, ranges of codes, attributes or costs, or of those of the filters
/// inside it, is stated by no achievement. Errors are those of eligibility::Matcher.
Result<bool> asks_for_unstated(const requirement::Filter& filter, const Shelf& shelf);

}  // namespace cairn::lint

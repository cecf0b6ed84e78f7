// Filters as the part of a sentence that follows what is counted.
#pragma once

#include <string>

#include "documents/phrases.h"
#include "documents/quantity_text.h"
#include "domain/requirement/filter.h"

namespace cairn::documents {

/// " from Databases or SQL at EQF level 6 or above": begins with a space, or is empty when every
/// award passes.
std::string filter_text(const requirement::Filter& filter, const Names& names,
                        const Phrases& phrases);

}  // namespace cairn::documents

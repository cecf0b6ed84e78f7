// From the solver's answer to the one that is reported.
#pragma once

#include <cstdint>
#include <vector>

#include "domain/audit/model.h"
#include "domain/audit/search.h"

namespace cairn::audit {

/// Makes the uses of a solution canonical (docs/reference/requirements.md, section 13): nothing at
/// leaves that are not chosen, nothing that could be left out, and more where a chosen leaf lacks
/// something and more can be had. Its cost stays or falls. `avoided` holds by edge what is never
/// added, or is empty.
void settle(const Model& model, Solution& solution, const std::vector<std::uint8_t>& avoided = {});

}  // namespace cairn::audit

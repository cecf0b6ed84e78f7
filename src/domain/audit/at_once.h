// What most parts need: the first allocation that is tried, proven by the first bound.
#pragma once

#include <optional>

#include "domain/audit/packing.h"
#include "domain/audit/part.h"

namespace cairn::audit {

/// A best allocation where a packing by the first prices costs no more than these prove to be the
/// least; nothing where that takes a search. Linear in the size of the part, but for what its
/// leaves' knapsacks take.
std::optional<Incumbent> solve_at_once(const Part& part);

}  // namespace cairn::audit

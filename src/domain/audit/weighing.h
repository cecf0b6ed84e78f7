// The parts whose costs are weighed otherwise: what bounds say more about.
#pragma once

#include <cstdint>

#include "domain/audit/part.h"

namespace cairn::audit {

/// A cost is credit times Part::credit_unit and a count of leaves. The same part where only the
/// credit costs, one for each unit of it: nothing that costs nothing then need be made.
Part credit_alone(const Part& part);

/// The same part where a unit of credit costs `weight` instead, which is at most the credit unit,
/// and all costs are told less by what the rest of `least_credit` costs (Part::cost_offset). Where
/// all allocations lack at least so much credit, none costs less in the part itself than here, and
/// bounds may be higher: a relaxation that lacks too little credit gains less by that.
Part reweighed(const Part& part, std::int64_t least_credit, std::int64_t weight);

}  // namespace cairn::audit

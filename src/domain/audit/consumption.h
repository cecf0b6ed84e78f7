// What greater awards have used up of a record (docs/reference/requirements.md, section 1).
#pragma once

#include <span>
#include <vector>

#include "domain/audit/model.h"
#include "domain/audit/programme.h"
#include "domain/learning/achievement.h"
#include "domain/learning/award.h"

namespace cairn::audit {

/// Whether an award consumes another one by what its achievement says, if it is made by that
/// achievement's organization: where it absorbs, toward what that organization awards; where it
/// reissues, everywhere.
bool consumes(const learning::Award& whole, learning::Consumption how, const learning::Award& part);

struct Consumed {
  const learning::Award* award;
  AwardId by;  ///< of several the first by id
};

/// The candidates that an audit of the programme does not use, by id. Linear where no award names
/// roots.
std::vector<Consumed> consumed_among(std::span<const Candidate> candidates,
                                     const Programme& programme);

/// Keeps the others, in their order.
void leave_out(std::span<const Consumed> consumed, std::vector<Candidate>& candidates);

}  // namespace cairn::audit

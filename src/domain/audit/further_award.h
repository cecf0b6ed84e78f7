// Awards that could still be earned (docs/reference/requirements.md, section 13.1).
#pragma once

#include <optional>

#include "base/rational.h"
#include "base/time.h"
#include "domain/audit/programme.h"
#include "domain/audit/stated.h"
#include "domain/eligibility/index.h"
#include "domain/eligibility/matcher.h"
#include "domain/learning/achievement.h"
#include "domain/learning/award.h"

namespace cairn::audit {

/// Made on the day, and stating nothing that the catalogue does not.
learning::Award further_award(const learning::Achievement& achievement, Date day);

Stated stated_by(const learning::Award& award);

/// An award with what a leaf asks awards to state, and its worth there.
struct Suited {
  learning::Award award;
  Rational worth;
};

/// Nothing where the leaf accepts it by no statement. `achievement` is the number of the award's
/// achievement in the index.
std::optional<Suited> suited_at(const ProgrammeNode& leaf, const learning::Award& award,
                                int achievement, const eligibility::Index& index, Date day);

/// Whether the leaf could accept an award of the achievement that its organization makes on the day
/// or later with its credit, whatever it states. `number` is its number in the index.
bool could_accept(const ProgrammeNode& leaf, const learning::Achievement& achievement, int number,
                  const eligibility::Index& index, Date day);

}  // namespace cairn::audit

// What an award is worth: at a leaf that accepts it, and in a unit.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/rational.h"
#include "base/time.h"
#include "domain/audit/programme.h"
#include "domain/learning/award.h"

namespace cairn::audit {

/// Nothing where the leaf does not accept the award (docs/reference/requirements.md, section 4);
/// 1 at a holds node. `achievement` is the number of the award's achievement in the index.
std::optional<Rational> worth_at(const ProgrammeNode& leaf, const learning::Award& award,
                                 int achievement, const eligibility::Index& index, Date day);

/// Zero where the award has none of it.
Rational worth_in(const Unit& unit, const learning::Award& award, int achievement,
                  const eligibility::Index& index);

/// The values that tell the award apart by a key; none where it has none.
std::vector<std::string> values_of(requirement::Key key, const learning::Award& award,
                                   int achievement, const eligibility::Index& index);

}  // namespace cairn::audit

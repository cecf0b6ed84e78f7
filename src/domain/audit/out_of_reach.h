// Which missing leaves no new learning can satisfy (docs/reference/requirements.md, section 13.1).
#pragma once

#include "domain/audit/audit.h"
#include "domain/audit/programme.h"
#include "domain/learning/award.h"
#include "domain/learning/catalogue.h"

namespace cairn::audit {

/// What is asked of a record, and what was answered; all of one catalogue, and outliving the calls.
struct Answered {
  const Programme& programme;
  const learning::Catalogue& catalogue;
  const learning::Record& record;
  const Audit& audit;
  Date day;
};

/// Whether it is proven that nothing which could still be earned, with all that the record has,
/// satisfies the leaf. Linear in the achievements times, for a condition, the leaves it looks at.
bool is_out_of_reach(const Missing& missing, const Answered& answered);

}  // namespace cairn::audit

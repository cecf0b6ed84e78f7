// From the awards that fulfil a term, or that a precedent is about, to the decision
// (docs/reference/recognition.md, section 2).
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "domain/ids/ids.h"
#include "domain/learning/award.h"
#include "domain/recognition/agreement.h"
#include "domain/recognition/decision.h"
#include "domain/recognition/network.h"

namespace cairn::recognition {

/// What can stand for an achievement: an award of the record or, where `chain` is not empty, what
/// was granted for some.
struct Candidate {
  learning::Award award;  ///< in a chain made on the day of its oldest original
  std::vector<AwardId> from;
  std::vector<credit::Amount> original;
  std::vector<credit::Amount> worth;  ///< exact: what a rate converts
  std::vector<Step> chain;
  std::vector<OrganizationId> passed;  ///< where the chain went through, its beginning included
};

const credit::Amount* find_credit(const std::vector<credit::Amount>& credit,
                                  const credit::SystemId& system);

Candidate original(const learning::Award& award);

/// Who decides where, when, and under what name: "agreement@1/term".
struct Authority {
  std::string name;
  OrganizationId receiver;
  Date day;
};

/// The grant for all of `from`, each of which has credit in the rate's system if there is a rate.
/// What it rests on is left to the caller. Exhausted when an amount does not fit; invalid, at the
/// authority's name, when the catalogue does not know the granted achievement.
Result<Decision> grant(const Grant& grant, const std::vector<const Candidate*>& from,
                       const Authority& authority, const Network& network);

/// The decision as something that a further agreement may stand on. It makes an award.
Candidate continued(const Decision& decision, const std::vector<const Candidate*>& from,
                    const OrganizationId& sender);

}  // namespace cairn::recognition

// How near one record comes by two programmes that may ask nearly the same, as before and after a
// change of the rules.
#pragma once

#include <utility>

#include "base/result.h"
#include "domain/audit/audit.h"
#include "domain/audit/programme.h"
#include "domain/learning/award.h"

namespace cairn::audit {

/// What Audit says under the same names, by made awards.
struct Reach {
  Distance distance;
  Distance bound;

  bool is_proven() const { return bound == distance; }
};

/// The same as two audits would prove with enough budget each. Where one programme asks for the
/// same as the other or for more, and what is allocated by the other one answers it as well, that
/// proves both, so that it is searched once. Refused as evaluate(); thread-safe.
Result<std::pair<Reach, Reach>> reach_by_both(const Programme& first, const Programme& second,
                                              const learning::Record& record,
                                              const Options& options);

}  // namespace cairn::audit

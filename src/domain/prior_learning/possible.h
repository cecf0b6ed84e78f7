// Who can do what next in a case, and by when: what people are shown.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "domain/prior_learning/case.h"
#include "domain/prior_learning/step.h"

namespace cairn::prior_learning {

/// A step that somebody can take now.
struct Possible {
  StepKind step = StepKind::claim;
  Role role = Role::learner;
  std::optional<PersonId> actor;   ///< absent: whoever has, or takes, the role
  std::vector<std::string> about;  ///< the outcomes, or for a release the assessor
  std::optional<Date> from;        ///< absent: from now on
  std::optional<Date> by;          ///< the day it is due
};

/// What can be done in `now`; for no final state empty, for a final one always. That an assessor
/// who serves may still declare a conflict, is not listed.
std::vector<Possible> possible(const Case& now);

}  // namespace cairn::prior_learning

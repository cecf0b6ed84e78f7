// Which steps each state has, and whose they are: the table of
// docs/reference/prior-learning.md, section 3.
#pragma once

#include <span>

#include "domain/prior_learning/case.h"
#include "domain/prior_learning/step.h"

namespace cairn::prior_learning {

struct Rule {
  State state = State::identification;
  StepKind step = StepKind::claim;
  Role role = Role::learner;
};

/// None for a final state.
std::span<const Rule> rules_of(State state);

/// nullptr when the state has no such step.
const Rule* rule_for(State state, StepKind step);

}  // namespace cairn::prior_learning

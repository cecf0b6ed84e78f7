// An appeal against a decision: what it can be about, and the case that other assessors judge then
// (docs/reference/prior-learning.md, section 7).
#pragma once

#include <string>
#include <vector>

#include "domain/prior_learning/case.h"

namespace cairn::prior_learning {

/// The outcomes that the decision found not met, ordered like `claimed`.
std::vector<std::string> contestable(const Case& now);

/// Whether `now`, just decided, can still change.
bool can_be_appealed(const Case& now);

/// With an empty panel for the `contested` outcomes; that of the first round is kept.
Case appealed(Case made, std::vector<std::string> contested);

}  // namespace cairn::prior_learning

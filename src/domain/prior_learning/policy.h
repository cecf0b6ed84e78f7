// By which rules an organization leads a case: rubric, days, age of evidence, caps.
#pragma once

#include <optional>
#include <vector>

#include "base/rational.h"
#include "domain/credit/amount.h"

namespace cairn::prior_learning {

/// Levels go from 0 to `levels`.
struct Rubric {
  int levels = 4;
  int threshold = 2;  ///< the least level at which an outcome is met; 1 to `levels`
  int tolerance = 1;  ///< by how many levels judgements may differ and still agree
  int assessors = 2;  ///< 1 or 2; a further one where they disagree
};

/// How many days a case has in a state.
struct Days {
  int identification = 0;
  int guidance = 0;
  int documentation = 0;
  int appointment = 0;
  int assessment = 0;
  int reconciliation = 0;
  int decision = 0;
  int appeal = 0;
};

enum class CapScope {
  goal,          ///< what counts toward the case's goal
  organization,  ///< what the organization grants to one learner
};

/// The most credit by prior learning within a scope, in one system.
struct Cap {
  CapScope scope = CapScope::goal;
  credit::SystemId system;
  /// Exactly one is set; `share` is of the goal's credit and needs the scope `goal`.
  std::optional<Rational> amount;
  std::optional<Rational> share;
};

struct Policy {
  Rubric rubric;
  Days days;
  int evidence_days = 0;  ///< how old evidence may be when it is handed in
  std::vector<Cap> caps;
};

}  // namespace cairn::prior_learning

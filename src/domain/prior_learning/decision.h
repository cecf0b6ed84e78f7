// What the judgements of a case come to: how much of the achievement is granted, and the award
// (docs/reference/prior-learning.md, section 6).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/rational.h"
#include "base/result.h"
#include "base/time.h"
#include "domain/framework/level.h"
#include "domain/learning/achievement.h"
#include "domain/learning/award.h"
#include "domain/prior_learning/opening.h"
#include "domain/prior_learning/panel.h"

namespace cairn::prior_learning {

enum class OutcomeResult { granted, not_met, already_credited, not_claimed };

/// What became of one outcome of the achievement.
struct OutcomeDecision {
  std::string id;
  OutcomeResult result = OutcomeResult::not_claimed;
  std::optional<int> level;  ///< of those that were judged

  bool operator==(const OutcomeDecision&) const = default;
};

/// How much of the achievement is granted.
enum class Extent { full, partial, none };

/// The award, and what it cannot say itself: unspecified credit names no achievement.
struct Grant {
  learning::Award award;
  std::optional<framework::Level> level;
  std::vector<std::string> outcomes;
};

struct Decision {
  Extent extent = Extent::none;
  Date day;
  PersonId officer;
  std::vector<OutcomeDecision> outcomes;  ///< each of the achievement's, in its order
  Rational fraction;                      ///< of the achievement, 0 to 1
  std::optional<CapScope> cut_by;         ///< the cap that made it less than what was met
  std::optional<Grant> grant;             ///< absent: nothing, or a part of no credit
};

/// By the outcome: what was found of those that were claimed.
using Findings = std::map<std::string, Finding>;

/// What is decided about; all outlive the call.
struct Matter {
  const Opening& opening;
  const Target& target;
  const Background& background;  ///< on the day of the decision
};

struct Ruling {
  Date day;
  PersonId officer;
};

/// `earlier` is the decision that an appeal was about: what it granted stays. Exhausted when an
/// amount does not fit.
Result<Decision> decide(const Matter& matter, const Findings& findings, const Ruling& ruling,
                        const std::optional<Decision>& earlier);

}  // namespace cairn::prior_learning

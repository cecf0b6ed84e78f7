// The rules of a case: what a step makes of it, or why it is refused
// (docs/reference/prior-learning.md, sections 2 to 8).
#pragma once

#include <optional>
#include <span>
#include <variant>

#include "base/result.h"
#include "domain/prior_learning/case.h"
#include "domain/prior_learning/step.h"

namespace cairn::prior_learning {

/// The case after a step, or why the step is not allowed.
using Answer = std::variant<Case, Refusal>;

/// Exhausted when credit that is granted does not fit an exact number.
Result<Answer> apply(const Case& before, const Step& step);

/// A history as far as the rules allow it.
struct Replay {
  Case reached;
  struct Refused {
    std::size_t step = 0;  ///< its place in the history, from 0
    Refusal refusal;
  };
  std::optional<Refused> refused;  ///< the first step that was not allowed; none after it counts
};

Result<Replay> replay(Case opened, std::span<const Step> history);

}  // namespace cairn::prior_learning

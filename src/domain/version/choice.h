// Which version of a requirement applies to a learner (docs/reference/versions.md, section 2).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "domain/requirement/version.h"

namespace cairn::version {

/// When a learner entered, and the version they chose, if any.
struct Entered {
  Date on;
  std::optional<int> chosen;
};

enum class Why {
  today,       ///< no entry is known: in force on the day of the audit
  entered,     ///< in force on the day of entry
  first,       ///< the entry is before the first version
  chosen,      ///< chosen within the right
  taught_out,  ///< the teach-out of the version in `instead_of` is over
};

struct Choice {
  const requirement::Version* version = nullptr;
  Why why = Why::today;
  int instead_of = 0;  ///< with taught_out
};

/// `versions` is a series that check() accepts, and outlives the choice. Invalid when the chosen
/// version is outside of the right, with those that are inside.
Result<Choice> choose(std::span<const requirement::Version> versions,
                      const std::optional<Entered>& entered, Date day);

/// Section 5, of the series alone; `what` names it in errors. Empty is fine.
Result<void> check(std::span<const requirement::Version> versions);

}  // namespace cairn::version

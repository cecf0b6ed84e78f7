// What new learning could do for what is missing: the nearest alternatives, and what is out of
// reach (docs/reference/requirements.md, section 13.1).
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "base/rational.h"
#include "base/result.h"
#include "domain/audit/audit.h"
#include "domain/audit/programme.h"
#include "domain/audit/stated.h"
#include "domain/credit/amount.h"
#include "domain/ids/ids.h"
#include "domain/learning/award.h"
#include "domain/learning/catalogue.h"

namespace cairn::audit {

/// An achievement a further award of which brings the record nearer to the goal, for a leaf; or
/// that is a step toward the leaf alone.
struct Alternative {
  AchievementId achievement;
  std::optional<credit::Amount> credit;  ///< that it has in the system of the goal
  Stated stated;
  int place = 0;  ///< the leaf that it would be applied to, by index of Programme::nodes()
  Distance left;  ///< of the record with the award; exact
  std::optional<Rational> reaches;  ///< of a step: what the leaf would have, as it counts

  bool operator==(const Alternative&) const = default;
};

/// Of one missing leaf.
struct Outlook {
  std::vector<Alternative> nearest;  ///< nearest first, kAlternativesShown at most
  bool is_out_of_reach = false;      ///< proven: no new learning can satisfy it

  bool operator==(const Outlook&) const = default;
};

constexpr std::size_t kAlternativesShown = 3;
constexpr std::size_t kAlternativesTried = 64;  ///< pairs of a place and an achievement, per leaf

/// Of each of Audit::missing, at the same index. `audit` is of the programme, which was compiled
/// from the catalogue, and of the record, with these options and fully explained. Exact, but where
/// the budget in search nodes, here for all searches together, ends an alternative may be missed.
/// Neither the order of awards nor of achievements changes anything. Thread-safe. For each missing
/// leaf a few audits without reasons for each of kAlternativesTried pairs at most.
std::vector<Outlook> outlook(const Programme& programme, const learning::Catalogue& catalogue,
                             const learning::Record& record, const Audit& audit,
                             const Options& options);

}  // namespace cairn::audit

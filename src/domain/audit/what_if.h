// What would be if more were earned: a second audit, and how it differs from the first
// (docs/reference/requirements.md, section 13.2).
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "base/rational.h"
#include "base/result.h"
#include "domain/audit/audit.h"
#include "domain/audit/programme.h"
#include "domain/audit/stated.h"
#include "domain/ids/ids.h"
#include "domain/learning/award.h"
#include "domain/learning/catalogue.h"

namespace cairn::audit {

/// A node whose status, or what it has, is not the same in two audits.
struct ChangedNode {
  int node = 0;  ///< index into Programme::nodes()
  NodeStatus status_before = NodeStatus::unsatisfied;
  Rational have_before;

  bool operator==(const ChangedNode&) const = default;
};

/// An award that is not applied to the same leaves in two audits, which are indices into
/// Programme::nodes(), ascending.
struct MovedAward {
  AwardId award;
  AchievementId achievement;  ///< of a further award, which only the second audit knows; else empty
  std::vector<int> before;
  std::vector<int> after;

  bool operator==(const MovedAward&) const = default;
};

/// What the further award of an achievement states so that it counts at all.
struct Stating {
  AchievementId achievement;
  Stated stated;

  bool operator==(const Stating&) const = default;
};

struct WhatIf {
  static constexpr std::size_t kEarnedMax = 50;
  /// Of one achievement, where its award would count nowhere otherwise.
  static constexpr std::size_t kStatementsTried = 16;

  std::vector<AchievementId> earned;  ///< sorted, each once
  std::vector<Stating> stating;       ///< by achievement; of those that count only so
  Audit audit;                        ///< of the record in which these are earned; without reasons
  std::vector<ChangedNode> nodes;     ///< by node
  std::vector<MovedAward> awards;     ///< by id
  std::vector<AchievementId>
      unused;  ///< of those earned: no award of them is applied, before starting either
};

/// The record in which these achievements are earned on the day: awards of them that are in
/// progress or planned are made; and where none is made, a further award is added, whose id names
/// the achievement and is after all others. Refused: achievements that the catalogue does not know,
/// or that are no longer or not yet offered.
Result<learning::Record> with_earned(const learning::Record& record,
                                     const learning::Catalogue& catalogue,
                                     std::span<const AchievementId> earned, Date day);

/// `audit` is of the programme, which was compiled from the catalogue, and of the record, with
/// these options. Refused as with_earned() and evaluate(), and more than WhatIf::kEarnedMax
/// achievements. Takes the budget of two audits at most. Thread-safe.
Result<WhatIf> what_if(const Programme& programme, const learning::Catalogue& catalogue,
                       const learning::Record& record, const Audit& audit,
                       std::vector<AchievementId> earned, const Options& options);

}  // namespace cairn::audit

// Awards and the record: what one learner has earned, is earning, or is credited with.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "domain/credit/amount.h"
#include "domain/grade/grade.h"
#include "domain/ids/ids.h"

namespace cairn::learning {

enum class AwardStatus {
  earned,
  in_progress,
  planned,
  recognised,  ///< a view of other awards at another organization, by a decision
  revoked,
};

/// One learner's achievement. A recognised award, and one earned by stacking, is a *view*: its
/// `roots` are the original awards behind it. Allocation capacity belongs to roots (law 3), so an
/// award and its views never count twice.
struct Award {
  AwardId id;
  AchievementId achievement;
  int version = 1;
  OrganizationId organization;  ///< who made it; for a recognised award, the receiver
  AwardStatus status = AwardStatus::earned;
  std::vector<credit::Amount> credit;  ///< at most one per system
  std::optional<grade::Grade> grade;   ///< as its organization gave it, on its own scale
  Date awarded;
  std::optional<Date> expires;  ///< last day on which it counts
  /// Ids of the original awards, sorted; empty means the award is its own root.
  std::vector<AwardId> roots;
  /// The decision that made a recognised award, or the credential that carries an earned one.
  std::string source;
};

/// All awards of one learner; ids unique. Order carries no meaning (law 2).
struct Record {
  std::vector<Award> awards;
};

}  // namespace cairn::learning

// What a case is opened with, and what of the catalogue it is about
// (docs/reference/prior-learning.md, section 1).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/result.h"
#include "base/time.h"
#include "domain/credit/amount.h"
#include "domain/framework/level.h"
#include "domain/ids/ids.h"
#include "domain/learning/achievement.h"
#include "domain/learning/catalogue.h"
#include "domain/prior_learning/panel.h"
#include "domain/prior_learning/policy.h"

namespace cairn::prior_learning {

using CaseId = Id<struct CaseTag>;

struct WeightedOutcome {
  std::string id;
  int weight = 1;  ///< 1 to kWeightMax: its part of the achievement's credit
};
inline constexpr int kWeightMax = 1000;

/// An outcome of the case's achievement that an award of the learner credits already.
struct CreditedOutcome {
  std::string outcome;
  AwardId award;
};

/// What an earlier case of the organization granted to the learner.
struct EarlierGrant {
  CaseId case_id;
  AchievementId goal;  ///< may be empty
  std::vector<credit::Amount> credit;
};

/// What the learner's record says on a day.
struct Background {
  std::vector<CreditedOutcome> credited;
  std::vector<EarlierGrant> granted;
};

struct Opening {
  CaseId id;
  OrganizationId organization;
  PersonId learner;
  AchievementId achievement;
  int version = 1;
  std::vector<WeightedOutcome> outcomes;
  AchievementId goal;  ///< may be empty
  AwardId award;
  Date opened;
  Policy policy;
  Background background;
};

/// A cap as an amount of credit, more than zero in the achievement too.
struct Limit {
  CapScope scope = CapScope::goal;
  credit::Amount most;
};

/// What the case takes from the catalogue.
struct Target {
  std::vector<credit::Amount> credit;
  std::optional<framework::Level> level;
  std::optional<int> valid_days;
  std::vector<Limit> limits;
};

/// Invalid when the catalogue does not know the achievement in this version as a published one of
/// the organization, when the weighted outcomes are not just its outcomes, when the background
/// speaks of others, or when a cap cannot be told in the achievement's credit. O(outcomes²).
Result<Target> target_of(const Opening& opening, const learning::Catalogue& catalogue);

/// The award of the background that credits `outcome`; empty when there is none.
AwardId credited_by(const Background& background, const std::string& outcome);

}  // namespace cairn::prior_learning

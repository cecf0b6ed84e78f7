// Achievements: definitions of anything that can be earned, from a micro-credential to a degree.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/rational.h"
#include "base/text.h"
#include "base/time.h"
#include "domain/credit/amount.h"
#include "domain/framework/level.h"
#include "domain/ids/ids.h"
#include "domain/kinds/kinds.h"
#include "domain/learning/quality_label.h"
#include "domain/requirement/attribute.h"
#include "domain/requirement/requirement.h"
#include "domain/requirement/version.h"

namespace cairn::learning {

enum class AchievementState { draft, published, superseded, withdrawn };

/// What becomes of the awards that an award was earned with, once it is made
/// (docs/reference/requirements.md, section 1).
enum class Consumption {
  retained,  ///< they count on
  absorbed,  ///< they count no more toward what the same organization awards
  reissued,  ///< the award stands in their place wherever the same organization made them
};

/// A skill of an outside framework that an outcome is aligned to.
struct SkillAlignment {
  std::string uri;  ///< for example an ESCO concept
  LocalizedText name;
  std::string framework;  ///< "ESCO"
};

struct Outcome {
  std::string id;  ///< unique within the achievement
  LocalizedText statement;
  std::vector<SkillAlignment> skills;
};

/// One immutable version of an achievement.
struct Achievement {
  AchievementId id;
  int version = 1;
  OrganizationId organization;
  AchievementKind kind = AchievementKind::micro_credential;
  AchievementState state = AchievementState::published;
  LocalizedText name;
  LocalizedText description;
  LocalizedText criteria;             ///< display text; the rule is `requirement`
  std::vector<std::string> codes;     ///< by which people know it, such as course numbers
  std::vector<std::string> subjects;  ///< fields of study, by slugs that the consortium shares
  std::vector<Outcome> outcomes;
  std::vector<credit::Amount> credit;  ///< at most one per system
  std::vector<credit::Money> cost;     ///< to the learner, in all; at most one per currency
  std::optional<int> workload_hours;
  std::optional<framework::Level> level;
  std::string assessment;            ///< type of assessment: "project", "exam", …
  std::string participation;         ///< "online", "onsite" or "blended"
  std::string quality;               ///< the quality assurance underpinning it
  std::vector<QualityLabel> labels;  ///< its own, beside its organization's
  std::vector<requirement::Attribute> attributes;
  std::optional<int> valid_days;               ///< how long an award of it counts
  std::optional<AchievementId> superseded_by;  ///< set when state is superseded
  /// Other URIs that foreign credentials use for it (their `achievement.id`).
  std::vector<std::string> also_known_as;
  /// How it is earned by stacking; absent for what is only earned by doing it. Of several versions
  /// the last one, until domain/version says which applies.
  std::optional<requirement::Node> requirement;
  /// Rising in number and day; empty where there is one requirement only.
  std::vector<requirement::Version> versions = {};
  /// What must be held before one can start; evaluated without using anything up.
  std::optional<requirement::Node> prerequisites;
  Consumption consumption = Consumption::retained;
  bool exit = false;   ///< a publicised exit of pathways that pass through it
  bool entry = false;  ///< a place where newcomers may start
};

/// An achievement that can be taken: when, at what price, how long, how heavy.
struct Offering {
  OfferingId id;
  AchievementId achievement;
  OrganizationId organization;
  credit::Money price;
  int weeks = 1;           ///< duration
  int hours_per_week = 1;  ///< load in each of those weeks
  /// First days on which it can be started; empty means any day.
  std::vector<Date> starts;
  std::string mode;  ///< "online", "onsite" or "blended"
};

}  // namespace cairn::learning

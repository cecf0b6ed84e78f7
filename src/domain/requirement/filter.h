// Filters: which awards a leaf, a limit or a rule speaks of. Their meaning is defined in
// docs/reference/requirements.md, section 5; domain/eligibility carries it out.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "domain/grade/grade.h"
#include "domain/ids/ids.h"
#include "domain/kinds/kinds.h"
#include "domain/requirement/attribute.h"
#include "domain/requirement/code.h"

namespace cairn::requirement {

/// A range of levels of one framework, both ends included.
struct LevelRange {
  std::string framework;
  std::optional<int> from;
  std::optional<int> to;

  /// Of that framework.
  bool contains(int level) const { return (!from || *from <= level) && (!to || level <= *to); }
  bool operator==(const LevelRange&) const = default;
};

/// What the achievement must cost the learner in one currency, both ends included.
struct CostRange {
  std::string currency;                  ///< ISO 4217
  std::optional<std::int64_t> at_least;  ///< in minor units, as in credit::Money
  std::optional<std::int64_t> at_most;

  bool operator==(const CostRange&) const = default;
};

/// When an award must have been made; `within_days` counts back from the day of the audit.
struct AwardedRange {
  std::optional<Date> from;
  std::optional<Date> until;
  std::optional<int> within_days;

  auto operator<=>(const AwardedRange&) const = default;
};

/// All tests that are given must be passed; an empty list or absent member tests nothing.
struct Filter {
  /// Ids, or beginnings of ids that end in `*`.
  std::vector<std::string> achievements;
  std::vector<CodeTest> codes;
  std::vector<OrganizationId> organizations;  ///< providers: who made the award
  std::vector<AchievementKind> kinds;
  std::vector<std::string> subjects;
  std::vector<std::string> skills;  ///< URIs
  std::vector<std::string> modes;
  std::vector<std::string> assessments;  ///< how it was assessed
  std::vector<std::string> labels;       ///< quality labels held on the day of the award
  std::vector<AttributeTest> attributes;
  std::optional<LevelRange> level;
  std::optional<CostRange> cost;
  std::optional<grade::Grade> grade;  ///< at least as good as this
  std::vector<grade::ScaleId> scales;
  std::vector<AwardOrigin> origins;
  std::optional<AwardedRange> awarded;
  std::vector<Filter> any;   ///< at least one of them, where there are any
  std::vector<Filter> all;   ///< each of them
  std::vector<Filter> none;  ///< not one of them

  bool operator==(const Filter&) const = default;
};

}  // namespace cairn::requirement

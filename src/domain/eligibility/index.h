// What filters and measures look at in a catalogue, indexed once and shared by all that is compiled
// against it.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "base/rational.h"
#include "base/time.h"
#include "domain/credit/amount.h"
#include "domain/framework/level.h"
#include "domain/grade/grade.h"
#include "domain/ids/ids.h"
#include "domain/kinds/kinds.h"
#include "domain/learning/catalogue.h"
#include "domain/learning/quality_label.h"
#include "domain/requirement/attribute.h"

namespace cairn::eligibility {

/// A level of the EQF that another framework's level has, from a day on to its last one.
struct Referenced {
  int level = 1;
  Date from;
  std::optional<Date> until;

  bool holds_on(Date day) const { return from <= day && (!until || day <= *until); }
  auto operator<=>(const Referenced&) const = default;
};

/// What an award inherits from its achievement, and what its achievement says of it.
struct Definition {
  AchievementId id;
  std::size_t place = 0;  ///< in the achievements of the catalogue
  AchievementKind kind = AchievementKind::micro_credential;
  std::vector<std::string> codes;
  std::vector<std::string> subjects;  ///< sorted
  std::vector<std::string> skills;    ///< URIs, sorted
  std::string mode;
  std::string assessment;
  std::vector<learning::QualityLabel> labels;
  std::vector<requirement::Attribute> attributes;
  std::optional<framework::Level> level;
  std::vector<Referenced> in_eqf;  ///< where that is of another framework: by crosswalks
  std::vector<credit::Money> cost;
  std::optional<int> hours;
  std::vector<credit::Amount> credit;
  OrganizationId organization;
  learning::Consumption consumption = learning::Consumption::retained;
};

/// Immutable; holds copies of all it needs, so it outlives the catalogue. Achievements are numbered
/// from 0 in the order of their ids.
class Index {
 public:
  explicit Index(const learning::Catalogue& catalogue);

  std::span<const Definition> definitions() const { return definitions_; }
  /// -1 for an achievement that the catalogue does not know, or none.
  int number_of(const AchievementId& id) const;
  /// nullptr for -1.
  const Definition* find(int number) const;
  /// The numbers of what `number` is met by: itself and all that it replaces, directly or over
  /// others (docs/reference/requirements.md, section 4); ascending.
  std::vector<int> met_by(int number) const;
  /// The numbers of the achievements whose ids begin with `beginning`; first and one past last.
  std::pair<int, int> numbers_beginning(std::string_view beginning) const;
  bool knows(const OrganizationId& organization) const;
  /// By organization, of those that have any.
  const std::map<OrganizationId, std::vector<learning::QualityLabel>>& labels() const {
    return labels_;
  }
  /// nullptr when there is none.
  const grade::Scale* scale(const grade::ScaleId& id) const;

 private:
  std::vector<Definition> definitions_;
  std::unordered_map<AchievementId, int> numbers_;
  std::vector<std::vector<int>> replaces_;  ///< by number, directly
  std::vector<OrganizationId> organizations_;
  std::map<OrganizationId, std::vector<learning::QualityLabel>> labels_;
  std::map<grade::ScaleId, grade::Scale> scales_;
};

}  // namespace cairn::eligibility

#include "documents/openbadge_award.h"

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

namespace cairn::documents {
namespace {

using openbadges::AchievementCredential;
using openbadges::AchievementResult;
using openbadges::Alignment;
using openbadges::ResultDescription;

// The result types (1EdTech, "ResultType") that judge the whole; criteria of a rubric judge a part
// of it, a predicted score and a status nothing.
constexpr std::array<std::string_view, 7> kGraded = {
    "GradePointAverage", "LetterGrade", "PerformanceLevel", "Percent",
    "RawScore",          "Result",      "ScaledScore"};

struct Graded {
  const AchievementResult* result;
  const ResultDescription* description;
};

std::optional<Graded> only_graded(const AchievementCredential& badge) {
  std::optional<Graded> only;
  const auto& descriptions = badge.subject.achievement.result_descriptions;
  for (const AchievementResult& result : badge.subject.results) {
    const auto described =
        std::ranges::find(descriptions, result.result_description, &ResultDescription::id);
    if (described == descriptions.end() || result.value.empty() ||
        std::ranges::find(kGraded, described->result_type) == kGraded.end())
      continue;
    if (only) return std::nullopt;
    only = Graded{&result, &*described};
  }
  return only;
}

bool names(const std::vector<Alignment>& alignments, const grade::Scale& scale) {
  return std::ranges::any_of(alignments, [&](const Alignment& each) {
    return each.target_code == scale.id.text() || each.target_url == scale.id.text();
  });
}

bool has_just(const grade::Scale& scale, const std::vector<std::string>& values) {
  return scale.grades.size() == values.size() &&
         std::ranges::all_of(values, [&](const std::string& each) {
           return grade::rank_of(scale, each).has_value();
         });
}

// The one scale of the catalogue that fits; nothing where none or several do.
template <class Fits>
const grade::Scale* only_scale(const learning::Catalogue& catalogue, Fits fits) {
  const grade::Scale* only = nullptr;
  for (const grade::Scale& each : catalogue.grade_scales) {
    if (!fits(each)) continue;
    if (only != nullptr) return nullptr;
    only = &each;
  }
  return only;
}

}  // namespace

std::optional<grade::Grade> grade_of(const AchievementCredential& badge,
                                     const learning::Catalogue& catalogue) {
  const std::optional<Graded> graded = only_graded(badge);
  if (!graded) return std::nullopt;
  const auto& [result, description] = *graded;
  const grade::Scale* scale = only_scale(catalogue, [&](const grade::Scale& each) {
    return names(description->alignments, each) || names(result->alignments, each);
  });
  if (scale == nullptr && !description->allowed_values.empty())
    scale = only_scale(catalogue, [&](const grade::Scale& each) {
      return has_just(each, description->allowed_values);
    });
  const bool is_on_it = scale != nullptr && grade::rank_of(*scale, result->value);
  return grade::Grade{is_on_it ? scale->id : grade::ScaleId(description->id), result->value};
}

std::vector<requirement::Attribute> attributes_of(const AchievementCredential& badge) {
  std::set<requirement::Attribute> attributes;
  for (const std::string& tag : badge.subject.achievement.tags)
    if (!tag.empty()) attributes.insert({tag, {}});
  return {attributes.begin(), attributes.end()};
}

std::vector<credit::Amount> credit_of(const AchievementCredential& badge,
                                      const learning::Achievement& achievement,
                                      const learning::Catalogue& catalogue) {
  const auto earned = Rational::parse(badge.subject.credits_earned);
  const learning::Organization* maker = catalogue.find_organization(achievement.organization);
  if (!earned || maker == nullptr) return achievement.credit;
  const auto whole =
      std::ranges::find(achievement.credit, maker->credit_system, &credit::Amount::system);
  if (whole == achievement.credit.end() || whole->value <= *earned) return achievement.credit;
  return {{*earned, maker->credit_system}};
}

}  // namespace cairn::documents

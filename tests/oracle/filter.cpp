#include "oracle/filter.h"

#include <algorithm>

namespace cairn::oracle {
namespace {

using learning::Achievement;
using learning::Award;
using learning::AwardStatus;
using learning::Catalogue;
using requirement::Filter;

template <class T>
bool among(const std::vector<T>& list, const T& value) {
  return std::ranges::find(list, value) != list.end();
}

bool met_by_name(const Catalogue& catalogue, const std::string& name, const std::string& id) {
  if (!name.ends_with('*')) return met_by(catalogue, name).contains(id);
  const std::string beginning = name.substr(0, name.size() - 1);
  for (const Achievement& each : catalogue.achievements)
    if (each.id.text().starts_with(beginning) && met_by(catalogue, each.id.text()).contains(id))
      return true;
  return false;
}

bool passes_level(const requirement::LevelRange& range, const Achievement& achievement) {
  const auto& level = achievement.level;
  return level && level->framework == range.framework &&
         (!range.from || level->value >= *range.from) && (!range.to || level->value <= *range.to);
}

bool aligned_to_one_of(const std::vector<std::string>& skills, const Achievement& achievement) {
  for (const learning::Outcome& outcome : achievement.outcomes)
    for (const learning::SkillAlignment& skill : outcome.skills)
      if (among(skills, skill.uri)) return true;
  return false;
}

// The tests that look at the achievement.
bool passes_achievement(const Filter& filter, const Achievement* achievement) {
  if (!filter.kinds.empty() && (achievement == nullptr || !among(filter.kinds, achievement->kind)))
    return false;
  if (!filter.subjects.empty() &&
      (achievement == nullptr || std::ranges::none_of(achievement->subjects, [&](const auto& each) {
         return among(filter.subjects, each);
       })))
    return false;
  if (!filter.skills.empty() &&
      (achievement == nullptr || !aligned_to_one_of(filter.skills, *achievement)))
    return false;
  if (!filter.modes.empty() &&
      (achievement == nullptr || !among(filter.modes, achievement->participation)))
    return false;
  return !filter.level || (achievement != nullptr && passes_level(*filter.level, *achievement));
}

bool passes_dates(const requirement::AwardedRange& range, const Award& award, Date day) {
  Date awarded = award.awarded;
  if (award.status == AwardStatus::in_progress) awarded = std::min(awarded, day);
  return (!range.from || awarded >= *range.from) && (!range.until || awarded <= *range.until) &&
         (!range.within_days || days_between(awarded, day) <= *range.within_days);
}

bool passes_grade(const grade::Grade& floor, const Award& award, const Catalogue& catalogue) {
  const auto rank = rank_on(floor.scale, award, catalogue);
  const grade::Scale* scale = catalogue.find_grade_scale(floor.scale);
  return rank && *rank <= *grade::rank_of(*scale, floor.value);
}

bool passes_assessment(const std::vector<std::string>& wanted, const Award& award,
                       const Achievement* achievement) {
  if (!award.assessment.empty()) return among(wanted, award.assessment);
  return achievement != nullptr && among(wanted, achievement->assessment);
}

bool passes_labels(const std::vector<std::string>& wanted, const Award& award,
                   const Catalogue& catalogue, Date day) {
  if (award.status == AwardStatus::in_progress)
    day = std::min(award.awarded, day);
  else
    day = award.awarded;
  std::vector<learning::QualityLabel> labels;
  if (const auto* maker = catalogue.find_organization(award.organization)) labels = maker->labels;
  if (const auto* achievement = catalogue.find_achievement(award.achievement))
    labels.insert(labels.end(), achievement->labels.begin(), achievement->labels.end());
  return std::ranges::any_of(labels, [&](const learning::QualityLabel& each) {
    return among(wanted, each.label) && days_between(each.from, day) >= 0 &&
           (!each.until || days_between(day, *each.until) >= 0);
  });
}

}  // namespace

std::set<std::string> met_by(const Catalogue& catalogue, const std::string& id) {
  std::set<std::string> found{id};
  for (bool grown = true; grown;) {
    grown = false;
    for (const Achievement& each : catalogue.achievements)
      if (each.superseded_by && found.contains(each.superseded_by->text()))
        grown = found.insert(each.id.text()).second || grown;
  }
  return found;
}

std::optional<std::size_t> rank_on(const grade::ScaleId& id, const Award& award,
                                   const Catalogue& catalogue) {
  const grade::Scale* scale = catalogue.find_grade_scale(id);
  if (scale == nullptr || !award.grade || award.grade->scale != id) return std::nullopt;
  return grade::rank_of(*scale, award.grade->value);
}

std::set<std::string> values_of(requirement::Key key, const Award& award,
                                const Catalogue& catalogue) {
  if (key == requirement::Key::organization) return {award.organization.text()};
  if (key == requirement::Key::achievement) return {award.achievement.text()};
  if (key == requirement::Key::term)
    return award.term.empty() ? std::set<std::string>() : std::set<std::string>{award.term};
  const Achievement* achievement = catalogue.find_achievement(award.achievement);
  if (achievement == nullptr) return {};
  return {achievement->subjects.begin(), achievement->subjects.end()};
}

bool passes(const Filter& filter, const Award& award, const Catalogue& catalogue, Date day) {
  const auto passes_it = [&](const Filter& each) { return passes(each, award, catalogue, day); };
  const auto met = [&](const std::string& each) {
    return met_by_name(catalogue, each, award.achievement.text());
  };
  if (!filter.achievements.empty() && std::ranges::none_of(filter.achievements, met)) return false;
  if (!filter.organizations.empty() && !among(filter.organizations, award.organization))
    return false;
  if (!passes_achievement(filter, catalogue.find_achievement(award.achievement))) return false;
  if (!filter.assessments.empty() &&
      !passes_assessment(filter.assessments, award, catalogue.find_achievement(award.achievement)))
    return false;
  if (!filter.labels.empty() && !passes_labels(filter.labels, award, catalogue, day)) return false;
  if (filter.grade && !passes_grade(*filter.grade, award, catalogue)) return false;
  if (!filter.scales.empty() && (!award.grade || !among(filter.scales, award.grade->scale)))
    return false;
  if (!filter.origins.empty() && !among(filter.origins, origin_of(award))) return false;
  if (filter.awarded && !passes_dates(*filter.awarded, award, day)) return false;
  if (!filter.any.empty() && std::ranges::none_of(filter.any, passes_it)) return false;
  return std::ranges::all_of(filter.all, passes_it) && std::ranges::none_of(filter.none, passes_it);
}

}  // namespace cairn::oracle

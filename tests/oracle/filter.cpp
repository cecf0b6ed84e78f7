#include "oracle/filter.h"

#include <algorithm>
#include <optional>
#include <string>
#include <variant>
#include <vector>

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

// The words and numbers of a code, in turn: first a word, which may be empty.
std::vector<std::string> parts_of(const std::string& code) {
  std::vector<std::string> parts{""};
  for (const char c : code) {
    const bool is_digit = c >= '0' && c <= '9';
    const bool in_number = parts.size() % 2 == 0;
    if (is_digit != in_number) parts.emplace_back();
    parts.back() += c;
  }
  return parts;
}

// Below zero when the code is before the end, above when it is after.
int beside_end(const std::vector<std::string>& code, const std::vector<std::string>& end) {
  for (std::size_t i = 0; i < end.size(); ++i) {
    if (i == code.size()) return -1;
    if (i % 2 == 0) {
      if (const int order = code[i].compare(end[i]); order != 0) return order;
    } else {
      const auto a = std::stoull(code[i]), b = std::stoull(end[i]);
      if (a != b) return a < b ? -1 : 1;
    }
  }
  return 0;
}

bool in_range(const std::string& code, const requirement::CodeRange& range) {
  const auto parts = parts_of(code);
  if (parts.size() < 2) return false;
  const auto suits = [&](const std::optional<std::string>& end, int wrong) {
    if (!end) return true;
    const auto of_end = parts_of(*end);
    return parts[0] == of_end[0] && beside_end(parts, of_end) * wrong <= 0;
  };
  return suits(range.from, -1) && suits(range.to, 1);
}

bool is_one_of(const std::string& code, const std::vector<requirement::CodeTest>& wanted) {
  for (const requirement::CodeTest& each : wanted) {
    if (const auto* range = std::get_if<requirement::CodeRange>(&each)) {
      if (in_range(code, *range)) return true;
      continue;
    }
    const std::string& text = std::get<std::string>(each);
    if (text.ends_with('*') ? code.starts_with(text.substr(0, text.size() - 1)) : code == text)
      return true;
  }
  return false;
}

std::optional<int> level_in(const std::string& framework, const Achievement& achievement,
                            const Catalogue& catalogue, Date day) {
  if (!achievement.level) return std::nullopt;
  if (achievement.level->framework == framework) return achievement.level->value;
  if (framework != "EQF") return std::nullopt;
  for (const auto& crosswalk : catalogue.crosswalks) {
    if (crosswalk.framework != achievement.level->framework || day < crosswalk.valid_from ||
        (crosswalk.valid_until && *crosswalk.valid_until < day))
      continue;
    for (const auto& [from, to] : crosswalk.levels)
      if (from == achievement.level->value) return to;
  }
  return std::nullopt;
}

bool passes_cost(const requirement::CostRange& range, const Achievement& achievement) {
  for (const credit::Money& each : achievement.cost)
    if (each.currency == range.currency)
      return each.minor >= range.at_least.value_or(each.minor) &&
             each.minor <= range.at_most.value_or(each.minor);
  return false;
}

bool aligned_to_one_of(const std::vector<std::string>& skills, const Achievement& achievement) {
  for (const learning::Outcome& outcome : achievement.outcomes)
    for (const learning::SkillAlignment& skill : outcome.skills)
      if (among(skills, skill.uri)) return true;
  return false;
}

// The tests that look at the achievement.
bool passes_achievement(const Filter& filter, const Achievement* achievement,
                        const Catalogue& catalogue, Date day) {
  if (!filter.codes.empty() && (achievement == nullptr || !has_code(filter.codes, *achievement)))
    return false;
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
  if (filter.cost && (achievement == nullptr || !passes_cost(*filter.cost, *achievement)))
    return false;
  return !filter.level ||
         (achievement != nullptr && at_level(*filter.level, *achievement, catalogue, day));
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

bool has_value(const requirement::AttributeTest& wanted, const std::string& value) {
  if (!wanted.at_least) return wanted.is.empty() || among(wanted.is, value);
  const auto number = Rational::parse(value);
  return number.has_value() && *number >= *wanted.at_least;
}

bool passes_attributes(const std::vector<requirement::AttributeTest>& wanted, const Award& award,
                       const Achievement* achievement) {
  std::vector<requirement::Attribute> all = award.attributes;
  if (achievement != nullptr)
    all.insert(all.end(), achievement->attributes.begin(), achievement->attributes.end());
  for (const requirement::Attribute& each : all)
    for (const requirement::AttributeTest& test : wanted)
      if (each.name == test.name && has_value(test, each.value)) return true;
  return false;
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

bool at_level(const requirement::LevelRange& range, const Achievement& achievement,
              const Catalogue& catalogue, Date day) {
  const std::optional<int> level = level_in(range.framework, achievement, catalogue, day);
  return level && (!range.from || *level >= *range.from) && (!range.to || *level <= *range.to);
}

bool has_code(const std::vector<requirement::CodeTest>& wanted, const Achievement& achievement) {
  for (const std::string& code : achievement.codes)
    if (is_one_of(code, wanted)) return true;
  return false;
}

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
  const Achievement* achievement = catalogue.find_achievement(award.achievement);
  if (!passes_achievement(filter, achievement, catalogue, day)) return false;
  if (!filter.assessments.empty() &&
      !passes_assessment(filter.assessments, award, catalogue.find_achievement(award.achievement)))
    return false;
  if (!filter.labels.empty() && !passes_labels(filter.labels, award, catalogue, day)) return false;
  if (!filter.attributes.empty() &&
      !passes_attributes(filter.attributes, award, catalogue.find_achievement(award.achievement)))
    return false;
  if (filter.grade && !passes_grade(*filter.grade, award, catalogue)) return false;
  if (!filter.scales.empty() && (!award.grade || !among(filter.scales, award.grade->scale)))
    return false;
  if (!filter.origins.empty() && !among(filter.origins, origin_of(award))) return false;
  if (filter.awarded && !passes_dates(*filter.awarded, award, day)) return false;
  if (!filter.any.empty() && std::ranges::none_of(filter.any, passes_it)) return false;
  return std::ranges::all_of(filter.all, passes_it) && std::ranges::none_of(filter.none, passes_it);
}

}  // namespace cairn::oracle

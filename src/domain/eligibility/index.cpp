#include "domain/eligibility/index.h"

#include <algorithm>

namespace cairn::eligibility {
namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

void sort_and_unite(std::vector<std::string>& texts) {
  std::ranges::sort(texts);
  texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
}

Definition define(const learning::Achievement& achievement, std::size_t place) {
  Definition made{achievement.id,
                  place,
                  achievement.kind,
                  achievement.codes,
                  achievement.subjects,
                  {},
                  achievement.participation,
                  achievement.assessment,
                  achievement.labels,
                  achievement.attributes,
                  achievement.level,
                  {},
                  achievement.cost,
                  achievement.workload_hours,
                  achievement.credit,
                  achievement.organization,
                  achievement.consumption};
  for (const learning::Outcome& outcome : achievement.outcomes)
    for (const learning::SkillAlignment& skill : outcome.skills) made.skills.push_back(skill.uri);
  sort_and_unite(made.subjects);
  sort_and_unite(made.skills);
  return made;
}

std::vector<Referenced> in_eqf(const framework::Level& level,
                               const std::vector<framework::Crosswalk>& crosswalks) {
  std::vector<Referenced> found;
  for (const framework::Crosswalk& crosswalk : crosswalks) {
    const auto referenced = crosswalk.levels.find(level.value);
    if (crosswalk.framework == level.framework && referenced != crosswalk.levels.end())
      found.push_back({referenced->second, crosswalk.valid_from, crosswalk.valid_until});
  }
  return found;
}

}  // namespace

Index::Index(const learning::Catalogue& catalogue) {
  for (const learning::Achievement& achievement : catalogue.achievements) {
    definitions_.push_back(define(achievement, definitions_.size()));
    if (achievement.level)
      definitions_.back().in_eqf = in_eqf(*achievement.level, catalogue.crosswalks);
  }
  std::ranges::sort(definitions_, {}, &Definition::id);
  for (int i = 0; i < static_cast<int>(definitions_.size()); ++i)
    numbers_.emplace(definitions_[at(i)].id, i);
  replaces_.resize(definitions_.size());
  for (const learning::Achievement& achievement : catalogue.achievements) {
    if (!achievement.superseded_by) continue;
    const int newer = number_of(*achievement.superseded_by);
    if (newer >= 0) replaces_[at(newer)].push_back(number_of(achievement.id));
  }
  for (const learning::Organization& organization : catalogue.organizations) {
    organizations_.push_back(organization.id);
    if (!organization.labels.empty()) labels_.emplace(organization.id, organization.labels);
  }
  std::ranges::sort(organizations_);
  for (const grade::Scale& scale : catalogue.grade_scales) scales_.emplace(scale.id, scale);
}

int Index::number_of(const AchievementId& id) const {
  const auto found = numbers_.find(id);
  return found == numbers_.end() ? -1 : found->second;
}

const Definition* Index::find(int number) const {
  return number < 0 ? nullptr : &definitions_[at(number)];
}

std::vector<int> Index::met_by(int number) const {
  std::vector<int> found{number};
  for (std::size_t i = 0; i < found.size(); ++i)
    for (const int older : replaces_[at(found[i])])
      if (std::ranges::find(found, older) == found.end()) found.push_back(older);
  std::ranges::sort(found);
  return found;
}

std::pair<int, int> Index::numbers_beginning(std::string_view beginning) const {
  const auto first = std::ranges::lower_bound(
      definitions_, beginning, {},
      [](const Definition& definition) { return std::string_view(definition.id.text()); });
  auto last = first;
  while (last != definitions_.end() && last->id.text().starts_with(beginning)) ++last;
  return {static_cast<int>(first - definitions_.begin()),
          static_cast<int>(last - definitions_.begin())};
}

bool Index::knows(const OrganizationId& organization) const {
  return std::ranges::binary_search(organizations_, organization);
}

const grade::Scale* Index::scale(const grade::ScaleId& id) const {
  const auto found = scales_.find(id);
  return found == scales_.end() ? nullptr : &found->second;
}

}  // namespace cairn::eligibility

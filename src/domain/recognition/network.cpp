#include "domain/recognition/network.h"

#include <algorithm>
#include <tuple>

#include "domain/eligibility/index.h"
#include "domain/requirement/requirement.h"

namespace cairn::recognition {
namespace {

template <class T>
std::span<const T> of(const std::unordered_map<AchievementId, std::vector<T>>& lists,
                      const AchievementId& achievement) {
  const auto found = lists.find(achievement);
  return found == lists.end() ? std::span<const T>() : std::span<const T>(found->second);
}

}  // namespace

Network::Network(const learning::Catalogue& catalogue, std::span<const Agreement> agreements,
                 std::span<const Precedent> precedents)
    : catalogue_(&catalogue), series_(series_of(agreements)) {
  achievements_.reserve(catalogue.achievements.size());
  for (const learning::Achievement& each : catalogue.achievements)
    achievements_.emplace(each.id, &each);
  bool has_condition = false;
  for (const Agreement& agreement : agreements) {
    for (const Term& term : agreement.terms) {
      add(agreement, term);
      has_condition = has_condition || !requirement::tests_nothing(term.where);
    }
    for (const Denial& denial : agreement.denials)
      denials_[denial.achievement].push_back({&agreement, &denial});
  }
  for (auto& [achievement, denials] : denials_)
    std::ranges::sort(denials, {}, [](const StatedDenial& each) {
      return std::tie(each.agreement->id, each.agreement->version);
    });
  for (const Precedent& each : precedents) precedents_[each.facts.achievement].push_back(&each);
  if (has_condition) index_ = std::make_shared<const eligibility::Index>(catalogue);
}

void Network::add(const Agreement& agreement, const Term& term) {
  std::vector<const Group*> sorted;
  for (const Group& group : term.from) sorted.push_back(&group);
  std::ranges::sort(sorted, {}, [](const Group* group) -> const Group& { return *group; });
  for (std::size_t i = 0; i < sorted.size(); ++i) {
    for (const AchievementId& id : *sorted[i])
      naming_[id].push_back(static_cast<int>(groups_.size()));
    groups_.push_back(
        {&agreement, &term, sorted[i], sorted.size() > 1 ? static_cast<int>(i) + 1 : 0});
  }
}

std::span<const int> Network::naming(const AchievementId& achievement) const {
  return of(naming_, achievement);
}

Series Network::series(const AgreementId& agreement) const {
  const auto found = series_.find(agreement);
  return found == series_.end() ? Series() : Series(found->second);
}

std::span<const StatedDenial> Network::denials(const AchievementId& achievement) const {
  return of(denials_, achievement);
}

std::span<const Precedent* const> Network::precedents(const AchievementId& achievement) const {
  return of(precedents_, achievement);
}

grade::Side Network::side(const grade::TableId& table) const {
  const grade::DistributionTable* found = catalogue_->find_grade_table(table);
  CAIRN_ASSERT(found != nullptr);
  return {*catalogue_->find_grade_scale(found->scale), *found};
}

const learning::Achievement* Network::find_achievement(const AchievementId& id) const {
  const auto found = achievements_.find(id);
  return found == achievements_.end() ? nullptr : found->second;
}

}  // namespace cairn::recognition

#include "domain/lint/shelf.h"

#include <functional>
#include <string>

namespace cairn::lint {
namespace {

using requirement::Filter;

std::size_t combined(std::size_t seed, std::size_t value) {
  return seed ^ (value + 0x9e3779b97f4a7c15U + (seed << 6U) + (seed >> 2U));
}

// Of what most often tells filters apart; equal ones have the same.
std::size_t hash_of(const Filter& filter) {
  std::size_t hash = 0;
  for (const auto* texts : {&filter.achievements, &filter.subjects, &filter.skills, &filter.modes})
    for (const std::string& each : *texts) hash = combined(hash, std::hash<std::string>{}(each));
  for (const OrganizationId& each : filter.organizations)
    hash = combined(hash, std::hash<std::string>{}(each.text()));
  for (const auto* inner : {&filter.any, &filter.all, &filter.none})
    for (const Filter& each : *inner) hash = combined(hash, hash_of(each));
  return combined(hash, filter.codes.size());
}

}  // namespace

Shelf::Shelf(const learning::Catalogue& catalogue) : catalogue_(catalogue), index_(catalogue) {}

const learning::Achievement* Shelf::achievement(const AchievementId& id) const {
  return achievement(index_.number_of(id));
}

const learning::Achievement* Shelf::achievement(int number) const {
  const eligibility::Definition* definition = index_.find(number);
  return definition == nullptr ? nullptr : &catalogue_.achievements[definition->place];
}

bool Shelf::is_met_by_itself_alone(const AchievementId& id) const {
  return index_.met_by(index_.number_of(id)).size() == 1;
}

Result<const eligibility::Matcher*> Shelf::matcher(const Filter& filter) const {
  const std::size_t hash = hash_of(filter);
  const auto [first, last] = compiled_.equal_range(hash);
  for (auto each = first; each != last; ++each)
    if (each->second->first == filter) return &each->second->second;
  CAIRN_TRY(auto made, eligibility::Matcher::compile(filter, index_, {}));
  const auto kept =
      compiled_.emplace(hash, std::make_unique<const Compiled>(filter, std::move(made)));
  return &kept->second->second;
}

}  // namespace cairn::lint

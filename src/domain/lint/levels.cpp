#include "domain/lint/levels.h"

#include <set>
#include <variant>

#include "domain/framework/crosswalk.h"
#include "domain/requirement/requirement.h"

namespace cairn::lint {
namespace {

std::optional<int> in_eqf(const framework::Level& level, const learning::Catalogue& catalogue,
                          Date at) {
  const auto found = framework::eqf_level_of(level, catalogue.crosswalks, at);
  const auto* eqf = std::get_if<framework::EqfLevel>(&found);
  return eqf == nullptr ? std::optional<int>() : eqf->value;
}

}  // namespace

std::optional<std::strong_ordering> compare_levels(const learning::Achievement& one,
                                                   const learning::Achievement& other,
                                                   const learning::Catalogue& catalogue, Date at) {
  if (!one.level || !other.level) return std::nullopt;
  const auto a = in_eqf(*one.level, catalogue, at);
  const auto b = in_eqf(*other.level, catalogue, at);
  if (a && b) return *a <=> *b;
  if (one.level->framework != other.level->framework) return std::nullopt;
  return one.level->value <=> other.level->value;
}

std::vector<AchievementId> higher_on_the_way(const std::vector<AchievementId>& named,
                                             const learning::Achievement& achievement,
                                             const Shelf& shelf, Date at) {
  std::set<AchievementId> higher;
  std::set<AchievementId> seen;
  std::vector<AchievementId> open = named;
  while (!open.empty()) {
    const AchievementId id = std::move(open.back());
    open.pop_back();
    const learning::Achievement* each = shelf.achievement(id);
    if (each == nullptr || !seen.insert(id).second) continue;
    const auto compared = compare_levels(*each, achievement, shelf.catalogue(), at);
    if (compared && std::is_gt(*compared)) higher.insert(id);
    if (!compared && each->requirement) requirement::collect_named(*each->requirement, open);
  }
  return {higher.begin(), higher.end()};
}

}  // namespace cairn::lint

#include "domain/framework/crosswalk.h"

#include <algorithm>
#include <tuple>
#include <vector>

namespace cairn::framework {
namespace {

constexpr int kEqfLowest = 1;
constexpr int kEqfHighest = 8;

bool is_eqf_level(int value) { return value >= kEqfLowest && value <= kEqfHighest; }

bool holds_on(const Crosswalk& crosswalk, Date day) {
  return crosswalk.valid_from <= day && (!crosswalk.valid_until || day <= *crosswalk.valid_until);
}

Error broken(const Crosswalk& crosswalk, std::string message) {
  return invalid("crosswalk \"" + crosswalk.id.text() + "\": " + std::move(message));
}

}  // namespace

Result<void> check(const Crosswalk& crosswalk) {
  if (crosswalk.framework == kEqf)
    return broken(crosswalk, "an EQF level is its own; it needs no crosswalk");
  if (crosswalk.levels.empty()) return broken(crosswalk, "it has no levels");
  if (crosswalk.valid_until && *crosswalk.valid_until < crosswalk.valid_from)
    return broken(crosswalk, "it ends before it begins");
  for (const auto& [level, eqf] : crosswalk.levels)
    if (!is_eqf_level(eqf))
      return broken(crosswalk, "level " + std::to_string(level) + " leads to EQF level " +
                                   std::to_string(eqf) + "; the EQF has 1 to 8");
  return {};
}

// In the order of their first days, some two overlap only if two neighbours do.
std::optional<std::pair<CrosswalkId, CrosswalkId>> find_collision(
    std::span<const Crosswalk> crosswalks) {
  std::vector<const Crosswalk*> ordered;
  for (const Crosswalk& crosswalk : crosswalks) ordered.push_back(&crosswalk);
  std::ranges::sort(ordered, [](const Crosswalk* a, const Crosswalk* b) {
    return std::tie(a->framework, a->valid_from, a->id) <
           std::tie(b->framework, b->valid_from, b->id);
  });
  for (std::size_t i = 1; i < ordered.size(); ++i)
    if (ordered[i - 1]->framework == ordered[i]->framework &&
        holds_on(*ordered[i - 1], ordered[i]->valid_from))
      return std::pair{ordered[i - 1]->id, ordered[i]->id};
  return std::nullopt;
}

std::variant<EqfLevel, RefusalReason> eqf_level_of(const Level& level,
                                                   std::span<const Crosswalk> crosswalks, Date on) {
  if (level.framework == kEqf) {
    if (!is_eqf_level(level.value)) return RefusalReason::not_referenced;
    return EqfLevel{level.value, {}, 1};
  }
  RefusalReason why = RefusalReason::no_crosswalk;
  for (const Crosswalk& crosswalk : crosswalks) {
    if (crosswalk.framework != level.framework) continue;
    why = RefusalReason::not_on_that_day;
    if (!holds_on(crosswalk, on)) continue;
    const auto found = crosswalk.levels.find(level.value);
    if (found == crosswalk.levels.end()) return RefusalReason::not_referenced;
    return EqfLevel{found->second, crosswalk.id, crosswalk.version};
  }
  return why;
}

}  // namespace cairn::framework

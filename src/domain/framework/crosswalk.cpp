#include "domain/framework/crosswalk.h"

#include <algorithm>

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

bool collide(const Crosswalk& a, const Crosswalk& b) {
  return a.framework == b.framework && (holds_on(a, b.valid_from) || holds_on(b, a.valid_from));
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

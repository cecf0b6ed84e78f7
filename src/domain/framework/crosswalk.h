// From a framework's levels to the European Qualifications Framework
// (docs/reference/credit-and-grades.md, "Levels").
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <variant>

#include "base/id.h"
#include "base/result.h"
#include "base/time.h"
#include "domain/framework/level.h"

namespace cairn::framework {

using CrosswalkId = Id<struct CrosswalkTag>;

/// The name of the framework that every crosswalk leads to.
inline constexpr const char* kEqf = "EQF";

/// One referencing of a framework, as a competent authority published it.
struct Crosswalk {
  CrosswalkId id;
  int version = 1;
  std::string framework;
  Date valid_from;
  std::optional<Date> valid_until;  ///< last day, inclusive
  /// Level -> EQF level. In some frameworks the first level is the highest.
  std::map<int, int> levels;
};

/// Invalid unless it leads from another framework than the EQF to levels 1 to 8 of it, has a level,
/// and does not end before it begins.
Result<void> check(const Crosswalk& crosswalk);

/// Two crosswalks of one framework that hold on a common day, if any; the same two whatever the
/// order. n log n.
std::optional<std::pair<CrosswalkId, CrosswalkId>> find_collision(
    std::span<const Crosswalk> crosswalks);

struct EqfLevel {
  int value = 1;
  CrosswalkId crosswalk;  ///< empty: the level was one of the EQF already
  int version = 1;
};

enum class RefusalReason {
  no_crosswalk,     ///< none for this framework
  not_on_that_day,  ///< none that holds on the day
  not_referenced,   ///< the day's crosswalk has no such level; for the EQF: 1 to 8
};

/// Which EQF level the level has on the day `on`. Linear;
/// in crosswalks that collide, the first one that holds.
std::variant<EqfLevel, RefusalReason> eqf_level_of(const Level& level,
                                                   std::span<const Crosswalk> crosswalks, Date on);

}  // namespace cairn::framework

#include "app/standing/standings.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "domain/learning/achievement.h"

namespace cairn::standing {

using learning::Achievement;
using learning::AchievementState;

namespace {

bool is_programme(const Achievement& achievement) {
  const bool kind = achievement.kind == AchievementKind::certificate ||
                    achievement.kind == AchievementKind::diploma ||
                    achievement.kind == AchievementKind::degree;
  return kind && achievement.state == AchievementState::published && achievement.requirement;
}

// How much of `whole` is no longer missing, in percent, rounded down.
int percent_there(const audit::Distance& whole, const audit::Distance& left) {
  if (left.is_zero()) return 100;
  // Without credit to count in, leaves are counted.
  const bool by_credit = !whole.credit.is_zero();
  const Rational all = by_credit ? whole.credit : Rational(whole.missing);
  const Rational rest = by_credit ? left.credit : Rational(left.missing);
  const auto there = subtract(all, rest);
  if (!there || there->is_negative() || all.is_zero()) return 0;
  const auto share = divide(*there, all);
  const auto scaled = share ? multiply(*share, Rational(100)) : share;
  if (!scaled) return 0;
  return std::min(99, static_cast<int>(scaled->numerator() / scaled->denominator()));
}

// Credit of different systems is not comparable; the number of missing leaves is.
auto order_key(const Standing& standing) {
  const audit::Distance& distance = standing.audit.distance;
  return std::tuple(standing.percent == 0, distance.missing, distance.system, distance.credit,
                    standing.programme.goal());
}

}  // namespace

std::vector<Standing> standings(const learning::Catalogue& catalogue,
                                const learning::Record& record, Date at) {
  std::vector<Standing> found;
  for (const Achievement& achievement : catalogue.achievements) {
    if (!is_programme(achievement)) continue;
    auto programme = audit::Programme::compile(achievement.id, catalogue);
    if (!programme) continue;
    auto audit = audit::evaluate(*programme, record, {at});
    const auto untouched = audit::evaluate(*programme, {}, {at});
    if (!audit || !untouched) continue;
    const int percent = percent_there(untouched->distance, audit->distance);
    found.push_back({std::move(programme).value(), std::move(audit).value(), percent});
  }
  std::ranges::sort(
      found, [](const Standing& a, const Standing& b) { return order_key(a) < order_key(b); });
  return found;
}

}  // namespace cairn::standing

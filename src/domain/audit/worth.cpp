#include "domain/audit/worth.h"

namespace cairn::audit {

using requirement::Key;

std::optional<Rational> worth_at(const ProgrammeNode& leaf, const learning::Award& award,
                                 int achievement, const eligibility::Index& index, Date day) {
  if (!leaf.accepts.passes(award, achievement, day)) return std::nullopt;
  if (leaf.kind == NodeKind::holds) return Rational(1);
  if (leaf.kind == NodeKind::points) {
    std::optional<Rational> best;
    for (const PointsLine& line : leaf.lines)
      if (line.where.passes(award, achievement, day) && (!best || line.points > *best))
        best = line.points;
    return best;
  }
  const Rational worth = worth_in(leaf.unit, award, achievement, index);
  return worth.is_zero() ? std::nullopt : std::optional(worth);
}

Rational worth_in(const Unit& unit, const learning::Award& award, int achievement,
                  const eligibility::Index& index) {
  switch (unit.measure) {
    case Unit::Measure::awards:
      return Rational(1);
    case Unit::Measure::hours: {
      const eligibility::Definition* definition = index.find(achievement);
      return definition == nullptr ? Rational(0) : Rational(definition->hours.value_or(0));
    }
    case Unit::Measure::credit:
      for (const credit::Amount& amount : award.credit)
        if (amount.system == unit.system && amount.value > Rational(0)) return amount.value;
  }
  return Rational(0);
}

std::vector<std::string> values_of(Key key, const learning::Award& award, int achievement,
                                   const eligibility::Index& index) {
  if (key == Key::organization) return {award.organization.text()};
  if (key == Key::subject) {
    const eligibility::Definition* definition = index.find(achievement);
    return definition == nullptr ? std::vector<std::string>() : definition->subjects;
  }
  const std::string& value = key == Key::term ? award.term : award.achievement.text();
  return value.empty() ? std::vector<std::string>() : std::vector{value};
}

}  // namespace cairn::audit

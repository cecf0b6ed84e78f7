#include "domain/lint/bounds.h"

#include <algorithm>
#include <utility>

#include "domain/lint/covers.h"
#include "domain/lint/structure.h"

namespace cairn::lint {
namespace {

using requirement::Filter;
using requirement::Holds;
using requirement::Node;
using requirement::Points;
using requirement::Sum;
using requirement::Unit;

using Bound = std::optional<Rational>;

constexpr int kNodesMax = 10'000;  ///< no tree has more after expansion

const Rational kOne(1);

bool counts_awards(const Unit& unit) { return unit.measure == Unit::Measure::awards; }
bool counts_hours(const Unit& unit) { return unit.measure == Unit::Measure::hours; }

/// The sum of the first `count` of them, in the order that is asked for.
Result<Rational> sum_of(std::vector<Rational> values, std::size_t count, bool greatest_first) {
  std::ranges::sort(values);
  if (greatest_first) std::ranges::reverse(values);
  Rational total;
  for (std::size_t i = 0; i < std::min(count, values.size()); ++i) {
    CAIRN_TRY(total, cairn::add(total, values[i]));
  }
  return total;
}

/// The least whole number that times `each`, above zero, makes no less than `whole`.
Result<Rational> times_needed(const Rational& whole, const Rational& each) {
  CAIRN_TRY(const Rational quotient, divide(whole, each));
  const std::int64_t floor = quotient.numerator() / quotient.denominator();
  return Rational(quotient.denominator() == 1 ? floor : floor + 1);
}

/// How many children of a group are picked, at least and at most.
struct Picked {
  std::size_t least = 0;
  std::size_t most = 0;
};

Picked picked(const Node& node) {
  const std::size_t all = requirement::children_of(node).size();
  const auto* some = std::get_if<requirement::AtLeast>(&node.rule);
  if (some == nullptr) return {all, all};
  return {static_cast<std::size_t>(some->count),
          static_cast<std::size_t>(some->at_most.value_or(some->count))};
}

/// The hours of one award that passes a filter; catalogues alone state them.
struct HoursOfOne {
  Rational least;
  Rational most;
};

Result<HoursOfOne> hours_of_one(const Filter& filter, const Shelf& shelf) {
  CAIRN_TRY(const eligibility::Matcher* matcher, shelf.matcher(filter));
  std::optional<HoursOfOne> hours;
  shelf.each_suited(*matcher, [&](int number) {
    const eligibility::Definition* definition = shelf.index().find(number);
    const Rational own(definition == nullptr ? 0 : definition->hours.value_or(0));
    if (!hours) hours = {own, own};
    hours = {std::min(hours->least, own), std::max(hours->most, own)};
    return true;
  });
  return hours.value_or(HoursOfOne{});
}

class Least {
 public:
  Least(const Measured& measured, const Shelf& shelf) : measured_(measured), shelf_(shelf) {}

  Result<Rational> below(const Node& node) {
    if (--nodes_left_ < 0) return Rational(0);
    if (const auto* sum = std::get_if<Sum>(&node.rule)) return by(*sum);
    if (const auto* holds = std::get_if<Holds>(&node.rule)) return by(*holds, node);
    if (const auto* points = std::get_if<Points>(&node.rule)) return by(*points);
    std::vector<Rational> values;
    for (const Node& child : requirement::children_of(node)) {
      CAIRN_TRY(values.emplace_back(), below(child));
    }
    if (const auto* when = std::get_if<requirement::When>(&node.rule)) {
      if (when->children.size() < 2) return Rational(0);
      return std::ranges::min(values);
    }
    return sum_of(std::move(values), picked(node).least, false);
  }

 private:
  Result<Rational> by(const Sum& sum) const {
    CAIRN_TRY(const bool all, covers(measured_.where, sum.filter, shelf_));
    if (!all) return Rational(0);
    const Unit unit = requirement::unit_of(sum.minimum);
    const Rational minimum = requirement::value_of(sum.minimum);
    if (unit == measured_.unit) return minimum;
    if (counts_awards(measured_.unit) && !counts_hours(unit)) return kOne;
    if (!counts_hours(measured_.unit) && !counts_hours(unit)) return Rational(0);
    CAIRN_TRY(const HoursOfOne hours, hours_of_one(sum.filter, shelf_));
    if (counts_awards(measured_.unit))
      return hours.most > Rational(0) ? times_needed(minimum, hours.most) : kOne;
    return counts_awards(unit) ? multiply(minimum, hours.least) : Rational(0);
  }

  Result<Rational> by(const Holds& holds, const Node& node) {
    CAIRN_TRY(const Rational own, by_award(holds));
    const Node* rest = rests_on(node, shelf_);
    if (rest == nullptr || own == Rational(0)) return own;
    CAIRN_TRY(const Rational instead, below(*rest));
    return std::min(own, instead);
  }

  Result<Rational> by_award(const Holds& holds) const {
    const auto filter = filter_of(holds);
    if (!filter) return Rational(0);
    CAIRN_TRY(const bool all, covers(measured_.where, *filter, shelf_));
    if (!all) return Rational(0);
    if (counts_awards(measured_.unit)) return kOne;
    if (!counts_hours(measured_.unit)) return Rational(0);
    CAIRN_TRY(const HoursOfOne hours, hours_of_one(*filter, shelf_));
    return hours.least;
  }

  Result<Rational> by(const Points& points) const {
    if (!counts_awards(measured_.unit)) return Rational(0);
    Rational best;
    for (const Points::Line& line : points.lines) {
      CAIRN_TRY(const bool all, covers(measured_.where, line.filter, shelf_));
      if (!all) return Rational(0);
      best = std::max(best, line.points);
    }
    return best > Rational(0) ? times_needed(points.minimum, best) : kOne;
  }

  const Measured& measured_;
  const Shelf& shelf_;
  int nodes_left_ = kNodesMax;
};

class Most {
 public:
  Most(const Measured& measured, Wanted wanted, const Shelf& shelf)
      : measured_(measured), wanted_(wanted), shelf_(shelf) {}

  Result<Bound> below(const Node& node, std::size_t limits) {
    if (--nodes_left_ < 0) return Bound();
    CAIRN_TRY(Bound most, by_rule(node));
    for (const requirement::Limit& limit : std::span(node.limits).first(limits)) {
      const bool is_plain =
          !limit.per && std::holds_alternative<requirement::Quantity>(limit.at_most);
      if (!is_plain || requirement::unit_of(limit.at_most) != measured_.unit) continue;
      CAIRN_TRY(const bool limited, limits_all(limit));
      const Rational allowed = requirement::value_of(limit.at_most);
      if (limited && (!most || allowed < *most)) most = allowed;
    }
    return most;
  }

 private:
  Result<Bound> by_rule(const Node& node) {
    if (const auto* sum = std::get_if<Sum>(&node.rule)) return by(*sum);
    if (const auto* holds = std::get_if<Holds>(&node.rule)) return by(*holds, node);
    if (const auto* points = std::get_if<Points>(&node.rule)) return by(*points);
    std::vector<Rational> values;
    for (const Node& child : requirement::children_of(node)) {
      CAIRN_TRY(const Bound each, below(child, child.limits.size()));
      if (!each) return Bound();
      values.push_back(*each);
    }
    const bool chooses = std::holds_alternative<requirement::When>(node.rule);
    CAIRN_TRY(const Rational total,
              sum_of(std::move(values), chooses ? 1 : picked(node).most, true));
    return Bound(total);
  }

  Result<bool> limits_all(const requirement::Limit& limit) const {
    for (const Filter& where : measured_.where) {
      CAIRN_TRY(const bool all, covers(limit.where, where, shelf_));
      if (!all) return false;
    }
    return true;
  }

  Result<bool> is_out_of_reach(const Filter& filter) const {
    for (const Filter& where : measured_.where) {
      CAIRN_TRY(const bool apart, is_apart(where, filter, shelf_));
      if (!apart) return false;
    }
    return true;
  }

  // In the unit that is measured, of so many awards that pass the filter.
  Result<Bound> worth_of(const Rational& awards, const Filter& filter) const {
    if (counts_awards(measured_.unit)) return Bound(awards);
    if (!counts_hours(measured_.unit)) return Bound();
    CAIRN_TRY(const HoursOfOne hours, hours_of_one(filter, shelf_));
    CAIRN_TRY(const Rational worth, multiply(awards, hours.most));
    return Bound(worth);
  }

  Result<Bound> by(const Sum& sum) const {
    CAIRN_TRY(const bool apart, is_out_of_reach(sum.filter));
    if (apart) return Bound(Rational(0));
    const Unit unit = requirement::unit_of(sum.minimum);
    if (sum.maximum && unit == measured_.unit) return Bound(requirement::value_of(*sum.maximum));
    if (!counts_awards(unit)) return Bound();
    if (wanted_ == Wanted::what_is_needed)
      return worth_of(requirement::value_of(sum.minimum), sum.filter);
    if (sum.maximum) return worth_of(requirement::value_of(*sum.maximum), sum.filter);
    return Bound();
  }

  Result<Bound> by(const Holds& holds, const Node& node) {
    CAIRN_TRY(const Bound own, by_award(holds));
    const Node* rest = rests_on(node, shelf_);
    if (rest == nullptr || !own) return own;
    // Its conditions and shares may want more there.
    const Wanted wanted = std::exchange(wanted_, Wanted::anything);
    const auto instead = below(*rest, rest->limits.size());
    wanted_ = wanted;
    if (!instead) return instead.error();
    return *instead ? Bound(std::max(*own, **instead)) : Bound();
  }

  Result<Bound> by_award(const Holds& holds) const {
    const auto filter = filter_of(holds);
    if (!filter) return Bound();
    CAIRN_TRY(const bool apart, is_out_of_reach(*filter));
    if (apart) return Bound(Rational(0));
    return wanted_ == Wanted::what_is_needed ? worth_of(kOne, *filter) : Bound();
  }

  Result<Bound> by(const Points& points) const {
    for (const Points::Line& line : points.lines) {
      CAIRN_TRY(const bool apart, is_out_of_reach(line.filter));
      if (!apart) return Bound();
    }
    return Bound(Rational(0));
  }

  const Measured& measured_;
  Wanted wanted_;
  const Shelf& shelf_;
  int nodes_left_ = kNodesMax;
};

}  // namespace

std::optional<Filter> filter_of(const Holds& holds) {
  if (!holds.filter.achievements.empty()) return std::nullopt;
  Filter filter = holds.filter;
  filter.achievements = {holds.achievement.text()};
  return filter;
}

Result<Rational> least_applied(const Node& node, const Measured& measured, const Shelf& shelf) {
  return Least(measured, shelf).below(node);
}

Result<std::optional<Rational>> most_applied(const Node& node, const Measured& measured,
                                             Wanted wanted, const Shelf& shelf,
                                             std::size_t own_limits) {
  return Most(measured, wanted, shelf).below(node, own_limits);
}

}  // namespace cairn::lint

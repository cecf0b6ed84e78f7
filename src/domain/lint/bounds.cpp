#include "domain/lint/bounds.h"

#include <algorithm>
#include <vector>

#include "domain/eligibility/matcher.h"
#include "domain/lint/covers.h"

namespace cairn::lint {
namespace {

using requirement::Filter;
using requirement::Holds;
using requirement::Node;
using requirement::Points;
using requirement::Sum;
using requirement::Unit;

bool counts_awards(const Unit& unit) { return unit.measure == Unit::Measure::awards; }

const Rational kOne(1);

/// What a `holds` accepts, where nothing can stand for it.
std::optional<Filter> filter_of(const Holds& holds, const Shelf& shelf) {
  const learning::Achievement* named = shelf.catalogue.find_achievement(holds.achievement);
  if (named == nullptr || named->requirement || !holds.filter.achievements.empty())
    return std::nullopt;
  Filter filter = holds.filter;
  filter.achievements = {holds.achievement.text()};
  return filter;
}

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

class Least {
 public:
  Least(const Measured& measured, const Shelf& shelf) : measured_(measured), shelf_(shelf) {}

  Result<Rational> below(const Node& node) const {
    if (const auto* sum = std::get_if<Sum>(&node.rule)) return by(*sum);
    if (const auto* holds = std::get_if<Holds>(&node.rule)) return by(*holds);
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
    const bool same_unit = requirement::unit_of(sum.minimum) == measured_.unit;
    if (!same_unit && !counts_awards(measured_.unit)) return Rational(0);
    CAIRN_TRY(const bool all, covers(measured_.where, sum.filter, shelf_.index));
    if (!all) return Rational(0);
    return same_unit ? requirement::value_of(sum.minimum) : kOne;
  }

  Result<Rational> by(const Holds& holds) const {
    const auto filter = filter_of(holds, shelf_);
    if (!filter || !counts_awards(measured_.unit)) return Rational(0);
    CAIRN_TRY(const bool all, covers(measured_.where, *filter, shelf_.index));
    return all ? kOne : Rational(0);
  }

  const Measured& measured_;
  const Shelf& shelf_;
};

class Most {
 public:
  Most(const Measured& measured, Wanted wanted, const Shelf& shelf)
      : measured_(measured), wanted_(wanted), shelf_(shelf) {}

  using Bound = std::optional<Rational>;

  Result<Bound> below(const Node& node) const {
    if (const auto* sum = std::get_if<Sum>(&node.rule)) return by(*sum);
    if (const auto* holds = std::get_if<Holds>(&node.rule)) return by(*holds);
    if (const auto* points = std::get_if<Points>(&node.rule)) return by(*points);
    std::vector<Rational> values;
    for (const Node& child : requirement::children_of(node)) {
      CAIRN_TRY(const Bound each, below(child));
      if (!each) return Bound();
      values.push_back(*each);
    }
    const bool chooses = std::holds_alternative<requirement::When>(node.rule);
    CAIRN_TRY(const Rational total,
              sum_of(std::move(values), chooses ? 1 : picked(node).most, true));
    return Bound(total);
  }

 private:
  Result<Bound> by(const Sum& sum) const {
    if (sum.maximum && requirement::unit_of(*sum.maximum) == measured_.unit)
      return Bound(requirement::value_of(*sum.maximum));
    CAIRN_TRY(const bool apart, is_apart(measured_.where, sum.filter, shelf_.index));
    if (apart) return Bound(Rational(0));
    const bool as_many = wanted_ == Wanted::what_is_needed && counts_awards(measured_.unit) &&
                         requirement::unit_of(sum.minimum) == measured_.unit;
    return as_many ? Bound(requirement::value_of(sum.minimum)) : Bound();
  }

  Result<Bound> by(const Holds& holds) const {
    const auto filter = filter_of(holds, shelf_);
    if (!filter) return Bound();
    CAIRN_TRY(const bool apart, is_apart(measured_.where, *filter, shelf_.index));
    if (apart) return Bound(Rational(0));
    const bool needs_one = wanted_ == Wanted::what_is_needed && counts_awards(measured_.unit);
    return needs_one ? Bound(kOne) : Bound();
  }

  Result<Bound> by(const Points& points) const {
    for (const Points::Line& line : points.lines) {
      CAIRN_TRY(const bool apart, is_apart(measured_.where, line.filter, shelf_.index));
      if (!apart) return Bound();
    }
    return Bound(Rational(0));
  }

  const Measured& measured_;
  const Wanted wanted_;
  const Shelf& shelf_;
};

}  // namespace

Result<Rational> least_applied(const Node& node, const Measured& measured, const Shelf& shelf) {
  return Least(measured, shelf).below(node);
}

Result<std::optional<Rational>> most_applied(const Node& node, const Measured& measured,
                                             Wanted wanted, const Shelf& shelf) {
  return Most(measured, wanted, shelf).below(node);
}

}  // namespace cairn::lint

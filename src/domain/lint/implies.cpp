#include "domain/lint/implies.h"

#include <algorithm>
#include <optional>
#include <string>

namespace cairn::lint {
namespace {

using requirement::All;
using requirement::Applied;
using requirement::AtLeast;
using requirement::Average;
using requirement::Avoid;
using requirement::Distinct;
using requirement::Fact;
using requirement::Holds;
using requirement::Limit;
using requirement::Node;
using requirement::Points;
using requirement::Quantity;
using requirement::Repeats;
using requirement::Rule;
using requirement::Same;
using requirement::Split;
using requirement::Sum;
using requirement::When;

bool is_met_by(const Fact& fact, const std::string& value) {
  if (!fact.at_least) return std::ranges::find(fact.is, value) != fact.is.end();
  const Result<Rational> number = Rational::parse(value);
  return number && *number >= *fact.at_least;
}

template <class Amount>
bool is_same_amount(const Amount& one, const Amount& other) {
  return requirement::unit_of(one) == requirement::unit_of(other) &&
         requirement::value_of(one) == requirement::value_of(other);
}

bool is_same_amount(const std::optional<Quantity>& one, const std::optional<Quantity>& other) {
  return one.has_value() == other.has_value() && (!one || is_same_amount(*one, *other));
}

bool follows(const Applied& one, const Applied& other) {
  return one.in == other.in && one.where == other.where && one.unshared == other.unshared &&
         is_same_amount(one.last, other.last) && one.minimum.index() == other.minimum.index() &&
         requirement::unit_of(one.minimum) == requirement::unit_of(other.minimum) &&
         requirement::value_of(one.minimum) >= requirement::value_of(other.minimum);
}

bool follows(const Distinct& one, const Distinct& other) {
  const bool is_as_low = !other.maximum || (one.maximum && *one.maximum <= *other.maximum);
  return one.in == other.in && one.key == other.key && one.where == other.where &&
         one.minimum >= other.minimum && is_as_low;
}

// Over the record, what is kept above each of them may differ.
bool is_same_mean(const Average& one, const Average& other) {
  return !one.in.empty() && one.in == other.in && one.scale == other.scale &&
         one.system == other.system && one.where == other.where;
}

bool follows(const Average& one, const Average& other, const learning::Catalogue& catalogue) {
  const grade::Scale* scale = catalogue.find_grade_scale(one.scale);
  return scale != nullptr && is_same_mean(one, other) &&
         grade::is_mean_as_good(one.minimum, other.minimum, grade::less_is_better(*scale));
}

bool follows(const Fact& one, const Fact& other) {
  return one.name == other.name && implies(one, other);
}

bool is_same_rule(const Holds& one, const Holds& other) {
  return one.achievement == other.achievement && one.filter == other.filter;
}

bool is_same_rule(const Sum& one, const Sum& other) {
  return is_same_amount(one.minimum, other.minimum) && is_same_amount(one.maximum, other.maximum) &&
         one.filter == other.filter;
}

bool is_same_rule(const Points& one, const Points& other) {
  return one.minimum == other.minimum &&
         std::ranges::equal(one.lines, other.lines,
                            [](const Points::Line& a, const Points::Line& b) {
                              return a.points == b.points && a.filter == b.filter;
                            });
}

bool is_same_rule(const Average& one, const Average& other) {
  return is_same_mean(one, other) && one.minimum == other.minimum;
}

bool is_same_rule(const AtLeast& one, const AtLeast& other) {
  return one.count == other.count && one.at_most == other.at_most;
}

bool is_same_rule(const Same& one, const Same& other) { return one.key == other.key; }

bool is_same_rule(const All& /*one*/, const All& /*other*/) { return true; }

/// Facts, and conditions on the same node.
template <class Leaf>
bool is_same_rule(const Leaf& one, const Leaf& other) {
  return follows(one, other) && follows(other, one);
}

bool is_same_rule(const When& one, const When& other) { return is_same_rule(one.fact, other.fact); }

bool is_same_limit(const Limit& one, const Limit& other) {
  return one.at_most.index() == other.at_most.index() &&
         is_same_amount(one.at_most, other.at_most) && one.where == other.where &&
         one.per == other.per;
}

bool is_same_avoid(const Avoid& one, const Avoid& other) {
  return one.weight == other.weight && one.where == other.where;
}

bool is_same_split(const std::optional<Split>& one, const std::optional<Split>& other) {
  return one.has_value() == other.has_value() &&
         (!one || (one->step == other->step && one->where == other->where));
}

bool is_same_repeats(const std::optional<Repeats>& one, const std::optional<Repeats>& other) {
  return one.has_value() == other.has_value() &&
         (!one || (one->keep == other->keep && one->scale == other->scale &&
                   one->averaged == other->averaged));
}

bool has_same_rules(const Node& one, const Node& other) {
  return one.sharing.empty() && other.sharing.empty() && one.stacked == other.stacked &&
         is_same_split(one.split, other.split) && is_same_repeats(one.repeats, other.repeats) &&
         std::ranges::equal(one.limits, other.limits, is_same_limit) &&
         std::ranges::equal(one.avoid, other.avoid, is_same_avoid);
}

}  // namespace

bool excludes(const Fact& one, const Fact& other) {
  if (one.at_least && other.at_least) return false;
  const Fact& listed = one.at_least ? other : one;
  const Fact& beside = one.at_least ? one : other;
  return std::ranges::none_of(listed.is,
                              [&](const std::string& each) { return is_met_by(beside, each); });
}

bool implies(const Fact& one, const Fact& other) {
  if (one.at_least) return other.at_least && *one.at_least >= *other.at_least;
  return std::ranges::all_of(one.is,
                             [&](const std::string& each) { return is_met_by(other, each); });
}

bool implies(const Rule& one, const Rule& other, const learning::Catalogue& catalogue) {
  return std::visit(
      [&](const auto& first) {
        using Leaf = std::decay_t<decltype(first)>;
        const auto* second = std::get_if<Leaf>(&other);
        if constexpr (requires { follows(first, first); }) {
          return second != nullptr && follows(first, *second);
        } else if constexpr (requires { follows(first, first, catalogue); }) {
          return second != nullptr && follows(first, *second, catalogue);
        } else {
          return false;
        }
      },
      one);
}

bool is_alike(const Node& one, const Node& other) {
  const bool is_same = std::visit(
      [&](const auto& first) {
        const auto* second = std::get_if<std::decay_t<decltype(first)>>(&other.rule);
        return second != nullptr && is_same_rule(first, *second);
      },
      one.rule);
  const auto& children = requirement::children_of(one);
  const auto& others = requirement::children_of(other);
  if (!is_same || !has_same_rules(one, other) || children.size() != others.size()) return false;
  // The branches of a `when` have their places.
  return std::holds_alternative<When>(one.rule)
             ? std::ranges::equal(children, others, is_alike)
             : std::ranges::is_permutation(children, others, is_alike);
}

}  // namespace cairn::lint

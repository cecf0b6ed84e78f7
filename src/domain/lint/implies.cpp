#include "domain/lint/implies.h"

#include <algorithm>
#include <optional>
#include <string>

namespace cairn::lint {
namespace {

using requirement::Applied;
using requirement::Average;
using requirement::Distinct;
using requirement::Fact;
using requirement::Holds;
using requirement::Points;
using requirement::Portion;
using requirement::Quantity;
using requirement::Rule;
using requirement::Sum;

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

bool is_alike(const Holds& one, const Holds& other) {
  return one.achievement == other.achievement && one.filter == other.filter;
}

bool is_alike(const Sum& one, const Sum& other) {
  return is_same_amount(one.minimum, other.minimum) && is_same_amount(one.maximum, other.maximum) &&
         one.filter == other.filter;
}

bool is_alike(const Points& one, const Points& other) {
  return one.minimum == other.minimum &&
         std::ranges::equal(one.lines, other.lines,
                            [](const Points::Line& a, const Points::Line& b) {
                              return a.points == b.points && a.filter == b.filter;
                            });
}

bool is_alike(const Average& one, const Average& other) {
  return is_same_mean(one, other) && one.minimum == other.minimum;
}

template <class Leaf>
bool is_alike(const Leaf& one, const Leaf& other) {
  return follows(one, other) && follows(other, one);
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

bool asks_the_same(const Rule& one, const Rule& other) {
  return std::visit(
      [&](const auto& first) {
        using Leaf = std::decay_t<decltype(first)>;
        if constexpr (requires { first.children; }) {
          return false;
        } else {
          const auto* second = std::get_if<Leaf>(&other);
          return second != nullptr && is_alike(first, *second);
        }
      },
      one);
}

}  // namespace cairn::lint

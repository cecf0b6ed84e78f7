#include "domain/lint/values.h"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

#include "domain/lint/bounds.h"
#include "domain/lint/covers.h"
#include "domain/lint/structure.h"

namespace cairn::lint {
namespace {

using requirement::Filter;
using requirement::Key;
using requirement::Node;
using requirement::Unit;

using Values = std::set<std::string>;

/// One of which made each award that passes; nothing where the filter does not say.
std::optional<Values> organizations_of(const Filter& filter) {
  Values values;
  for (const OrganizationId& each : filter.organizations) values.insert(each.text());
  if (!values.empty()) return values;
  for (const Filter& part : filter.all)
    if (auto asked = organizations_of(part)) return asked;
  for (const Filter& part : filter.any) {
    const auto asked = organizations_of(part);
    if (!asked) return std::nullopt;
    values.insert(asked->begin(), asked->end());
  }
  return values.empty() ? std::nullopt : std::optional(std::move(values));
}

/// What each leaf accepts; nothing where one of them does not say.
std::optional<std::vector<Filter>> filters_of(const Node& leaf) {
  if (const auto* sum = std::get_if<requirement::Sum>(&leaf.rule)) return std::vector{sum->filter};
  std::vector<Filter> filters;
  if (const auto* points = std::get_if<requirement::Points>(&leaf.rule))
    for (const requirement::Points::Line& line : points->lines) filters.push_back(line.filter);
  if (const auto* holds = std::get_if<requirement::Holds>(&leaf.rule)) {
    auto filter = filter_of(*holds);
    if (!filter) return std::nullopt;
    filters.push_back(std::move(*filter));
  }
  return filters;
}

class Finder {
 public:
  Finder(const Valued& valued, const Shelf& shelf) : valued_(valued), shelf_(shelf) {}

  // False where awards below the node may have any value.
  Result<bool> collect_possible(const Node& node, Values& possible) {
    const Filter anything;
    auto filters = filters_of(node).value_or(std::vector{anything});
    if (rests_on(node, shelf_) != nullptr) filters.push_back(anything);
    for (const Filter& filter : filters) {
      CAIRN_TRY(const bool apart, is_apart(valued_.where, filter, shelf_));
      if (apart) continue;
      CAIRN_TRY(const auto values, values_of(filter));
      if (!values) return false;
      possible.insert(values->begin(), values->end());
    }
    for (const Node& child : requirement::children_of(node)) {
      CAIRN_TRY(const bool is_bounded, collect_possible(child, possible));
      if (!is_bounded) return false;
    }
    return true;
  }

  // For each leaf that must be satisfied: values of which it brings one.
  Result<void> collect_needed(const Node& node, std::vector<Values>& needed) {
    const auto filters = filters_of(node);
    if (filters && filters->size() == 1 && rests_on(node, shelf_) == nullptr) {
      const Filter& filter = filters->front();
      CAIRN_TRY(const bool all, covers(valued_.where, filter, shelf_));
      if (!all) return {};
      CAIRN_TRY(auto values, values_needed(filter));
      if (!values.empty()) needed.push_back(std::move(values));
    }
    if (!needs_all(node)) return {};
    for (const Node& child : requirement::children_of(node))
      CAIRN_CHECK(collect_needed(child, needed));
    return {};
  }

 private:
  // All that an award could have that passes both filters.
  Result<std::optional<Values>> values_of(const Filter& filter) const {
    if (valued_.key == Key::term) return std::optional<Values>();
    if (valued_.key == Key::organization) {
      auto asked = organizations_of(filter);
      return asked ? asked : organizations_of(valued_.where);
    }
    CAIRN_TRY(const eligibility::Matcher* accepted, shelf_.matcher(filter));
    CAIRN_TRY(const eligibility::Matcher* looked_at, shelf_.matcher(valued_.where));
    Values values;
    const bool is_known = shelf_.each_suited(*accepted, [&](int number) {
      if (!looked_at->may_pass(number)) return true;
      add_values(number, values);
      return number >= 0 || valued_.key == Key::subject;
    });
    return is_known ? std::optional(std::move(values)) : std::nullopt;
  }

  // What the catalogue does not know has no subject.
  void add_values(int number, Values& values) const {
    const eligibility::Definition* definition = shelf_.index().find(number);
    if (definition == nullptr) return;
    if (valued_.key == Key::achievement) values.insert(definition->id.text());
    if (valued_.key == Key::subject)
      values.insert(definition->subjects.begin(), definition->subjects.end());
  }

  // One of which an award has that passes the filter; none where that is not certain.
  Result<Values> values_needed(const Filter& filter) const {
    if (valued_.key == Key::organization) return organizations_of(filter).value_or(Values());
    if (valued_.key == Key::subject) return Values(filter.subjects.begin(), filter.subjects.end());
    CAIRN_TRY(const eligibility::Matcher* matcher, shelf_.matcher(filter));
    if (valued_.key == Key::term || !matcher->restricts_achievements()) return Values();
    Values values;
    for (const int number : matcher->accepted()) add_values(number, values);
    return values;
  }

  const Valued& valued_;
  const Shelf& shelf_;
};

bool is_disjoint(const Values& one, const Values& other) {
  return std::ranges::none_of(one, [&](const std::string& each) { return other.contains(each); });
}

/// How many of the lists have nothing in common, the shortest taken first: as many values at least
/// are needed to have one of each.
std::size_t apart_from_each_other(std::vector<Values> lists) {
  std::ranges::stable_sort(lists, {}, &Values::size);
  Values taken;
  std::size_t count = 0;
  for (const Values& each : lists) {
    if (!is_disjoint(each, taken)) continue;
    taken.insert(each.begin(), each.end());
    ++count;
  }
  return count;
}

/// How many values one award has, at most.
Result<std::size_t> values_of_one(const Valued& valued, const Shelf& shelf) {
  if (valued.key != Key::subject) return std::size_t{1};
  CAIRN_TRY(const eligibility::Matcher* looked_at, shelf.matcher(valued.where));
  std::size_t most = 0;
  shelf.each_suited(*looked_at, [&](int number) {
    const eligibility::Definition* definition = shelf.index().find(number);
    if (definition != nullptr) most = std::max(most, definition->subjects.size());
    return true;
  });
  return most;
}

}  // namespace

// Every award is made by an organization.
Result<std::size_t> least_values(const Node& node, const Valued& valued, const Shelf& shelf) {
  std::vector<Values> needed;
  CAIRN_CHECK(Finder(valued, shelf).collect_needed(node, needed));
  const std::size_t apart = apart_from_each_other(std::move(needed));
  if (apart > 0 || valued.key != Key::organization) return apart;
  CAIRN_TRY(const Rational awards,
            least_applied(node, {{Unit::Measure::awards, {}}, {valued.where}}, shelf));
  return std::size_t{awards > Rational(0) ? 1U : 0U};
}

// An award has one value of each key, but for subjects: those of its achievement.
Result<std::optional<std::size_t>> most_values(const Node& node, const Valued& valued,
                                               const Shelf& shelf) {
  Values possible;
  CAIRN_TRY(const bool is_bounded, Finder(valued, shelf).collect_possible(node, possible));
  std::optional<std::size_t> most;
  if (is_bounded) most = possible.size();
  CAIRN_TRY(const auto awards, most_applied(node, {{Unit::Measure::awards, {}}, {valued.where}},
                                            Wanted::anything, shelf, node.limits.size()));
  if (!awards) return most;
  const auto whole = static_cast<std::size_t>(awards->numerator() / awards->denominator());
  CAIRN_TRY(const std::size_t each, values_of_one(valued, shelf));
  return std::optional(std::min(most.value_or(whole * each), whole * each));
}

}  // namespace cairn::lint

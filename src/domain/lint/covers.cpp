#include "domain/lint/covers.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "domain/eligibility/matcher.h"

namespace cairn::lint {
namespace {

using eligibility::Matcher;
using requirement::Filter;

// An empty list tests nothing.
template <class T>
bool is_within(const std::vector<T>& narrow, const std::vector<T>& wide) {
  if (wide.empty()) return true;
  return !narrow.empty() && std::ranges::all_of(narrow, [&](const T& each) {
    return std::ranges::find(wide, each) != wide.end();
  });
}

// What a filter asks of awards themselves is compared as it is written.
bool asks_the_same_of_awards(const Filter& where, const Filter& leaf) {
  return is_within(leaf.organizations, where.organizations) &&
         is_within(leaf.scales, where.scales) && is_within(leaf.origins, where.origins) &&
         is_within(leaf.assessments, where.assessments) && is_within(leaf.labels, where.labels) &&
         is_within(leaf.attributes, where.attributes) &&
         (!where.grade || where.grade == leaf.grade) &&
         (!where.awarded || where.awarded == leaf.awarded);
}

// Two lists that both test something, of what an award has one of.
template <class T>
bool is_disjoint(const std::vector<T>& one, const std::vector<T>& other) {
  return !one.empty() && !other.empty() && std::ranges::none_of(one, [&](const T& each) {
    return std::ranges::find(other, each) != other.end();
  });
}

Filter of_achievements(Filter filter) {
  filter.organizations.clear();
  filter.scales.clear();
  filter.origins.clear();
  filter.assessments.clear();
  filter.labels.clear();
  filter.attributes.clear();
  filter.grade.reset();
  filter.awarded.reset();
  return filter;
}

}  // namespace

// What it asks of achievements is answered for each of the catalogue; -1 is an award of none.
Result<bool> covers(const Filter& where, const Filter& leaf, const eligibility::Index& index) {
  if (!where.any.empty() || !where.all.empty() || !asks_the_same_of_awards(where, leaf))
    return false;
  CAIRN_TRY(const Matcher wanted, Matcher::compile(leaf, index, {}));
  CAIRN_TRY(const Matcher limited, Matcher::compile(of_achievements(where), index, {}));
  std::vector<Matcher> outside;
  for (const Filter& none : where.none) {
    CAIRN_TRY(Matcher made, Matcher::compile(none, index, {}));
    outside.push_back(std::move(made));
  }
  for (int i = -1; i < static_cast<int>(index.definitions().size()); ++i) {
    if (!wanted.may_pass(i)) continue;
    const bool is_outside =
        std::ranges::any_of(outside, [&](const Matcher& each) { return each.may_pass(i); });
    if (!limited.may_pass(i) || is_outside) return false;
  }
  return true;
}

Result<bool> is_apart(const Filter& one, const Filter& other, const eligibility::Index& index) {
  if (is_disjoint(one.organizations, other.organizations) ||
      is_disjoint(one.origins, other.origins) || is_disjoint(one.scales, other.scales))
    return true;
  CAIRN_TRY(const Matcher first, Matcher::compile(one, index, {}));
  CAIRN_TRY(const Matcher second, Matcher::compile(other, index, {}));
  for (int i = -1; i < static_cast<int>(index.definitions().size()); ++i)
    if (first.may_pass(i) && second.may_pass(i)) return false;
  return true;
}

}  // namespace cairn::lint

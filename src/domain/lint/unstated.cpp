#include "domain/lint/unstated.h"

#include <algorithm>
#include <vector>

namespace cairn::lint {
namespace {

using requirement::Filter;

// Of a filter that asks of achievements alone.
Result<bool> suits_none(const Filter& filter, const Shelf& shelf) {
  CAIRN_TRY(const eligibility::Matcher* matcher, shelf.matcher(filter));
  return matcher->accepted().empty();
}

bool has_none(const requirement::AttributeTest& test, const Shelf& shelf) {
  return std::ranges::none_of(
      shelf.index().definitions(), [&](const eligibility::Definition& each) {
        return std::ranges::any_of(each.attributes, [&](const requirement::Attribute& attribute) {
          return requirement::passes(attribute, test);
        });
      });
}

}  // namespace

Result<bool> asks_for_unstated(const Filter& filter, const Shelf& shelf) {
  for (const requirement::AttributeTest& test : filter.attributes)
    if (has_none(test, shelf)) return true;
  std::vector<Filter> tests;
  for (const requirement::CodeTest& test : filter.codes) tests.emplace_back().codes = {test};
  if (filter.cost) tests.emplace_back().cost = filter.cost;
  for (const Filter& test : tests) {
    CAIRN_TRY(const bool none, suits_none(test, shelf));
    if (none) return true;
  }
  for (const auto* inner : {&filter.any, &filter.all, &filter.none})
    for (const Filter& each : *inner) {
      CAIRN_TRY(const bool unstated, asks_for_unstated(each, shelf));
      if (unstated) return true;
    }
  return false;
}

}  // namespace cairn::lint

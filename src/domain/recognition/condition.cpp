#include "domain/recognition/condition.h"

#include <utility>

#include "domain/requirement/requirement.h"

namespace cairn::recognition {
namespace {

using requirement::Filter;

// The filter with one member of its own kept.
template <class Member>
void keep(const Filter& filter, Member Filter::*member, std::vector<Filter>& tests) {
  Filter only;
  only.*member = filter.*member;
  if (!requirement::tests_nothing(only)) tests.push_back(std::move(only));
}

std::vector<Filter> tests_of(const Filter& filter) {
  std::vector<Filter> tests;
  const auto keep_each = [&](auto... members) { (keep(filter, members, tests), ...); };
  keep_each(&Filter::achievements, &Filter::codes, &Filter::organizations, &Filter::kinds,
            &Filter::subjects, &Filter::skills, &Filter::modes, &Filter::assessments,
            &Filter::labels, &Filter::attributes, &Filter::level, &Filter::cost, &Filter::grade,
            &Filter::scales, &Filter::origins, &Filter::awarded, &Filter::any, &Filter::all,
            &Filter::none);
  return tests;
}

}  // namespace

Result<Condition> Condition::compile(const Filter& filter, const eligibility::Index& index,
                                     const std::string& place) {
  Condition made;
  for (Filter& test : tests_of(filter)) {
    CAIRN_TRY(auto matcher, eligibility::Matcher::compile(test, index, place));
    made.tests_.push_back({std::move(test), std::move(matcher)});
  }
  return made;
}

const Filter* Condition::find_failing(const learning::Award& award, int achievement,
                                      Date day) const {
  for (const Test& test : tests_)
    if (!test.matcher.passes(award, achievement, day)) return &test.filter;
  return nullptr;
}

}  // namespace cairn::recognition

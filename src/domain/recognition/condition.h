// The condition of a term, test by test, so that a refusal can say which one failed.
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "domain/eligibility/index.h"
#include "domain/eligibility/matcher.h"
#include "domain/learning/award.h"
#include "domain/requirement/filter.h"

namespace cairn::recognition {

/// Immutable.
class Condition {
 public:
  /// Errors are those of eligibility::Matcher.
  static Result<Condition> compile(const requirement::Filter& filter,
                                   const eligibility::Index& index, const std::string& place);

  /// The first test that the award fails, in the order of formats.md, alone in a filter; nullptr
  /// when it passes all. `achievement` is the number of its achievement in the index.
  const requirement::Filter* find_failing(const learning::Award& award, int achievement,
                                          Date day) const;

 private:
  struct Test {
    requirement::Filter filter;
    eligibility::Matcher matcher;
  };
  std::vector<Test> tests_;
};

}  // namespace cairn::recognition

#include "domain/requirement/attribute.h"

#include <algorithm>

namespace cairn::requirement {

bool passes(const Attribute& attribute, const AttributeTest& test) {
  if (attribute.name != test.name) return false;
  if (test.at_least) {
    const Result<Rational> number = Rational::parse(attribute.value);
    return number && *number >= *test.at_least;
  }
  return test.is.empty() || std::ranges::find(test.is, attribute.value) != test.is.end();
}

}  // namespace cairn::requirement

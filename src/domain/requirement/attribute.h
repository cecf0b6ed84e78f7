// Attributes: what an organization notes of achievements and awards for rules to ask for
// (docs/reference/requirements.md, section 5).
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <vector>

#include "base/rational.h"

namespace cairn::requirement {

struct Attribute {
  std::string name;   ///< "writing-intensive"
  std::string value;  ///< empty: none

  auto operator<=>(const Attribute&) const = default;
};

/// The attribute by its name alone, with one of the values `is`, or with a number of at least
/// `at_least`; never both.
struct AttributeTest {
  std::string name;
  std::vector<std::string> is;
  std::optional<Rational> at_least;

  auto operator<=>(const AttributeTest&) const = default;
};

bool passes(const Attribute& attribute, const AttributeTest& test);

}  // namespace cairn::requirement

// The codes by which people know achievements, such as course numbers, and ranges of them
// (docs/reference/requirements.md, section 5).
#pragma once

#include <compare>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "base/result.h"

namespace cairn::requirement {

/// From the one code to the other, both included; open where an end is absent.
struct CodeRange {
  std::optional<std::string> from;
  std::optional<std::string> to;

  auto operator<=>(const CodeRange&) const = default;
};

/// A code, a beginning of codes that ends in `*`, or a range.
using CodeTest = std::variant<std::string, CodeRange>;

/// Invalid, without a place, when an end has no number, the ends have different prefixes, or the
/// end is before the beginning.
Result<void> check(const CodeRange& range);

/// Of a range that check() accepts.
bool passes(std::string_view code, const CodeTest& test);

}  // namespace cairn::requirement

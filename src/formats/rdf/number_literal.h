// JSON numbers as RDF literals.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"

namespace cairn::rdf {

struct NumberLiteral {
  std::string text;
  bool is_double = false;
};

/// The canonical xsd:double or xsd:integer text of a JSON number (section 8.2 steps 9, 10).
/// Invalid when the number is out of the range of a double.
Result<NumberLiteral> number_literal(std::string_view lexeme, bool as_double);

}  // namespace cairn::rdf

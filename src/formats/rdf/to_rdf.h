// From a JSON-LD document to its RDF dataset (W3C JSON-LD 1.1 API sections 7.2, 8.1 to 8.3).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.h"
#include "formats/json/value.h"
#include "formats/rdf/context_store.h"
#include "formats/rdf/dataset.h"
#include "formats/rdf/expansion.h"

namespace cairn::rdf {

/// How a base direction is written in RDF, which has none of its own.
enum class RdfDirection : std::uint8_t {
  none,             ///< left out; in safe mode refused
  i18n_datatype,    ///< a datatype under https://www.w3.org/ns/i18n#
  compound_literal  ///< a blank node with rdf:value, rdf:language and rdf:direction
};

struct ToRdfOptions {
  ExpandOptions expand;
  RdfDirection direction = RdfDirection::none;
  std::size_t quads_max = 1'000'000;
};

/// The dataset of `document`. Blank nodes get new labels. Numbers count as IEEE 754 doubles, as in
/// every JSON-LD implementation that signs: integers become xsd:integer, others canonical
/// xsd:double. Errors as expand_document(), and ErrorCode::exhausted beyond `quads_max`, or when
/// written out the statements were far longer than the document. Safe mode is the default.
/// Thread-safe over one store.
Result<Dataset> to_rdf(const json::Value& document, const ContextStore& store,
                       const ToRdfOptions& options = {});

struct NumberLiteral {
  std::string text;
  bool is_double = false;
};

/// The canonical xsd:double or xsd:integer text of a JSON number (section 8.2 steps 9, 10).
/// Invalid when the number is out of the range of a double.
Result<NumberLiteral> number_literal(std::string_view lexeme, bool as_double);

}  // namespace cairn::rdf

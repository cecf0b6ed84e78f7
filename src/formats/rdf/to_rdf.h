// From a JSON-LD document to its RDF dataset (W3C JSON-LD 1.1 API sections 7.2, 8.1 to 8.3).
#pragma once

#include "base/result.h"
#include "formats/json/value.h"
#include "formats/rdf/context_store.h"
#include "formats/rdf/dataset.h"
#include "formats/rdf/to_rdf_options.h"

namespace cairn::rdf {

/// The dataset of `document`. Blank nodes get new labels. Numbers count as IEEE 754 doubles, as in
/// every JSON-LD implementation that signs: integers become xsd:integer, others canonical
/// xsd:double. Errors as expand_document(), and ErrorCode::exhausted beyond `quads_max`, or when
/// written out the statements were far longer than the document. Safe mode is the default.
/// Thread-safe over one store.
Result<Dataset> to_rdf(const json::Value& document, const ContextStore& store,
                       const ToRdfOptions& options = {});

/// The same by the standard's algorithms alone, where to_rdf() takes a shorter way for plain
/// documents; blown-up statements are not refused.
Result<Dataset> general_statements(const json::Value& document, const ContextStore& store,
                                   const ToRdfOptions& options);

}  // namespace cairn::rdf

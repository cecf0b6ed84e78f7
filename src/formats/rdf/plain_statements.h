// The statements of documents that use only the plain part of JSON-LD, in one walk.
//
// What credentials are made of: contexts named by URL at the top; objects of words with "id" and
// "type"; texts, numbers, booleans, references and lists. There is nothing in it that to_rdf()
// would not do by the standard's algorithms; those take twice as long, since the expanded document
// stands between them.
#pragma once

#include <optional>

#include "formats/json/value.h"
#include "formats/rdf/context_store.h"
#include "formats/rdf/dataset.h"
#include "formats/rdf/to_rdf.h"

namespace cairn::rdf {

/// The dataset that to_rdf() gives, but for the order of quads and the labels of blank nodes; or
/// nothing when the document uses anything else, or is in any way wrong: which, the standard's
/// algorithms say. Only in safe mode, by JSON-LD 1.1 and with keys in the order as written.
std::optional<Dataset> plain_statements(const json::Value& document, const ContextStore& store,
                                        const ToRdfOptions& options);

/// The dataset of any document by the standard's algorithms. Errors as to_rdf().
Result<Dataset> general_statements(const json::Value& document, const ContextStore& store,
                                   const ToRdfOptions& options);

}  // namespace cairn::rdf

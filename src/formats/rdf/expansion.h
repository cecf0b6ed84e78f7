// JSON-LD expansion (W3C JSON-LD 1.1 API section 5.1).
#pragma once

#include <memory>
#include <string_view>

#include "base/result.h"
#include "formats/json/value.h"
#include "formats/rdf/context_processing.h"
#include "formats/rdf/context_store.h"
#include "formats/rdf/expanded.h"

namespace cairn::rdf {

/// What happens to content that JSON-LD would silently drop: undefined terms, relative IRIs,
/// free-floating values. Signing and verifying must refuse it, or a signature would cover less
/// than the document shows.
enum class Dropping : std::uint8_t {
  lenient,  ///< dropped, as the standard says
  safe,     ///< an Error that names the place
};

enum class KeyOrder : std::uint8_t { as_written, sorted };

struct ExpandOptions {
  std::string_view base;  ///< the document's IRI; empty: relative references stay relative
  Dropping dropping = Dropping::safe;
  KeyOrder order = KeyOrder::as_written;
  ProcessingMode mode = ProcessingMode::json_ld_1_1;
  const json::Value* expand_context = nullptr;  ///< applied before the document's own contexts
};

/// An expanded document with all that its text and contexts need, except the source document and
/// the store, which must outlive it.
struct ExpandedDocument {
  std::unique_ptr<json::Arena> arena;
  std::unique_ptr<ContextProcessor> contexts;
  ObjectList objects;
};

/// Expands `document`. Refused with the standard's error codes at the head of the message, and in
/// safe mode whatever would be dropped; ErrorCode::not_found for a context that the store does not
/// hold; ErrorCode::exhausted beyond limits on depth, work and text. Linear in the document.
Result<ExpandedDocument> expand_document(const json::Value& document, const ContextStore& store,
                                         const ExpandOptions& options = {});

/// The same as the standard's JSON.
Result<json::Document> expand(const json::Value& document, const ContextStore& store,
                              const ExpandOptions& options = {});

}  // namespace cairn::rdf

// The statements of documents that use only the plain part of JSON-LD, in one walk.
//
// What credentials are made of: contexts named by URL at the top; objects of words with "id" and
// "type"; texts, numbers, booleans, references and lists. There is nothing in it that to_rdf()
// would not do by the standard's algorithms; those take twice as long, since the expanded document
// stands between them.
#pragma once

#include <optional>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "formats/json/value.h"
#include "formats/rdf/context_store.h"
#include "formats/rdf/dataset.h"
#include "formats/rdf/to_rdf_options.h"

namespace cairn::rdf {

/// The dataset that to_rdf() gives, but for the order of quads and the labels of blank nodes; or
/// nothing when the document uses anything else, or is in any way wrong: which, the standard's
/// algorithms say. Only in safe mode, by JSON-LD 1.1 and with keys in the order as written.
std::optional<Dataset> plain_statements(const json::Value& document, const ContextStore& store,
                                        const ToRdfOptions& options);

/// The workings of SharedStatements.
struct SharedParts {
  struct Object {
    std::span<const json::Member> members;  ///< which make the object
    const TermDefinition* term;             ///< of the property that holds it, in
    const Context* active;
    TermId id;
  };
  std::vector<Object> objects;
  Dataset dataset;
  unsigned blanks = 0;  ///< how many labels it has used
};

/// What the documents have in common that are made from one by exchanging members of it and of one
/// object in it, as credentials of one achievement are. Their common objects are recognised by
/// being the same values of the same arena, which must outlive this. Immutable, thread-safe.
class SharedStatements {
 public:
  /// Of the objects in `document` and in its member `opened`. Nothing when one is not plain, or
  /// there are more than 64.
  static std::optional<SharedStatements> of(const json::Value& document, std::string_view opened,
                                            const ContextStore& store, const ToRdfOptions& options);

  /// plain_statements() by the same store and options, without walking common objects again;
  /// nothing either for a document that lacks one of them. The result begins with the terms and
  /// quads of dataset() and must not outlive it.
  std::optional<Dataset> statements(const json::Value& document, const ContextStore& store,
                                    const ToRdfOptions& options) const;

  const Dataset& dataset() const { return parts_.dataset; }

 private:
  explicit SharedStatements(SharedParts parts) : parts_(std::move(parts)) {}

  SharedParts parts_;
};

}  // namespace cairn::rdf

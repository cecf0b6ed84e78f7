// The Context Processing and Create Term Definition algorithms.
//
// W3C JSON-LD 1.1 API sections 4.1.2 and 4.2.2; the step numbers in the sources are theirs. Error
// messages begin with the error code of section 9.3 ("invalid term definition: ...").
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "formats/json/value.h"
#include "formats/rdf/context.h"
#include "formats/rdf/context_store.h"

namespace cairn::rdf {

enum class ProcessingMode : std::uint8_t { json_ld_1_1, json_ld_1_0 };

/// Where a scoped context comes into force: for the values of a property (it may override protected
/// terms), or for a node of a type (it ends where the next node begins).
enum class ScopeKind : std::uint8_t { property, type };

/// "code: detail" with the place, when one is known.
Error json_ld_error(std::string_view code, std::string_view detail, std::string_view where = {});

/// An inline context of a list as it counts: one that stands in a map as if that were a document of
/// its own, {"@context": {…}}, is what is inside. The standard does not know this form, and its
/// tests refuse it outside of a list; npm's jsonld, which the W3C's suites for credentials sign
/// with, reads it, and documents in that form are about.
const json::Value& unwrapped(const json::Value& context);

/// Processes the contexts of one document; owns those that are the document's own, so it must
/// outlive every context it returned. The local contexts must outlive it. Not thread-safe; several
/// processors may share one store.
class ContextProcessor {
 public:
  ContextProcessor(const ContextStore& store, std::string_view document_base, ProcessingMode mode);

  ProcessingMode mode() const { return mode_; }
  std::string_view document_base() const { return document_base_; }
  const Context& initial() const { return store_.initial(); }

  /// The active context inside something whose "@context" is `local`. A context of the store costs
  /// a pointer walk when it was processed before, by whichever document.
  Result<const Context*> process(const Context& active, const json::Value& local);

  /// The same for the scoped context of `term`, which must have one.
  Result<const Context*> process_scoped(const Context& active, const TermDefinition& term,
                                        ScopeKind kind);

 private:
  friend class TermBuilder;

  /// The URLs being processed, innermost first.
  struct Remote {
    std::string_view url;
    const Remote* up = nullptr;
    unsigned depth = 1;
  };

  struct Run {
    std::string_view base_url;
    const Remote* remotes = nullptr;
    bool override_protected = false;
    bool propagate = true;
    bool validate_scoped = true;
  };

  /// The result so far; `own` when it is a copy that nobody else sees yet.
  struct Building {
    const Context* context;
    Context* own = nullptr;
  };

  struct Key {
    const void* identity;
    std::uint8_t flags;
    bool shared;  ///< lives as long as the store
  };

  struct Entry;
  struct LocalContext;

  Result<const Context*> run(const Context& active, const json::Value& local, Run run);
  Result<void> nullify(Building& building, const Run& run);
  Result<void> apply_url(Building& building, std::string_view reference, const Run& run);
  Result<void> apply_definition(Building& building, const json::Value& local, const Run& run);
  Result<void> merge_import(LocalContext& merged, const json::Value& reference, const Run& run);
  Result<const LoadedContext*> load(std::string_view reference, const Run& run);
  Result<void> apply_keywords(Context& result, const LocalContext& local, const Run& run);
  Result<void> check_version(const json::Value& value) const;
  Result<void> apply_base(Context& result, const json::Value& value);
  Result<void> apply_vocab(Context& result, const json::Value& value);
  Result<void> apply_language(Context& result, const json::Value& value) const;
  Result<void> apply_direction(Context& result, const json::Value& value) const;

  template <class Make>
  Result<const Context*> derive(const Context& active, Key key, Make make);
  template <class Make>
  Result<const Context*> derive_shared(const Context& active, Key key, Make make);

  ContextPool& pool();
  Result<void> spend(std::size_t work);
  Result<Context*> copy(const Context& of);
  Result<Context*> writable(Building& building);

  const ContextStore& store_;
  std::string_view document_base_;
  ProcessingMode mode_;
  std::unique_ptr<ContextPool> pool_;
  std::size_t work_ = 0;  // entries copied and terms made
  unsigned depth_ = 0;    // of nested definitions
  bool used_document_base_ = false;
};

}  // namespace cairn::rdf

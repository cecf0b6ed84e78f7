// Active contexts and their term definitions: immutable tables, made once and shared.
//
// W3C JSON-LD 1.1 API sections 4.1 (active context) and 4.2 (term definition).
#pragma once

#include <atomic>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "formats/json/value.h"
#include "formats/rdf/keyword.h"
#include "formats/rdf/text_table.h"

namespace cairn::rdf {

enum class Direction : std::uint8_t { none, ltr, rtl };

/// The container mapping, as a set.
enum Container : std::uint8_t {
  kContainerList = 1,
  kContainerSet = 2,
  kContainerLanguage = 4,
  kContainerIndex = 8,
  kContainerId = 16,
  kContainerType = 32,
  kContainerGraph = 64,
};

/// The type mapping: none, one of four keywords, or an IRI.
enum class Coercion : std::uint8_t { none, id, vocab, json, at_none, iri };

/// A term's own say on language or direction: nothing, explicitly none, or a value.
enum class Override : std::uint8_t { absent, null, value };

struct TermDefinition {
  std::string iri;  ///< the IRI mapping: an IRI, a blank node identifier or a keyword
  Keyword keyword = Keyword::none;  ///< of `iri`
  bool well_formed = false;         ///< `iri` may stand as a property in RDF
  bool has_colon = false;           ///< in `iri`: what a property needs to be kept
  bool mapped = false;              ///< false: the term is explicitly mapped to null
  bool prefix = false;
  bool reverse = false;
  bool is_protected = false;
  std::uint8_t containers = 0;
  Coercion coercion = Coercion::none;
  std::string type_iri;  ///< when coercion is iri
  Override language_override = Override::absent;
  Override direction_override = Override::absent;
  Direction direction = Direction::none;
  std::string language;
  std::string index;                    ///< the index mapping, empty when there is none
  std::string nest;                     ///< the nest value, empty when there is none
  const json::Value* scoped = nullptr;  ///< the local context, nullptr when there is none
  std::string base_url;                 ///< what URLs in `scoped` are relative to
  bool shared = false;                  ///< lives as long as the ContextStore

  bool has(Container container) const { return (containers & container) != 0; }
};

/// Whether `a` and `b` are the same but for being protected.
bool same_but_protection(const TermDefinition& a, const TermDefinition& b);

/// Where relative references are resolved: the document's base, nowhere, or an explicit base.
enum class BaseMode : std::uint8_t { document, none, given };

struct Context;

/// A context made from another one by `key` (a loaded context or a term definition with a scoped
/// context); `flags` tells apart the ways of processing it.
struct DerivedContext {
  const void* key = nullptr;
  std::uint8_t flags = 0;
  const Context* context = nullptr;
  const DerivedContext* next = nullptr;
};

/// Immutable once processed. The document's own base is not part of it, so that one context serves
/// all documents. Pointers to other contexts and definitions are owned by a ContextPool.
struct Context {
  explicit Context(std::uint64_t seed) : terms(seed) {}
  Context(const Context& other);
  Context& operator=(const Context&) = delete;

  /// nullptr when the term is not defined. Constant time.
  const TermDefinition* find(std::string_view term) const {
    const TermDefinition* const* found = terms.find(term);
    return found == nullptr ? nullptr : *found;
  }

  /// The keyword that the key is or stands for: what IRI expansion would say, without the IRIs.
  Keyword keyword_for(std::string_view key) const {
    if (key.empty()) return Keyword::none;
    if (key.front() == '@') return keyword_of(key);
    if (aliases.size() <= kAliasesToWalk) {
      for (const Alias& alias : aliases)
        if (alias.term.size() == key.size() && alias.term.front() == key.front() &&
            alias.term == key)
          return alias.keyword;
      return Keyword::none;
    }
    const TermDefinition* term = find(key);
    return term == nullptr ? Keyword::none : term->keyword;
  }

  /// Defines the term, or with nullptr forgets it. The text of `term` must outlive the context.
  void set(std::string_view term, const TermDefinition* definition);

  /// A term that stands for a keyword, such as "id" and "type".
  struct Alias {
    std::string_view term;
    Keyword keyword;
  };

  static constexpr std::size_t kAliasesToWalk = 8;

  TextTable<const TermDefinition*> terms;
  std::vector<Alias> aliases;
  std::size_t protected_terms = 0;
  BaseMode base_mode = BaseMode::document;
  bool has_vocab = false;
  bool shared = false;  ///< owned by the ContextStore: lives as long as it
  Direction direction = Direction::none;
  std::string base;      ///< when base_mode is given
  std::string vocab;     ///< when has_vocab
  std::string language;  ///< empty when there is none
  const Context* previous = nullptr;

  /// What was already derived from this context; grows only at the front, readers need no lock.
  mutable std::atomic<const DerivedContext*> derived = nullptr;
};

/// Owns contexts and definitions at stable addresses.
struct ContextPool {
  std::deque<Context> contexts;
  std::deque<TermDefinition> terms;
  std::deque<DerivedContext> derived;
  std::vector<std::unique_ptr<ContextPool>> merged;

  ContextPool() = default;
  ContextPool(const ContextPool&) = delete;
  ContextPool& operator=(const ContextPool&) = delete;
};

/// The result of IRI expansion. `text` points into the input, the context or the caller's scratch.
struct ExpandedIri {
  std::string_view text = {};
  Keyword keyword = Keyword::none;
  bool is_null = false;

  /// An absolute IRI or a blank node identifier, by form.
  bool is_absolute() const;
};

enum IriExpansion : std::uint8_t {
  kPlain = 0,
  kVocab = 1,             ///< relative to the vocabulary mapping, and terms count
  kDocumentRelative = 2,  ///< relative to the base IRI
};

/// The base IRI in force, empty when there is none.
std::string_view base_of(const Context& context, std::string_view document_base);

/// IRI Expansion (section 5.2.2) without a local context. `scratch` is overwritten when the result
/// has to be put together.
ExpandedIri expand_iri(const Context& context, std::string_view value, int how,
                       std::string_view document_base, std::string& scratch);

}  // namespace cairn::rdf

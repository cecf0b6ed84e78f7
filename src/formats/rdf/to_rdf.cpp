#include "formats/rdf/to_rdf.h"

#include <array>
#include <charconv>
#include <limits>
#include <string>

#include "formats/json/writer.h"
#include "formats/rdf/expander.h"
#include "formats/rdf/iri.h"
#include "formats/rdf/number_literal.h"
#include "formats/rdf/plain_statements.h"

namespace cairn::rdf {
namespace {

constexpr std::string_view kRdfValue = "http://www.w3.org/1999/02/22-rdf-syntax-ns#value";
constexpr std::string_view kRdfLanguage = "http://www.w3.org/1999/02/22-rdf-syntax-ns#language";
constexpr std::string_view kRdfDirection = "http://www.w3.org/1999/02/22-rdf-syntax-ns#direction";
constexpr std::string_view kI18n = "https://www.w3.org/ns/i18n#";

/// What the expanded form of a credential takes; a larger document takes more from elsewhere.
constexpr std::size_t kExpandedBytes = 48 * 1024;

/// No term: what would stand here is not well-formed, so its quads are left out.
constexpr TermId kNoTerm = std::numeric_limits<TermId>::max();

std::string lower_case(std::string_view text) {
  std::string lower(text);
  for (char& c : lower)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return lower;
}

std::string_view name_of(Direction direction) {
  return direction == Direction::ltr ? "ltr" : "rtl";
}

// Walks the expanded document and adds quads at once. Node map generation (section 7.2) would give
// the same set of quads, because the quads of nodes with one identifier simply join.
class Emitter {
 public:
  Emitter(Dataset& out, const ToRdfOptions& options)
      : out_(out),
        options_(options),
        labels_(reinterpret_cast<std::uintptr_t>(&out)),
        type_(out.iri(kRdfType)) {}

  Result<void> emit_all(ObjectList objects, TermId graph) {
    for (const ExpandedObject* at = objects.first; at != nullptr; at = at->next)
      CAIRN_CHECK(emit(*at, graph));
    return {};
  }

 private:
  bool is_safe() const { return options_.expand.dropping == Dropping::safe; }

  /// The term of a value as an object, all that it says being added to `graph`.
  Result<TermId> emit(const ExpandedObject& object, TermId graph) {
    if (object.is_value()) return emit_literal(object, graph);
    if (object.is_list()) return emit_list(object.list, graph);
    return emit_node(object, graph);
  }

  Result<TermId> emit_node(const ExpandedObject& node, TermId graph) {
    const TermId subject = subject_of(node);
    for (const TypeEntry* at = node.types; at != nullptr; at = at->next)
      CAIRN_CHECK(add({subject, type_, resource(at->iri), graph}));
    for (const ExpandedProperty* at = node.properties.first; at != nullptr; at = at->next)
      CAIRN_CHECK(emit_property(*at, subject, graph));
    for (const ExpandedProperty* at = node.reverse.first; at != nullptr; at = at->next)
      CAIRN_CHECK(emit_reverse(*at, subject, graph));
    if (node.is(kHasGraph)) CAIRN_CHECK(emit_all(node.graph, subject));
    if (node.is(kHasIncluded)) CAIRN_CHECK(emit_all(node.included, graph));
    return subject;
  }

  Result<void> emit_property(const ExpandedProperty& property, TermId subject, TermId graph) {
    const TermId predicate = predicate_of(property.iri);
    for (const ExpandedObject* at = property.values.first; at != nullptr; at = at->next) {
      CAIRN_TRY(const TermId object, emit(*at, graph));
      CAIRN_CHECK(add({subject, predicate, object, graph}));
    }
    return {};
  }

  Result<void> emit_reverse(const ExpandedProperty& property, TermId object, TermId graph) {
    const TermId predicate = predicate_of(property.iri);
    for (const ExpandedObject* at = property.values.first; at != nullptr; at = at->next) {
      CAIRN_TRY(const TermId subject, emit(*at, graph));
      CAIRN_CHECK(add({subject, predicate, object, graph}));
    }
    return {};
  }

  // Section 8.3.
  Result<TermId> emit_list(ObjectList items, TermId graph) {
    const TermId nil = out_.iri(kRdfNil);
    if (items.empty()) return nil;
    const TermId first = out_.iri(kRdfFirst);
    const TermId rest = out_.iri(kRdfRest);
    const TermId head = new_blank();
    TermId cell = head;
    for (const ExpandedObject* at = items.first; at != nullptr; at = at->next) {
      CAIRN_TRY(const TermId object, emit(*at, graph));
      CAIRN_CHECK(add({cell, first, object, graph}));
      const TermId next = at->next == nullptr ? nil : new_blank();
      CAIRN_CHECK(add({cell, rest, next, graph}));
      cell = next;
    }
    return head;
  }

  // Section 8.2.
  Result<TermId> emit_literal(const ExpandedObject& object, TermId graph) {
    std::string_view datatype;
    if (object.is(kHasJsonType)) {
      CAIRN_TRY(const std::string text, json::canonicalize(object.value));
      return out_.literal(text, kRdfJson);
    }
    if (object.is(kHasType)) {
      datatype = object.types->iri;
      if (!is_well_formed_iri(datatype)) return kNoTerm;
    }
    const json::Value& value = object.value;
    if (value.is_boolean())
      return out_.literal(value.boolean() ? "true" : "false",
                          datatype.empty() ? kXsdBoolean : datatype);
    if (value.is_number()) {
      CAIRN_TRY(const NumberLiteral number, number_literal(value.number(), datatype == kXsdDouble));
      if (datatype.empty()) datatype = number.is_double ? kXsdDouble : kXsdInteger;
      return out_.literal(number.text, datatype);
    }
    if (object.is(kHasDirection)) return emit_directed(object, graph);
    if (object.is(kHasLanguage) && !is_well_formed_language(object.language)) return kNoTerm;
    return out_.literal(value.string(), datatype, object.language);
  }

  // Section 8.2 steps 12 to 14.
  Result<TermId> emit_directed(const ExpandedObject& object, TermId graph) {
    const std::string_view text = object.value.string();
    const std::string language = lower_case(object.language);
    if (object.is(kHasLanguage) && !is_well_formed_language(language)) return kNoTerm;
    switch (options_.direction) {
      case RdfDirection::none:
        break;
      case RdfDirection::i18n_datatype: {
        std::string datatype = std::string(kI18n).append(language).append("_");
        return out_.literal(text, datatype.append(name_of(object.direction)));
      }
      case RdfDirection::compound_literal: {
        const TermId node = new_blank();
        CAIRN_CHECK(add({node, out_.iri(kRdfValue), out_.literal(text), graph}));
        if (!language.empty())
          CAIRN_CHECK(add({node, out_.iri(kRdfLanguage), out_.literal(language), graph}));
        CAIRN_CHECK(
            add({node, out_.iri(kRdfDirection), out_.literal(name_of(object.direction)), graph}));
        return node;
      }
    }
    if (is_safe())
      return json_ld_error("content would be dropped",
                           "a base direction has no place in RDF unless a form for it is chosen");
    return out_.literal(text, {}, object.language);
  }

  TermId subject_of(const ExpandedObject& node) {
    if (!node.is(kHasId)) return new_blank();
    return node.id_is_null ? kNoTerm : resource(node.id);
  }

  // In safe mode the expansion has checked every IRI already.
  TermId resource(std::string_view iri) {
    if (iri.starts_with("_:")) return labelled_blank(iri);
    return is_safe() || is_well_formed_iri(iri) ? out_.iri(iri) : kNoTerm;
  }

  // Properties come from the term tables again and again: the same text at the same address.
  TermId predicate_of(std::string_view iri) {
    const auto address = reinterpret_cast<std::uintptr_t>(iri.data());
    Remembered& slot = predicates_[(address >> 5 ^ address >> 12) % predicates_.size()];
    if (slot.iri.data() != iri.data() || slot.iri.size() != iri.size())
      slot = {iri, is_safe() || is_well_formed_iri(iri) ? out_.iri(iri) : kNoTerm};
    return slot.term;
  }

  TermId labelled_blank(std::string_view label) {
    TermId& known = labels_.at(label);
    if (known == 0) known = new_blank();
    return known;
  }

  TermId new_blank() {
    std::array<char, 16> label{'b'};
    const auto end = std::to_chars(label.data() + 1, label.data() + label.size(), blank_count_++);
    return out_.blank({label.data(), end.ptr});
  }

  Result<void> add(Quad quad) {
    if (quad.subject == kNoTerm || quad.predicate == kNoTerm || quad.object == kNoTerm ||
        quad.graph == kNoTerm)
      return {};
    if (out_.quads().size() >= options_.quads_max)
      return exhausted("the document has too many statements");
    out_.add(quad);
    return {};
  }

  struct Remembered {
    std::string_view iri;
    TermId term = kNoTerm;
  };

  Dataset& out_;
  const ToRdfOptions& options_;
  std::array<Remembered, 64> predicates_;
  TextTable<TermId> labels_;
  TermId type_;
  unsigned blank_count_ = 0;
};

}  // namespace

Result<Dataset> general_statements(const json::Value& document, const ContextStore& store,
                                   const ToRdfOptions& options) {
  alignas(json::Member) std::array<std::byte, kExpandedBytes> first;
  json::Arena arena(first);
  ContextProcessor contexts(store, options.expand.base, options.expand.mode);
  CAIRN_TRY(const ObjectList objects,
            Expander(options.expand, contexts, arena).expand_top(document));
  Dataset dataset;
  Emitter emitter(dataset, options);
  CAIRN_CHECK(emitter.emit_all(objects, kDefaultGraph));
  return dataset;
}

Result<Dataset> to_rdf(const json::Value& document, const ContextStore& store,
                       const ToRdfOptions& options) {
  std::optional<Dataset> plain = plain_statements(document, store, options);
  if (!plain) {
    CAIRN_TRY(plain, general_statements(document, store, options));
  }
  if (is_blown_up(*plain)) return exhausted("the IRIs of the statements are too long");
  return *std::move(plain);
}

}  // namespace cairn::rdf

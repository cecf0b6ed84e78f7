#include "formats/rdf/context.h"

#include <algorithm>

#include "formats/rdf/iri.h"

namespace cairn::rdf {
namespace {

bool same_json(const json::Value& a, const json::Value& b) {
  if (a.kind() != b.kind()) return false;
  switch (a.kind()) {
    case json::Kind::null:
      return true;
    case json::Kind::boolean:
      return a.boolean() == b.boolean();
    case json::Kind::number:
      return a.number() == b.number();
    case json::Kind::string:
      return a.string() == b.string();
    case json::Kind::array:
      return std::ranges::equal(a.items(), b.items(), same_json);
    case json::Kind::object:
      break;
  }
  return a.members().size() == b.members().size() &&
         std::ranges::all_of(a.members(), [&](const json::Member& member) {
           const json::Value* other = b.find(member.key);
           return other != nullptr && same_json(member.value, *other);
         });
}

bool same_scoped(const json::Value* a, const json::Value* b) {
  if (a == b) return true;
  return a != nullptr && b != nullptr && same_json(*a, *b);
}

}  // namespace

bool same_but_protection(const TermDefinition& a, const TermDefinition& b) {
  return a.iri == b.iri && a.mapped == b.mapped && a.prefix == b.prefix && a.reverse == b.reverse &&
         a.containers == b.containers && a.coercion == b.coercion && a.type_iri == b.type_iri &&
         a.language_override == b.language_override &&
         a.direction_override == b.direction_override && a.direction == b.direction &&
         a.language == b.language && a.index == b.index && a.nest == b.nest &&
         same_scoped(a.scoped, b.scoped);
}

Context::Context(const Context& other)
    : terms(other.terms),
      aliases(other.aliases),
      protected_terms(other.protected_terms),
      base_mode(other.base_mode),
      has_vocab(other.has_vocab),
      direction(other.direction),
      base(other.base),
      vocab(other.vocab),
      language(other.language),
      previous(other.previous) {}

void Context::set(std::string_view term, const TermDefinition* definition) {
  const TermDefinition*& slot = terms.at(term);
  if (slot != nullptr && slot->is_protected) --protected_terms;
  if (definition != nullptr && definition->is_protected) ++protected_terms;
  if (slot != nullptr && slot->keyword != Keyword::none)
    std::erase_if(aliases, [&](const Alias& alias) { return alias.term == term; });
  if (definition != nullptr && definition->keyword != Keyword::none)
    aliases.push_back({term, definition->keyword});
  slot = definition;
}

bool ExpandedIri::is_absolute() const {
  return !is_null && (text.starts_with("_:") || has_scheme(text));
}

std::string_view base_of(const Context& context, std::string_view document_base) {
  switch (context.base_mode) {
    case BaseMode::document:
      return document_base;
    case BaseMode::given:
      return context.base;
    case BaseMode::none:
      break;
  }
  return {};
}

ExpandedIri expand_iri(const Context& context, std::string_view value, int how,
                       std::string_view document_base, std::string& scratch) {
  // Steps 1, 2.
  if (!value.empty() && value.front() == '@') {
    if (const Keyword keyword = keyword_of(value); keyword != Keyword::none)
      return {value, keyword};
    if (has_form_of_keyword(value)) return {.is_null = true};
  }
  // Steps 4, 5: a term that means a keyword counts everywhere, others only relative to vocab.
  if ((how & kVocab) != 0) {
    if (const TermDefinition* term = context.find(value); term != nullptr)
      return term->mapped ? ExpandedIri{term->iri, term->keyword} : ExpandedIri{.is_null = true};
  } else if (context.keyword_for(value) != Keyword::none) {
    const TermDefinition* term = context.find(value);
    return {term->iri, term->keyword};
  }
  // Step 6.
  if (const std::size_t colon = value.find(':', 1); colon != value.npos) {
    const std::string_view prefix = value.substr(0, colon);
    const std::string_view suffix = value.substr(colon + 1);
    if (prefix == "_" || suffix.starts_with("//")) return {value};
    const TermDefinition* term = context.find(prefix);
    if (term != nullptr && term->mapped && term->prefix) {
      scratch.assign(term->iri).append(suffix);
      return {scratch};
    }
    if (has_scheme(value)) return {value};
  }
  // Steps 7, 8.
  if ((how & kVocab) != 0 && context.has_vocab) {
    scratch.assign(context.vocab).append(value);
    return {scratch};
  }
  if ((how & kDocumentRelative) != 0) {
    if (const std::string_view base = base_of(context, document_base); !base.empty()) {
      scratch = resolve_iri(base, value);
      return {scratch};
    }
  }
  return {value};
}

}  // namespace cairn::rdf

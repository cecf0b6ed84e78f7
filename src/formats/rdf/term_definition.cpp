#include <algorithm>
#include <array>
#include <utility>

#include "formats/rdf/iri.h"
#include "formats/rdf/local_context.h"

namespace cairn::rdf {
namespace {

constexpr unsigned kDepthMax = 200;
// A definition takes some 400 bytes, a copied entry of a table 32.
constexpr std::size_t kTermWork = 16;

bool is_generic_delimiter(char c) {
  return std::string_view(":/?#[]@").find(c) != std::string_view::npos;
}

bool is_string(const json::Value* value) { return value != nullptr && value->is_string(); }

std::uint8_t container_of(const json::Value& value) {
  if (!value.is_string()) return 0;
  switch (keyword_of(value.string())) {
    case Keyword::list:
      return kContainerList;
    case Keyword::set:
      return kContainerSet;
    case Keyword::language:
      return kContainerLanguage;
    case Keyword::index:
      return kContainerIndex;
    case Keyword::id:
      return kContainerId;
    case Keyword::type:
      return kContainerType;
    case Keyword::graph:
      return kContainerGraph;
    default:
      return 0;
  }
}

// Step 19.1: one container alone; @graph with @id or @index, and @set; @set with any but @list.
bool is_allowed_combination(std::uint8_t containers) {
  const int without_set = containers & ~kContainerSet;
  if (without_set == 0) return true;
  if ((containers & kContainerList) != 0) return containers == kContainerList;
  if ((without_set & (without_set - 1)) == 0) return true;
  return without_set == (kContainerGraph | kContainerId) ||
         without_set == (kContainerGraph | kContainerIndex);
}

}  // namespace

const json::Value* TermBuilder::Draft::entry(std::string_view key) const {
  if (value->is_object()) return value->find(key);
  return key == "@id" ? value : nullptr;
}

Error TermBuilder::error(std::string_view code, const Draft& draft,
                         std::string_view expected) const {
  std::string detail = "the term \"";
  detail.append(draft.term).append("\" ").append(expected);
  return json_ld_error(code, detail);
}

Result<void> TermBuilder::set_protection(const json::Value& value) {
  if (is_1_0()) return json_ld_error("invalid context entry", "\"@protected\" needs JSON-LD 1.1");
  if (!value.is_boolean())
    return json_ld_error("invalid @protected value", "\"@protected\" must be true or false");
  protected_ = value.boolean();
  return {};
}

// Steps 1 to 3, and the end of 28.
Result<void> TermBuilder::create(std::string_view term) {
  using State = ContextProcessor::Entry::State;
  ContextProcessor::Entry* entry = local_.entries.find(term);
  CAIRN_ASSERT(entry != nullptr);
  if (entry->state == State::defined) return {};
  if (entry->state == State::defining)
    return json_ld_error("cyclic IRI mapping",
                         "the term \"" + std::string(term) + "\" is defined by itself");
  if (term.empty()) return json_ld_error("invalid term definition", "a term must not be empty");
  if (processor_.depth_ >= kDepthMax)
    return exhausted("context overflow: terms depend on each other too deeply");
  CAIRN_CHECK(processor_.spend(kTermWork));
  ++processor_.depth_;
  entry->state = State::defining;
  Result<void> created = create_new(term, *entry->value);
  entry->state = State::defined;
  --processor_.depth_;
  return created;
}

// Steps 4 to 9 and 28.
Result<void> TermBuilder::create_new(std::string_view term, const json::Value& value) {
  Draft draft{
      .term = term, .value = &value, .previous = nullptr, .simple = value.is_string(), .made = {}};
  if (term.starts_with('@')) {
    CAIRN_CHECK(check_keyword_term(term, value));
    if (term != "@type" && has_form_of_keyword(term)) return {};
  }
  if (!value.is_null() && !value.is_string() && !value.is_object())
    return error("invalid term definition", draft, "must be defined by a map, an IRI or null");
  draft.previous = active_.find(term);
  active_.set(term, nullptr);
  draft.made.is_protected = protected_;
  CAIRN_TRY(const Outcome outcome, fill(draft));
  if (outcome == Outcome::keep) return finish(draft);
  // An ignored definition must not take a protected term away.
  if (draft.previous != nullptr && draft.previous->is_protected) active_.set(term, draft.previous);
  return {};
}

// Steps 4, 5.
Result<void> TermBuilder::check_keyword_term(std::string_view term,
                                             const json::Value& value) const {
  const Keyword keyword = keyword_of(term);
  if (keyword == Keyword::none) return {};
  const Error redefinition =
      json_ld_error("keyword redefinition", std::string(term) + " must not be redefined");
  if (keyword != Keyword::type || is_1_0() || !value.is_object() || value.members().empty())
    return redefinition;
  for (const json::Member& member : value.members()) {
    if (member.key == "@protected") continue;
    if (member.key != "@container" || container_of(member.value) != kContainerSet)
      return redefinition;
  }
  return {};
}

// Steps 11 to 26.
Result<TermBuilder::Outcome> TermBuilder::fill(Draft& draft) {
  CAIRN_CHECK(read_protected(draft));
  CAIRN_CHECK(read_type(draft));
  if (draft.entry("@reverse") != nullptr) return read_reverse(draft);
  const json::Value* id = draft.entry("@id");
  if (id != nullptr && !(id->is_string() && id->string() == draft.term)) {
    CAIRN_TRY(const Outcome outcome, read_id(draft));
    if (outcome == Outcome::ignore) return outcome;
  } else {
    CAIRN_CHECK(derive_iri(draft));
  }
  CAIRN_CHECK(read_container(draft));
  CAIRN_CHECK(read_index(draft));
  CAIRN_CHECK(read_scoped(draft));
  if (draft.entry("@type") == nullptr) {
    CAIRN_CHECK(read_language(draft));
    CAIRN_CHECK(read_direction(draft));
  }
  CAIRN_CHECK(read_nest(draft));
  CAIRN_CHECK(read_prefix(draft));
  CAIRN_CHECK(check_entries(draft));
  return Outcome::keep;
}

// Step 11.
Result<void> TermBuilder::read_protected(Draft& draft) const {
  const json::Value* value = draft.entry("@protected");
  if (value == nullptr) return {};
  if (is_1_0()) return error("invalid term definition", draft, "uses \"@protected\" of 1.1");
  if (!value->is_boolean())
    return error("invalid @protected value", draft, "has a \"@protected\" that is no boolean");
  draft.made.is_protected = value->boolean();
  return {};
}

// Step 12.
Result<void> TermBuilder::read_type(Draft& draft) {
  const json::Value* value = draft.entry("@type");
  if (value == nullptr) return {};
  const Error wrong = error("invalid type mapping", draft,
                            "has a \"@type\" that is no IRI, @id, @vocab, @json or @none");
  if (!value->is_string()) return wrong;
  CAIRN_TRY(const ExpandedIri type, expand(value->string()));
  switch (type.keyword) {
    case Keyword::id:
      draft.made.coercion = Coercion::id;
      return {};
    case Keyword::vocab:
      draft.made.coercion = Coercion::vocab;
      return {};
    case Keyword::json:
      draft.made.coercion = Coercion::json;
      break;
    case Keyword::at_none:
      draft.made.coercion = Coercion::at_none;
      break;
    case Keyword::none:
      if (!type.is_absolute() || type.text.starts_with("_:")) return wrong;
      draft.made.coercion = Coercion::iri;
      draft.made.type_iri = std::string(type.text);
      return {};
    default:
      return wrong;
  }
  if (is_1_0()) return wrong;
  return {};
}

// Step 13.
Result<TermBuilder::Outcome> TermBuilder::read_reverse(Draft& draft) {
  const json::Value* value = draft.entry("@reverse");
  if (draft.entry("@id") != nullptr || draft.entry("@nest") != nullptr)
    return error("invalid reverse property", draft, "must not have \"@id\" or \"@nest\" as well");
  if (!value->is_string())
    return error("invalid IRI mapping", draft, "has a \"@reverse\" that is no string");
  if (has_form_of_keyword(value->string())) return Outcome::ignore;
  CAIRN_TRY(const ExpandedIri iri, expand(value->string()));
  if (!iri.is_absolute())
    return error("invalid IRI mapping", draft, "has a \"@reverse\" that is no IRI");
  draft.made.iri = std::string(iri.text);
  draft.made.mapped = true;
  if (const json::Value* container = draft.entry("@container");
      container != nullptr && !container->is_null()) {
    draft.made.containers = container_of(*container);
    if (draft.made.containers != kContainerSet && draft.made.containers != kContainerIndex)
      return error("invalid reverse property", draft, "may only have the container @set or @index");
  }
  draft.made.reverse = true;
  CAIRN_CHECK(read_index(draft));
  CAIRN_CHECK(check_entries(draft));
  return Outcome::keep;
}

// Step 14.
Result<TermBuilder::Outcome> TermBuilder::read_id(Draft& draft) {
  const json::Value& value = *draft.entry("@id");
  if (value.is_null()) return Outcome::keep;
  if (!value.is_string())
    return error("invalid IRI mapping", draft, "has an \"@id\" that is no string");
  const std::string_view text = value.string();
  if (keyword_of(text) == Keyword::none && has_form_of_keyword(text)) return Outcome::ignore;
  CAIRN_TRY(const ExpandedIri iri, expand(text));
  if (iri.is_null || (iri.keyword == Keyword::none && !iri.is_absolute()))
    return error("invalid IRI mapping", draft, "has an \"@id\" that gives no IRI");
  if (iri.keyword == Keyword::context)
    return error("invalid keyword alias", draft, "must not stand for @context");
  draft.made.iri = std::string(iri.text);
  draft.made.keyword = iri.keyword;
  draft.made.mapped = true;
  const std::string_view term = draft.term;
  const bool has_colon = term.find(':') != term.npos;
  const bool has_slash = term.find('/') != term.npos;
  const bool inner_colon =
      term.size() > 2 && term.substr(1, term.size() - 2).find(':') != term.npos;
  if (inner_colon || has_slash) CAIRN_CHECK(check_own_expansion(draft));
  if (!has_colon && !has_slash && draft.simple && iri.keyword == Keyword::none)
    draft.made.prefix =
        is_generic_delimiter(draft.made.iri.back()) || draft.made.iri.starts_with("_:");
  return Outcome::keep;
}

// Step 14.2.4: a term that looks like an IRI must mean what it looks like.
Result<void> TermBuilder::check_own_expansion(const Draft& draft) {
  ContextProcessor::Entry& entry = *local_.entries.find(draft.term);
  entry.state = ContextProcessor::Entry::State::defined;
  CAIRN_TRY(const ExpandedIri iri, expand(draft.term));
  if (iri.is_null || iri.text != draft.made.iri)
    return error("invalid IRI mapping", draft, "looks like another IRI than it is mapped to");
  return {};
}

// Steps 15 to 18.
Result<void> TermBuilder::derive_iri(Draft& draft) {
  const std::string_view term = draft.term;
  draft.made.mapped = true;
  if (const std::size_t colon = term.find(':', 1); colon != term.npos) {
    const std::string_view prefix = term.substr(0, colon);
    CAIRN_CHECK(create_if_waiting(prefix));
    const TermDefinition* definition = active_.find(prefix);
    if (definition != nullptr && definition->mapped) {
      draft.made.iri = definition->iri + std::string(term.substr(colon + 1));
      return {};
    }
    draft.made.iri = std::string(term);
    if (has_scheme(term) || term.starts_with("_:")) return {};
  } else if (term.find('/') != term.npos) {
    const ExpandedIri iri = expand_iri(active_, term, kVocab, processor_.document_base_, scratch_);
    draft.made.iri = std::string(iri.text);
    if (iri.is_absolute()) return {};
  } else if (term == "@type") {
    draft.made.iri = "@type";
    draft.made.keyword = Keyword::type;
    return {};
  } else if (active_.has_vocab) {
    draft.made.iri = active_.vocab + std::string(term);
    return {};
  }
  return error("invalid IRI mapping", draft, "needs an \"@id\", a prefix or a vocabulary");
}

// Step 19.
Result<void> TermBuilder::read_container(Draft& draft) const {
  const json::Value* value = draft.entry("@container");
  if (value == nullptr) return {};
  const Error wrong = error("invalid container mapping", draft, "has no allowed \"@container\"");
  if (value->is_null() && is_1_0()) return {};
  const auto items = value->is_array() ? value->items() : std::span(value, 1);
  if (items.empty()) return wrong;
  for (const json::Value& item : items) {
    const std::uint8_t container = container_of(item);
    if (container == 0) return wrong;
    draft.made.containers |= container;
  }
  if (!is_allowed_combination(draft.made.containers)) return wrong;
  constexpr int kNew = kContainerGraph | kContainerId | kContainerType;
  if (is_1_0() && (value->is_array() || (draft.made.containers & kNew) != 0)) return wrong;
  if (draft.made.has(kContainerType)) {
    if (draft.made.coercion == Coercion::none) draft.made.coercion = Coercion::id;
    if (draft.made.coercion != Coercion::id && draft.made.coercion != Coercion::vocab)
      return error("invalid type mapping", draft, "with container @type takes @id or @vocab");
  }
  return {};
}

// Step 20.
Result<void> TermBuilder::read_index(Draft& draft) {
  const json::Value* value = draft.entry("@index");
  if (value == nullptr) return {};
  if (is_1_0() || !draft.made.has(kContainerIndex) || !value->is_string())
    return error("invalid term definition", draft, "has an \"@index\" without container @index");
  CAIRN_TRY(const ExpandedIri iri, expand(value->string()));
  if (iri.keyword != Keyword::none || !iri.is_absolute())
    return error("invalid term definition", draft, "has an \"@index\" that is no IRI");
  draft.made.index = std::string(value->string());
  return {};
}

// Step 21. The context is processed here only to find its errors early; when it is used, it is
// processed on top of the context that is active there.
Result<void> TermBuilder::read_scoped(Draft& draft) {
  const json::Value* value = draft.entry("@context");
  if (value == nullptr) return {};
  if (is_1_0()) return error("invalid term definition", draft, "uses \"@context\" of 1.1");
  Run scoped = run_;
  scoped.override_protected = true;
  scoped.propagate = true;
  scoped.validate_scoped = false;
  auto kept = std::exchange(processor_.pool_, std::make_unique<ContextPool>());
  const Result<const Context*> checked = processor_.run(active_, *value, scoped);
  processor_.pool_ = std::move(kept);
  if (!checked) {
    if (checked.error().code == ErrorCode::exhausted) return checked.error();
    return error("invalid scoped context", draft,
                 "has a context that fails: " + checked.error().message);
  }
  draft.made.scoped = value;
  draft.made.base_url = std::string(run_.base_url);
  return {};
}

// Step 22.
Result<void> TermBuilder::read_language(Draft& draft) const {
  const json::Value* value = draft.entry("@language");
  if (value == nullptr) return {};
  if (!value->is_null() && !value->is_string())
    return error("invalid language mapping", draft,
                 "has a \"@language\" that is no string or null");
  draft.made.language_override = value->is_null() ? Override::null : Override::value;
  if (value->is_string()) draft.made.language = std::string(value->string());
  return {};
}

// Step 23.
Result<void> TermBuilder::read_direction(Draft& draft) const {
  const json::Value* value = draft.entry("@direction");
  if (value == nullptr) return {};
  draft.made.direction_override = value->is_null() ? Override::null : Override::value;
  if (value->is_null()) return {};
  const std::string_view text = value->is_string() ? value->string() : std::string_view();
  if (text != "ltr" && text != "rtl")
    return error("invalid base direction", draft,
                 "has a \"@direction\" that is no ltr, rtl or null");
  draft.made.direction = text == "ltr" ? Direction::ltr : Direction::rtl;
  return {};
}

// Step 24.
Result<void> TermBuilder::read_nest(Draft& draft) const {
  const json::Value* value = draft.entry("@nest");
  if (value == nullptr) return {};
  if (is_1_0()) return error("invalid term definition", draft, "uses \"@nest\" of 1.1");
  if (!is_string(value) ||
      (keyword_of(value->string()) != Keyword::none && value->string() != "@nest"))
    return error("invalid @nest value", draft, "has a \"@nest\" that is no term or @nest");
  draft.made.nest = std::string(value->string());
  return {};
}

// Step 25.
Result<void> TermBuilder::read_prefix(Draft& draft) const {
  const json::Value* value = draft.entry("@prefix");
  if (value == nullptr) return {};
  if (is_1_0() || draft.term.find_first_of(":/") != std::string_view::npos)
    return error("invalid term definition", draft, "cannot be a prefix");
  if (!value->is_boolean())
    return error("invalid @prefix value", draft, "has a \"@prefix\" that is no boolean");
  draft.made.prefix = value->boolean();
  if (draft.made.prefix && draft.made.keyword != Keyword::none)
    return error("invalid term definition", draft, "is a keyword and cannot be a prefix");
  return {};
}

// Step 26.
Result<void> TermBuilder::check_entries(const Draft& draft) const {
  constexpr std::array<std::string_view, 11> kKnown = {
      "@id",        "@type",  "@container", "@context",   "@reverse", "@language",
      "@direction", "@index", "@nest",      "@protected", "@prefix"};
  if (!draft.value->is_object()) return {};
  for (const json::Member& member : draft.value->members())
    if (std::ranges::find(kKnown, member.key) == kKnown.end())
      return error("invalid term definition", draft,
                   "has the unknown entry \"" + std::string(member.key) + "\"");
  return {};
}

// Steps 27, 28.
Result<void> TermBuilder::finish(Draft& draft) {
  draft.made.has_colon = draft.made.iri.find(':') != std::string::npos;
  draft.made.well_formed = is_well_formed_iri(draft.made.iri);
  processor_.work_ += draft.made.iri.size() / 64;
  const TermDefinition* definition = nullptr;
  const bool guarded =
      draft.previous != nullptr && draft.previous->is_protected && !run_.override_protected;
  if (guarded) {
    if (!same_but_protection(*draft.previous, draft.made))
      return error("protected term redefinition", draft, "is protected and must stay as it is");
    definition = draft.previous;
  } else {
    definition = &processor_.pool().terms.emplace_back(std::move(draft.made));
  }
  active_.set(draft.term, definition);
  return {};
}

Result<void> TermBuilder::create_if_waiting(std::string_view term) {
  const ContextProcessor::Entry* entry = local_.entries.find(term);
  if (entry == nullptr || entry->state == ContextProcessor::Entry::State::defined ||
      term.starts_with('@'))
    return {};
  return create(term);
}

// Section 5.2.2: steps 3 and 6.3 are here, the rest is expand_iri().
Result<ExpandedIri> TermBuilder::expand(std::string_view value) {
  if (!value.starts_with('@')) {
    CAIRN_CHECK(create_if_waiting(value));
    const std::size_t colon = value.find(':', 1);
    if (active_.find(value) == nullptr && colon != value.npos &&
        !value.substr(colon + 1).starts_with("//"))
      CAIRN_CHECK(create_if_waiting(value.substr(0, colon)));
  }
  return expand_iri(active_, value, kVocab, processor_.document_base_, scratch_);
}

}  // namespace cairn::rdf

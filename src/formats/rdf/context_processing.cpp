#include "formats/rdf/context_processing.h"

#include <array>
#include <charconv>
#include <utility>

#include "formats/rdf/iri.h"
#include "formats/rdf/local_context.h"

namespace cairn::rdf {
namespace {

// Limits on hostile inline contexts. The largest context seen in practice has some 400 terms.
constexpr std::size_t kWorkMax = 4'000'000;
constexpr unsigned kRemoteDepthMax = 32;

constexpr std::uint8_t kFlagUrl = 0;
constexpr std::uint8_t kFlagProperty = 1;
constexpr std::uint8_t kFlagType = 2;

constexpr std::array<std::string_view, 8> kContextKeywords = {
    "@base",      "@direction", "@import",  "@language",
    "@propagate", "@protected", "@version", "@vocab"};

bool is_context_keyword(std::string_view key) {
  if (!key.starts_with('@')) return false;
  for (const std::string_view keyword : kContextKeywords)
    if (key == keyword) return true;
  return false;
}

}  // namespace

const json::Value& unwrapped(const json::Value& context) {
  if (!context.is_object() || context.members().size() != 1) return context;
  const json::Value* inner = context.find("@context");
  return inner != nullptr && inner->is_object() ? *inner : context;
}

Error json_ld_error(std::string_view code, std::string_view detail, std::string_view where) {
  return invalid(std::string(code).append(": ").append(detail), std::string(where));
}

ContextProcessor::ContextProcessor(const ContextStore& store, std::string_view document_base,
                                   ProcessingMode mode)
    : store_(store), document_base_(document_base), mode_(mode) {}

// Most documents need no context of their own.
ContextPool& ContextProcessor::pool() {
  if (pool_ == nullptr) pool_ = std::make_unique<ContextPool>();
  return *pool_;
}

Result<const Context*> ContextProcessor::process(const Context& active, const json::Value& local) {
  return run(active, local, {.base_url = document_base_});
}

Result<const Context*> ContextProcessor::process_scoped(const Context& active,
                                                        const TermDefinition& term,
                                                        ScopeKind kind) {
  CAIRN_ASSERT(term.scoped != nullptr);
  const bool by_type = kind == ScopeKind::type;
  const Key key = {&term, by_type ? kFlagType : kFlagProperty, term.shared};
  return derive(active, key, [&] {
    return run(active, *term.scoped,
               {.base_url = term.base_url, .override_protected = !by_type, .propagate = !by_type});
  });
}

// Looks for the context in what was derived from `active` before, else makes and remembers it.
template <class Make>
Result<const Context*> ContextProcessor::derive(const Context& active, Key key, Make make) {
  if (mode_ != ProcessingMode::json_ld_1_1) return make();
  if (const Context* known = find_derived(active, key.identity, key.flags)) return known;
  if (active.shared && key.shared) return derive_shared(active, key, make);
  CAIRN_TRY(const Context* made, make());
  if (!active.shared) {
    const DerivedContext* next = active.derived.load(std::memory_order_relaxed);
    active.derived.store(
        &pool().derived.emplace_back(DerivedContext{key.identity, key.flags, made, next}),
        std::memory_order_relaxed);
  }
  return made;
}

// Makes the context in a pool of its own, so that the store can take it over. One that depends on
// the document's base stays with this document.
template <class Make>
Result<const Context*> ContextProcessor::derive_shared(const Context& active, Key key, Make make) {
  auto outer = std::exchange(pool_, std::make_unique<ContextPool>());
  const bool outer_used_base = std::exchange(used_document_base_, false);
  Result<const Context*> made = make();
  std::unique_ptr<ContextPool> pool = std::exchange(pool_, std::move(outer));
  const bool used_base = used_document_base_;
  used_document_base_ |= outer_used_base;
  if (!made) return made;
  if (!used_base) {
    const DerivedContext derived = {key.identity, key.flags, *made, nullptr};
    if (const Context* published = store_.publish(active, derived, pool)) return published;
  }
  this->pool().merged.push_back(std::move(pool));
  return made;
}

Result<void> ContextProcessor::spend(std::size_t work) {
  work_ += work;
  if (work_ > kWorkMax)
    return exhausted("context overflow: the contexts of the document need too much work");
  return {};
}

Result<Context*> ContextProcessor::copy(const Context& of) {
  CAIRN_CHECK(spend(of.terms.size() + 1 + (of.vocab.size() + of.base.size()) / 64));
  return &pool().contexts.emplace_back(of);
}

Result<Context*> ContextProcessor::writable(Building& building) {
  if (building.own == nullptr) {
    CAIRN_TRY(building.own, copy(*building.context));
    building.context = building.own;
  }
  return building.own;
}

// Section 4.1.2.
Result<const Context*> ContextProcessor::run(const Context& active, const json::Value& local,
                                             Run run) {
  Building building{&active};
  if (const json::Value* propagate = local.find("@propagate");  // step 2
      propagate != nullptr && propagate->is_boolean())
    run.propagate = propagate->boolean();
  if (!run.propagate && active.previous == nullptr) {  // step 3
    CAIRN_TRY(Context * result, writable(building));
    result->previous = &active;
  }
  const auto items = local.is_array() ? local.items() : std::span(&local, 1);  // step 4
  for (const json::Value& item : items) {                                      // step 5
    if (item.is_null()) {
      CAIRN_CHECK(nullify(building, run));
    } else if (item.is_string()) {
      CAIRN_CHECK(apply_url(building, item.string(), run));
    } else if (item.is_object()) {
      CAIRN_CHECK(apply_definition(building, local.is_array() ? unwrapped(item) : item, run));
    } else {
      return json_ld_error("invalid local context", "a context is null, a URL or a map");
    }
  }
  return building.context;
}

// Step 5.1. What counts is the result so far: nothing in the document may undo a protected term
// that an earlier item of the same array defined.
Result<void> ContextProcessor::nullify(Building& building, const Run& run) {
  if (!run.override_protected && building.context->protected_terms > 0)
    return json_ld_error("invalid context nullification", "the context has protected terms");
  const Context* before = building.context;
  CAIRN_TRY(building.own, copy(store_.initial()));
  if (!run.propagate) building.own->previous = before;
  building.context = building.own;
  return {};
}

Result<const LoadedContext*> ContextProcessor::load(std::string_view reference, const Run& run) {
  const LoadedContext* loaded = has_scheme(reference)
                                    ? store_.find(reference)
                                    : store_.find(resolve_iri(run.base_url, reference));
  if (loaded == nullptr)
    return Error{ErrorCode::not_found,
                 "loading remote context failed: " + std::string(reference) +
                     " is not among the known contexts",
                 {}};
  if (loaded->context == nullptr)
    return json_ld_error("invalid remote context",
                         loaded->url + " has no map with \"@context\" at its top");
  return loaded;
}

// Step 5.2.
Result<void> ContextProcessor::apply_url(Building& building, std::string_view reference,
                                         const Run& run) {
  if (!has_scheme(reference) && run.remotes == nullptr) used_document_base_ = true;
  CAIRN_TRY(const LoadedContext* loaded, load(reference, run));
  const std::string_view url = loaded->url;
  for (const Remote* up = run.remotes; up != nullptr; up = up->up)
    if (up->url == url && !run.validate_scoped) return {};  // step 5.2.2
  const Remote remote = {url, run.remotes, run.remotes == nullptr ? 1 : run.remotes->depth + 1};
  if (remote.depth > kRemoteDepthMax)
    return exhausted("context overflow: contexts include each other too deeply");
  const Context& active = *building.context;
  const auto make = [&] {
    return this->run(active, *loaded->context,
                     {.base_url = url, .remotes = &remote, .validate_scoped = run.validate_scoped});
  };
  const bool cached = run.validate_scoped;
  CAIRN_TRY(building.context, cached ? derive(active, {loaded, kFlagUrl, true}, make) : make());
  building.own = nullptr;
  return {};
}

// Steps 5.5 to 5.13.
Result<void> ContextProcessor::apply_definition(Building& building, const json::Value& local,
                                                const Run& run) {
  CAIRN_TRY(Context * result, writable(building));
  LocalContext entries(reinterpret_cast<std::uintptr_t>(&store_));
  if (const json::Value* version = local.find("@version")) CAIRN_CHECK(check_version(*version));
  if (const json::Value* import = local.find("@import"))
    CAIRN_CHECK(merge_import(entries, *import, run));
  for (const json::Member& member : local.members()) entries.put(member);
  CAIRN_CHECK(apply_keywords(*result, entries, run));

  TermBuilder terms(*this, *result, entries, run);
  if (const json::Value* value = entries.find("@protected"))
    CAIRN_CHECK(terms.set_protection(*value));
  for (const std::string_view key : entries.keys)
    if (!is_context_keyword(key)) CAIRN_CHECK(terms.create(key));
  return {};
}

// Step 5.6.
Result<void> ContextProcessor::merge_import(LocalContext& merged, const json::Value& reference,
                                            const Run& run) {
  if (mode_ == ProcessingMode::json_ld_1_0)
    return json_ld_error("invalid context entry", "\"@import\" needs JSON-LD 1.1");
  if (!reference.is_string())
    return json_ld_error("invalid @import value", "\"@import\" must be a URL");
  if (!has_scheme(reference.string()) && run.remotes == nullptr) used_document_base_ = true;
  CAIRN_TRY(const LoadedContext* loaded, load(reference.string(), run));
  if (!loaded->context->is_object())
    return json_ld_error("invalid remote context", loaded->url + " must hold one map to import");
  if (loaded->context->find("@import") != nullptr)
    return json_ld_error("invalid context entry", "an imported context must not import");
  for (const json::Member& member : loaded->context->members()) merged.put(member);
  return {};
}

Result<void> ContextProcessor::apply_keywords(Context& result, const LocalContext& local,
                                              const Run& run) {
  if (const json::Value* value = local.find("@base"); value != nullptr && run.remotes == nullptr)
    CAIRN_CHECK(apply_base(result, *value));
  if (const json::Value* value = local.find("@vocab")) CAIRN_CHECK(apply_vocab(result, *value));
  if (const json::Value* value = local.find("@language"))
    CAIRN_CHECK(apply_language(result, *value));
  if (const json::Value* value = local.find("@direction"))
    CAIRN_CHECK(apply_direction(result, *value));
  if (const json::Value* value = local.find("@propagate")) {  // step 5.11
    if (mode_ == ProcessingMode::json_ld_1_0)
      return json_ld_error("invalid context entry", "\"@propagate\" needs JSON-LD 1.1");
    if (!value->is_boolean())
      return json_ld_error("invalid @propagate value", "\"@propagate\" must be true or false");
  }
  return {};
}

// Step 5.5.
Result<void> ContextProcessor::check_version(const json::Value& value) const {
  double number = 0;
  if (value.is_number()) {
    const std::string_view text = value.number();
    std::from_chars(text.data(), text.data() + text.size(), number);
  }
  if (number < 1.1 || number > 1.1)
    return json_ld_error("invalid @version value", "\"@version\" must be the number 1.1");
  if (mode_ == ProcessingMode::json_ld_1_0)
    return json_ld_error("processing mode conflict", "the context needs JSON-LD 1.1");
  return {};
}

// Step 5.7.
Result<void> ContextProcessor::apply_base(Context& result, const json::Value& value) {
  if (value.is_null()) {
    result.base_mode = BaseMode::none;
    return {};
  }
  if (!value.is_string())
    return json_ld_error("invalid base IRI", "\"@base\" must be an IRI reference or null");
  const std::string_view base = base_of(result, document_base_);
  if (!has_scheme(value.string())) {
    if (base.empty())
      return json_ld_error("invalid base IRI", "a relative \"@base\" needs a base before it");
    used_document_base_ |= result.base_mode == BaseMode::document;
  }
  result.base =
      has_scheme(value.string()) ? std::string(value.string()) : resolve_iri(base, value.string());
  result.base_mode = BaseMode::given;
  return {};
}

// Step 5.8.
Result<void> ContextProcessor::apply_vocab(Context& result, const json::Value& value) {
  if (value.is_null()) {
    result.has_vocab = false;
    result.vocab.clear();
    return {};
  }
  if (!value.is_string())
    return json_ld_error("invalid vocab mapping", "\"@vocab\" must be an IRI or null");
  std::string scratch;
  const std::string_view text = value.string();
  const bool absolute = has_scheme(text) || text.starts_with("_:");
  if (!absolute && mode_ == ProcessingMode::json_ld_1_0)
    return json_ld_error("invalid vocab mapping", "\"@vocab\" must be an absolute IRI");
  used_document_base_ |= !absolute && result.base_mode == BaseMode::document;
  const ExpandedIri vocab =
      expand_iri(result, text, kVocab | kDocumentRelative, document_base_, scratch);
  if (vocab.is_null || vocab.keyword != Keyword::none)
    return json_ld_error("invalid vocab mapping", "\"@vocab\" must be an IRI or null");
  result.vocab = std::string(vocab.text);
  result.has_vocab = true;
  return {};
}

// Step 5.9.
Result<void> ContextProcessor::apply_language(Context& result, const json::Value& value) const {
  if (!value.is_null() && !value.is_string())
    return json_ld_error("invalid default language",
                         "\"@language\" must be a language tag or null");
  result.language = value.is_null() ? std::string() : std::string(value.string());
  return {};
}

// Step 5.10.
Result<void> ContextProcessor::apply_direction(Context& result, const json::Value& value) const {
  if (mode_ == ProcessingMode::json_ld_1_0)
    return json_ld_error("invalid context entry", "\"@direction\" needs JSON-LD 1.1");
  if (value.is_null()) {
    result.direction = Direction::none;
  } else if (value.is_string() && value.string() == "ltr") {
    result.direction = Direction::ltr;
  } else if (value.is_string() && value.string() == "rtl") {
    result.direction = Direction::rtl;
  } else {
    return json_ld_error("invalid base direction", "\"@direction\" must be ltr, rtl or null");
  }
  return {};
}

}  // namespace cairn::rdf

#include "formats/rdf/context_store.h"

#include "formats/json/reader.h"

namespace cairn::rdf {
namespace {

// Enough for every combination seen in practice (some 100 bytes an entry of a table).
constexpr std::size_t kEntriesMax = 1'000'000;

void mark_shared(ContextPool& pool) {
  for (Context& context : pool.contexts) context.shared = true;
  for (TermDefinition& term : pool.terms) term.shared = true;
  for (const auto& merged : pool.merged) mark_shared(*merged);
}

std::size_t count_entries(const ContextPool& pool) {
  std::size_t count = 0;
  for (const Context& context : pool.contexts) count += context.terms.size() + 1;
  for (const auto& merged : pool.merged) count += count_entries(*merged);
  return count;
}

}  // namespace

// The seed of the term tables is an address, which the writer of a document cannot know.
ContextStore::ContextStore()
    : initial_(&own_.contexts.emplace_back(reinterpret_cast<std::uintptr_t>(this))) {
  initial_->shared = true;
}

ContextStore::~ContextStore() = default;

std::unique_ptr<ContextStore> ContextStore::with_built_in_contexts() {
  auto store = std::make_unique<ContextStore>();
  for (const BuiltInContext& context : built_in_contexts()) {
    CAIRN_ASSERT(store->add(context.url, context.text).has_value());
    store->loaded_.find(context.url)->second.published_sha256 = context.published_sha256;
  }
  return store;
}

Result<void> ContextStore::add(std::string_view url, std::string_view text) {
  CAIRN_TRY(json::Document document, json::read(text));
  const auto [at, added] = loaded_.try_emplace(std::string(url));
  if (!added) return invalid("the context is in the store already", std::string(url));
  LoadedContext& loaded = at->second;
  loaded.url = at->first;
  loaded.text = text;
  loaded.document = std::move(document);
  loaded.context = loaded.document.root().find("@context");
  return {};
}

const LoadedContext* ContextStore::find(std::string_view url) const {
  const auto found = loaded_.find(url);
  return found == loaded_.end() ? nullptr : &found->second;
}

const Context* ContextStore::publish(const Context& active, DerivedContext derived,
                                     std::unique_ptr<ContextPool>& pool) const {
  CAIRN_ASSERT(active.shared);
  const std::lock_guard lock(mutex_);
  if (const Context* known = find_derived(active, derived.key, derived.flags)) return known;
  const std::size_t entries = count_entries(*pool);
  if (entries_ + entries > kEntriesMax) return nullptr;
  entries_ += entries;
  mark_shared(*pool);
  published_.push_back(std::move(pool));
  derived.next = active.derived.load(std::memory_order_relaxed);
  active.derived.store(&derived_.emplace_back(derived), std::memory_order_release);
  return derived.context;
}

}  // namespace cairn::rdf

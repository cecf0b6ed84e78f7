// The contexts that documents may name by URL, and what processing them gave. Never the network.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"
#include "formats/json/value.h"
#include "formats/rdf/context.h"

namespace cairn::rdf {

/// A context document under its URL.
struct LoadedContext {
  std::string url;
  std::string text;
  std::string_view published_sha256;  ///< as BuiltInContext
  json::Document document;
  const json::Value* context = nullptr;  ///< its "@context", nullptr when it has none
};

/// One context compiled into the program: its URL and its exact text.
struct BuiltInContext {
  std::string_view url;
  std::string_view text;
  /// In hexadecimal, of what is published at the URL, where it is the same JSON written otherwise;
  /// empty: of `text`, or not known.
  std::string_view published_sha256;
};

/// The contexts pinned in deps/contexts/contexts.json, their digests checked by the build.
std::span<const BuiltInContext> built_in_contexts();

/// Thread-safe once no more contexts are added. What processing makes of its contexts is kept and
/// shared between documents and threads, up to a bound that no document can push past.
class ContextStore {
 public:
  ContextStore();
  ~ContextStore();
  ContextStore(const ContextStore&) = delete;
  ContextStore& operator=(const ContextStore&) = delete;

  /// A store of the built-in contexts.
  static std::unique_ptr<ContextStore> with_built_in_contexts();

  /// Invalid when `text` is no JSON or the URL is there already. Not while others use the store.
  Result<void> add(std::string_view url, std::string_view text);

  /// nullptr when the store does not hold the URL.
  const LoadedContext* find(std::string_view url) const;

  /// The context of a document before its own.
  const Context& initial() const { return *initial_; }

  /// Takes over `pool`, which holds `made`, and remembers `made` as derived from `active` by
  /// `derived`. Returns the context to use: `made`, or what another thread published before it.
  /// Returns nullptr, taking nothing, when the store has no room left.
  const Context* publish(const Context& active, DerivedContext derived,
                         std::unique_ptr<ContextPool>& pool) const;

 private:
  std::map<std::string, LoadedContext, std::less<>> loaded_;
  ContextPool own_;
  Context* initial_;
  mutable std::mutex mutex_;
  mutable std::size_t entries_ = 0;  // in the tables of published contexts
  mutable std::deque<DerivedContext> derived_;
  mutable std::vector<std::unique_ptr<ContextPool>> published_;
};

/// The context derived from `active` by `key` and `flags`, nullptr when there is none yet.
inline const Context* find_derived(const Context& active, const void* key, std::uint8_t flags) {
  const DerivedContext* at = active.derived.load(std::memory_order_acquire);
  for (; at != nullptr; at = at->next)
    if (at->key == key && at->flags == flags) return at->context;
  return nullptr;
}

}  // namespace cairn::rdf

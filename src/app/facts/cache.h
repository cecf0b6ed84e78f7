// Fetched documents, read once and shared, for as long as they may be relied on.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <list>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "app/facts/fetch.h"
#include "app/facts/lifetime.h"
#include "base/ports.h"
#include "base/result.h"
#include "base/time.h"

namespace cairn::facts {

/// What a document became: shared, since the cache and the verifications in flight hold it at once.
template <class T>
struct Known {
  std::shared_ptr<const T> value;  ///< empty: `error` says why
  Error error;
  Instant fetched;
  bool stored = false;  ///< it was fetched long ago and stored since
};

/// A document as it was read, with what it says of its own lifetime.
template <class T>
struct Read {
  T value;
  std::optional<Millis> ttl;
};

struct CacheOptions {
  std::string accept = "application/json";
  std::size_t document_bytes_max = 1024 * 1024;
  std::size_t bytes_max = 64 * 1024 * 1024;  ///< of all fetched bodies together
  std::size_t entries_max = 4096;
  Lifetimes lifetimes = {};
};

/// By address. The least recently used go first when the bounds are reached. Several threads that
/// ask for one address at once fetch it once. Thread-safe; a reader must not ask the same cache.
template <class T>
class Cache {
 public:
  using Reader = std::function<Result<Read<T>>(const Fetched&, Instant)>;

  /// The ports must outlive the cache.
  Cache(Fetch& fetch, const Clock& clock, CacheOptions options)
      : fetch_(fetch), clock_(clock), options_(std::move(options)) {}

  /// What is known of the address, fetched and read when it is not known yet or no longer. `name`
  /// tells apart what readers make of one address.
  Known<T> get(const std::string& url, const std::string& name, const Reader& read) {
    const Key key{url, name};
    std::unique_lock lock(mutex_);
    while (true) {
      const auto found = entries_.find(key);
      if (found == entries_.end()) break;
      if (found->second.in_flight) {
        done_.wait(lock);
        continue;
      }
      if (clock_.now() < found->second.until) {
        order_.splice(order_.begin(), order_, found->second.place);
        return found->second.known;
      }
      forget(found);
      break;
    }
    entries_[key].in_flight = true;
    lock.unlock();
    Entry entry = make(url, read);
    lock.lock();
    Known<T> known = entry.known;
    keep(key, std::move(entry));
    done_.notify_all();
    return known;
  }

 private:
  using Key = std::pair<std::string, std::string>;
  struct Entry {
    Known<T> known;
    Instant until;
    std::size_t bytes = 0;
    bool in_flight = false;
    typename std::list<Key>::iterator place = {};
  };
  using Entries = std::map<Key, Entry>;

  Entry make(const std::string& url, const Reader& read) {
    Entry entry;
    Result<Fetched> fetched = fetch_.get({url, options_.accept, options_.document_bytes_max});
    const Instant now = clock_.now();
    entry.known.stored = fetched && fetched->stored;
    entry.known.fetched = entry.known.stored ? *fetched->stored : now;
    Millis lifetime = options_.lifetimes.failure;
    if (!fetched) {
      entry.known.error = std::move(fetched).error();
    } else if (Result<Read<T>> made = read(*fetched, entry.known.fetched); !made) {
      entry.known.error = std::move(made).error();
    } else {
      lifetime = fetched->lifetime == Fetched::Lifetime::none
                     ? Millis(0)
                     : lifetime_of(fetched->cache_control, made->ttl, options_.lifetimes);
      entry.known.value = std::make_shared<const T>(std::move(made->value));
      entry.bytes = fetched->body.size();
    }
    entry.until = Instant(now.time() + lifetime);
    return entry;
  }

  // The rest is called with mutex_ held.
  void keep(const Key& key, Entry entry) {
    order_.push_front(key);
    entry.place = order_.begin();
    bytes_ += entry.bytes;
    entries_[key] = std::move(entry);
    while (!order_.empty() && (bytes_ > options_.bytes_max || order_.size() > options_.entries_max))
      forget(entries_.find(order_.back()));
  }

  void forget(typename Entries::iterator entry) {
    bytes_ -= entry->second.bytes;
    order_.erase(entry->second.place);
    entries_.erase(entry);
  }

  Fetch& fetch_;
  const Clock& clock_;
  const CacheOptions options_;
  std::mutex mutex_;              // guards all below
  std::condition_variable done_;  // a fetch in flight is done
  Entries entries_;
  std::list<Key> order_;  // of the entries not in flight, the most recently used first
  std::size_t bytes_ = 0;
};

}  // namespace cairn::facts

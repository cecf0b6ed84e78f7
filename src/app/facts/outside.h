// What verify() asks of the outside: documents of controllers and status lists, fetched by one
// port, bounded in number, kept for as long as they may be relied on.
#pragma once

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/facts/fetch.h"
#include "app/facts/lifetime.h"
#include "base/ports.h"

namespace cairn::did {
struct StatedController;  // formats/did/key_search.h
}
namespace cairn::json {
class Document;  // formats/json/value.h
}
namespace cairn::rdf {
class ContextStore;  // formats/rdf/context_store.h
}
namespace cairn::vc {
struct FactsNeeded;  // formats/vc/facts.h
}

namespace cairn::facts {

struct Gathered;      // app/facts/gathered.h
struct DocumentFact;  // app/facts/gathered.h

/// More addresses than this are not asked for one question; the facts they hold are unknown then.
inline constexpr std::size_t kControllersMax = 16;
inline constexpr std::size_t kStatusListsMax = 8;
inline constexpr std::size_t kDocumentsMax = 8;

/// After this long no further address is asked for one question; what is known already still
/// counts.
inline constexpr std::chrono::seconds kPatience{15};

/// For how long facts that were stored (Fetched::stored) say anything, where they do not say so
/// themselves: a status list by its ttl. Published in docs/reference/bundle.md.
struct StoredAges {
  Millis keys = std::chrono::days(30);
  Millis status = std::chrono::days(1);
  std::optional<Millis> all = {};  ///< what the asker allows instead, whatever they say
};

/// JSON documents by their addresses.
using Documents = std::map<std::string, json::Document, std::less<>>;
/// The addresses that are still wanted, by those that are there.
using DocumentsWanted = std::function<std::vector<std::string>(const Documents&)>;

/// Thread-safe.
class Outside {
 public:
  /// The ports must outlive it.
  Outside(Fetch& fetch, const Clock& clock, const StoredAges& ages = {});
  ~Outside();
  Outside(const Outside&) = delete;
  Outside& operator=(const Outside&) = delete;

  /// Everything that is needed, each once. `contexts` is for the proofs of status lists.
  Gathered gather(const std::vector<vc::FactsNeeded>& needed,
                  const rdf::ContextStore& contexts) const;

  /// Asks for what is wanted until nothing more is, at most kDocumentsMax; `documents` has what is
  /// there already, and gets those that were to be had. Returns what there is to say of each.
  std::vector<DocumentFact> gather(const DocumentsWanted& wanted, Documents& documents) const;

  /// One controller: its document, or why there is none.
  did::StatedController controller(const std::string& id) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace cairn::facts

// What verify() asks of the outside: documents of controllers and status lists, fetched by one
// port, bounded in number, kept for as long as they may be relied on.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include "app/facts/fetch.h"
#include "base/ports.h"

namespace cairn::did {
struct StatedController;  // formats/did/key_search.h
}
namespace cairn::rdf {
class ContextStore;  // formats/rdf/context_store.h
}
namespace cairn::vc {
struct FactsNeeded;  // formats/vc/facts.h
}

namespace cairn::facts {

struct Gathered;  // app/facts/gathered.h

/// More addresses than this are not asked for one question; the facts they hold are unknown then.
inline constexpr std::size_t kControllersMax = 16;
inline constexpr std::size_t kStatusListsMax = 8;

/// After this long no further address is asked for one question; what is known already still
/// counts.
inline constexpr std::chrono::seconds kPatience{15};

/// Thread-safe.
class Outside {
 public:
  /// The ports must outlive it.
  Outside(Fetch& fetch, const Clock& clock);
  ~Outside();
  Outside(const Outside&) = delete;
  Outside& operator=(const Outside&) = delete;

  /// Everything that is needed, each once. `contexts` is for the proofs of status lists.
  Gathered gather(const std::vector<vc::FactsNeeded>& needed,
                  const rdf::ContextStore& contexts) const;

  /// One controller: its document, or why there is none.
  did::StatedController controller(const std::string& id) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace cairn::facts

// What verify() asks of the outside: documents of controllers and status lists, fetched by one
// port, bounded in number, kept for as long as they may be relied on.
#pragma once

#include <memory>
#include <vector>

#include "app/facts/fetch.h"
#include "base/ports.h"
#include "formats/did/key_search.h"
#include "formats/json/value.h"
#include "formats/rdf/context_store.h"
#include "formats/vc/status_check.h"
#include "formats/vc/verify.h"

namespace cairn::facts {

/// More addresses than this are not asked for one document; the facts they hold are unknown then.
inline constexpr std::size_t kControllersMax = 16;
inline constexpr std::size_t kStatusListsMax = 8;

/// The facts about one document. Those that could not be had say why.
struct Gathered {
  std::vector<did::StatedController> controllers;
  std::vector<vc::StatusListFact> status_lists;
};

/// Thread-safe.
class Outside {
 public:
  /// The ports must outlive it.
  Outside(Fetch& fetch, const Clock& clock);
  ~Outside();
  Outside(const Outside&) = delete;
  Outside& operator=(const Outside&) = delete;

  /// Everything that facts_needed() names. `contexts` is for the proofs of status lists.
  Gathered gather(const json::Value& document, const rdf::ContextStore& contexts) const;

  /// One controller: its document, or why there is none.
  did::StatedController controller(const std::string& id) const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace cairn::facts

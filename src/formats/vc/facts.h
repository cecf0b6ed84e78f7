// What a document refers to outside of itself, and what is stated about it (ADR 7).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/time.h"
#include "formats/did/key_search.h"
#include "formats/rdf/context_store.h"
#include "formats/vc/status_check.h"

namespace cairn::vc {

/// What a credential refers to outside of itself. Sorted, each once.
struct FactsNeeded {
  std::vector<std::string> contexts;      ///< URLs in its @context
  std::vector<std::string> controllers;   ///< ids of issuer and keys that are no did:key
  std::vector<std::string> status_lists;  ///< URLs of status lists
};

struct Facts {
  const rdf::ContextStore& contexts;
  std::span<const std::string> known_issuers;  ///< ids; what trust rests on
  StatusFacts status = {};
  /// Documents of those that facts_needed() names, or why they are missing.
  did::StatedControllers controllers = {};
  /// The asker's clock, when the answer is for an earlier moment: a signature may be younger than
  /// the moment asked about, but not come from the future, and a key taken back since is known to
  /// be. Absent: the moment asked about.
  std::optional<Instant> now = {};
  /// By when the credential is shown to have been there: it was in a log by then.
  std::optional<Instant> there_by = {};
};

}  // namespace cairn::vc

// The verification of one credential: pure, from the document and stated facts to checks.
//
// facts_needed() says what the document refers to; whoever asks gathers it and calls verify().
// Nothing in here fetches, reads a clock or knows a language (ADR 7).
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/time.h"
#include "formats/did/key_search.h"
#include "formats/json/value.h"
#include "formats/rdf/context_store.h"
#include "formats/vc/status_check.h"
#include "formats/vc/verdict.h"

namespace cairn::vc {

/// What a credential refers to outside of itself. Sorted, each once.
struct FactsNeeded {
  std::vector<std::string> contexts;      ///< URLs in its @context
  std::vector<std::string> controllers;   ///< ids of issuer and keys that are no did:key
  std::vector<std::string> status_lists;  ///< URLs of status lists
};

FactsNeeded facts_needed(const json::Value& credential);

struct Facts {
  const rdf::ContextStore& contexts;
  std::span<const std::string> known_issuers;  ///< ids; what trust rests on
  StatusFacts status = {};
  /// Documents of those that facts_needed() names, or why they are missing.
  did::StatedControllers controllers = {};
};

/// One entry for each CheckName, in their order. `at` is the moment the answer is for: validUntil
/// and a proof's expiry still count at their very millisecond. Thread-safe.
std::vector<Check> verify(const json::Value& credential, const Facts& facts, Instant at);

}  // namespace cairn::vc

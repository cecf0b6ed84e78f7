// The verification of one credential: pure, from the document and stated facts to checks.
//
// facts_needed() says what the document refers to; whoever asks gathers it and calls verify().
// Nothing in here fetches, reads a clock or knows a language (ADR 7).
#pragma once

#include <vector>

#include "base/time.h"
#include "formats/json/value.h"
#include "formats/vc/facts.h"
#include "formats/vc/jwt_credential.h"
#include "formats/vc/proofs.h"
#include "formats/vc/verdict.h"

namespace cairn::vc {

FactsNeeded facts_needed(const json::Value& credential);
FactsNeeded facts_needed(const JwtCredential& token);

/// One entry for each CheckName, in their order. `at` is the moment the answer is for: validUntil
/// and a proof's expiry still count at their very millisecond. Thread-safe.
std::vector<Check> verify(const json::Value& credential, const Facts& facts, Instant at,
                          const ProofDemands& demands = {});

/// The same for a credential that a token secures (jwt_proof.h), which serves no other purpose than
/// an assertion. Proofs inside it are not looked at: the token's signature covers them.
std::vector<Check> verify(const JwtCredential& token, const Facts& facts, Instant at,
                          const ProofDemands& demands = {});

}  // namespace cairn::vc

// Whether the proofs of a document hold: single ones, sets and chains.
//
// W3C Data Integrity 1.0 (15 May 2025) sections 4.4 (verify proof) and 4.5 (sets and chains); which
// proofs count is decided in ADR 16.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "formats/did/key_search.h"
#include "formats/json/value.h"
#include "formats/vc/facts.h"
#include "formats/vc/verdict.h"

namespace cairn::vc {

/// More proofs than this are not checked: each may cost a canonicalization.
inline constexpr std::size_t kProofsMax = 8;

/// What the asker demands of every proof.
struct ProofDemands {
  did::Purpose purpose = did::Purpose::assertion_method;  ///< authentication for a presentation
  /// The proof's `domain` must name exactly these; empty: any.
  std::span<const std::string> domains = {};
  /// The proof's `challenge`; absent: any.
  std::optional<std::string_view> challenge = {};
};

/// How one proof fared. Texts are the document's.
struct ProofFinding {
  Outcome outcome = Outcome::fail;
  Code code = Code::proof_malformed;
  std::vector<Parameter> parameters = {};
  /// Whether the key that made it is the issuer's, or the holder's of a presentation; only when it
  /// passed.
  did::Binding binding = did::Binding::unresolved;
};

/// One finding for each proof, in the document's order; empty when it has none, or more than
/// kProofsMax. A proof of a chain passes only when all that it builds on pass. Thread-safe.
std::vector<ProofFinding> check_proofs(const json::Value& document, const Facts& facts, Instant at,
                                       const ProofDemands& demands = {});

/// The check `proof` over all findings: it fails when one fails, else passes when one passes, else
/// is unknown. With several proofs its `proofs` say how each fared.
Check proof_check(const json::Value& document, std::span<const ProofFinding> findings);

/// The check `issuer_binding`: it passes when a proof that passed was made by a key of `party`, the
/// issuer or holder of the document, and fails when each was made by another's.
Check binding_check(std::string_view party, const Check& proof,
                    std::span<const ProofFinding> findings);

/// How the standard calls what a code of the check `proof` says (section 4.6).
struct ErrorClass {
  const char* name = "PROOF_VERIFICATION_ERROR";  ///< after "https://w3id.org/security#"
  int code = -17;
};
ErrorClass error_class_of(Code code);
inline constexpr ErrorClass kProofGenerationError = {"PROOF_GENERATION_ERROR", -16};

}  // namespace cairn::vc

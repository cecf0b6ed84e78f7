// Data Integrity proofs by the suite eddsa-rdfc-2022.
//
// W3C Data Integrity EdDSA Cryptosuites 1.0 (15 May 2025), section 3.2; Data Integrity 1.0
// section 4. The key must be named by a did:key. Not supported: proof chains (previousProof), other
// suites.
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "base/result.h"
#include "base/time.h"
#include "formats/crypto/digest.h"
#include "formats/crypto/signing_key.h"
#include "formats/json/value.h"
#include "formats/rdf/context_store.h"

namespace cairn::vc {

inline constexpr std::string_view kEddsaRdfc2022 = "eddsa-rdfc-2022";

/// What is signed, with every step that leads to it.
struct SignedData {
  std::string document;               ///< canonical N-Quads of the document without proofs
  std::string proof_config;           ///< canonical N-Quads of the proof without its value
  std::array<std::uint8_t, 64> data;  ///< SHA-256 of proof_config, then SHA-256 of document
};

/// Section 3.2.3: the canonical N-Quads of a JSON-LD node, where anything that JSON-LD would drop
/// in silence is an error. Errors are those of rdf::to_rdf and rdf::canonicalize.
Result<std::string> canonical_form(const json::Value& node, const rdf::ContextStore& contexts);

/// Sections 3.2.3 to 3.2.5. `document` without `proof`; `proof_config` without `proofValue`, its
/// @context is set to the document's. Errors as canonical_form().
Result<SignedData> data_to_sign(const json::Value& document, const json::Value& proof_config,
                                const rdf::ContextStore& contexts);

/// `document` with a `proof` by `key` (section 3.2.1). Invalid when it has one already or names
/// another issuer than the key's did:key, and where data_to_sign() fails.
Result<json::Document> add_proof(const json::Document& document, const crypto::SigningKey& key,
                                 Instant created, const rdf::ContextStore& contexts);

}  // namespace cairn::vc

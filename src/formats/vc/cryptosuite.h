// The cryptosuites of Data Integrity that are known here: one row each, one flow for all.
//
// W3C Data Integrity EdDSA and ECDSA Cryptosuites 1.0 (15 May 2025). The legacy
// Ed25519Signature2020, and eddsa-2022 as its first drafts called eddsa-rdfc-2022, are verified and
// never made.
#pragma once

#include <cstdint>
#include <string_view>

#include "formats/crypto/digest.h"
#include "formats/crypto/public_key.h"
#include "formats/json/value.h"

namespace cairn::vc {

inline constexpr std::string_view kDataIntegrityProof = "DataIntegrityProof";
inline constexpr std::string_view kEddsaRdfc2022 = "eddsa-rdfc-2022";
inline constexpr std::string_view kEddsa2022 = "eddsa-2022";
inline constexpr std::string_view kEddsaJcs2022 = "eddsa-jcs-2022";
inline constexpr std::string_view kEcdsaRdfc2019 = "ecdsa-rdfc-2019";
inline constexpr std::string_view kEcdsaJcs2019 = "ecdsa-jcs-2019";
inline constexpr std::string_view kEd25519Signature2020 = "Ed25519Signature2020";

/// How a document becomes bytes: RDFC-1.0 over its JSON-LD statements, or RFC 8785 over its JSON.
enum class Canonicalization : std::uint8_t { rdfc, jcs };

struct Cryptosuite {
  std::string_view name;  ///< what people call it: the `cryptosuite`, else the proof's `type`
  std::string_view type;  ///< of the proof
  Canonicalization canonicalization;
  enum class Signing : std::uint8_t { eddsa, ecdsa } signing;
  enum class Issuing : std::uint8_t { allowed, refused } issuing;
};

/// Ed25519 keys sign with EdDSA, P-256 and P-384 keys with ECDSA.
bool accepts(const Cryptosuite& suite, crypto::KeyKind kind);

/// The hash of document, proof and RDFC-1.0 itself: SHA-384 with P-384, else SHA-256.
crypto::HashAlgorithm hash_of(crypto::KeyKind kind);

/// nullptr when there is no such suite.
const Cryptosuite* find_cryptosuite(std::string_view name);

/// The suite that a proof names by `type` and `cryptosuite`; nullptr when it is not known here.
const Cryptosuite* cryptosuite_of(const json::Value& proof);

/// What a proof calls its suite, known or not; "" when it says nothing.
std::string_view suite_name_of(const json::Value& proof);

}  // namespace cairn::vc

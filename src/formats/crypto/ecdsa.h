// Private to formats/crypto: ECDSA (FIPS 186-5) on P-256 with SHA-256 and P-384 with SHA-384.
//
// Signatures are r and s side by side, as Data Integrity and JOSE want them, never DER.
#pragma once

#include <optional>
#include <vector>

#include "formats/crypto/digest.h"
#include "formats/crypto/public_key.h"

namespace cairn::crypto {

/// `key` is of ec_public_key(). Refuses signatures of another length than the curve's.
bool verify_ecdsa(const EvpKey& key, KeyKind curve, Bytes message, Bytes signature);

/// With a random nonce: OpenSSL has the deterministic one of RFC 6979 from version 3.2 on.
std::vector<std::uint8_t> sign_ecdsa(const EvpKey& key, KeyKind curve, Bytes message);

/// The key of an encoded point (SEC 1 section 2.3.4); empty when it is not on the curve. About an
/// eighth of a verification for a compressed one of P-256.
EvpKey ec_public_key(KeyKind curve, Bytes point);

/// The coordinates of what ec_public_key() made.
KeyNumbers ec_numbers(const EvpKey& key, KeyKind curve);

/// The key pair of a secret number, and its public half. Empty unless the number has the length of
/// the field and lies between 1 and the order of the curve.
struct EcKeyPair {
  EvpKey pair;
  PublicKey public_key;
};
std::optional<EcKeyPair> ec_key_pair(KeyKind curve, Bytes secret);

}  // namespace cairn::crypto

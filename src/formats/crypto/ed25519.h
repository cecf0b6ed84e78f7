// Ed25519 signatures over plain bytes (RFC 8032) by libsodium; PublicKey and SigningKey use them.
//
// Which of the edge cases that RFC 8032 leaves open verification takes (tests/conformance/
// ed25519_test.cpp checks it on every vector of C2SP/CCTV): accepted are keys and commitments with
// a low-order component, as long as the components cancel in the cofactorless equation. Refused are
// points of low order, points in a non-canonical encoding, low-order residues, and S >= L. That is
// stricter than RFC 8032 demands and never accepts what it forbids.
#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "formats/crypto/digest.h"

namespace cairn::crypto {

using Ed25519Key = std::array<std::uint8_t, 32>;
using Ed25519Signature = std::array<std::uint8_t, 64>;

/// Thread-safe.
bool verify_ed25519(const Ed25519Key& key, Bytes message, const Ed25519Signature& signature);

/// The seed, then the public key. `secret` gets 64 bytes.
Ed25519Key expand_ed25519(std::span<const std::uint8_t, 32> seed,
                          std::span<std::uint8_t, 64> secret);
/// Deterministic; thread-safe.
Ed25519Signature sign_ed25519(std::span<const std::uint8_t, 64> secret, Bytes message);

/// Overwrites memory that held a secret, in a way the compiler keeps.
void wipe(std::span<std::uint8_t> secret);

/// Whether two secrets are equal, in a time that depends on the length alone.
bool equal_secrets(Bytes a, Bytes b);

}  // namespace cairn::crypto

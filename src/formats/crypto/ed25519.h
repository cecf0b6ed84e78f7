// Ed25519 signatures (RFC 8032) by libsodium.
//
// Which of the edge cases that RFC 8032 leaves open verify() takes (tests/conformance/
// ed25519_test.cpp checks it on every vector of C2SP/CCTV): accepted are keys and commitments with
// a low-order component, as long as the components cancel in the cofactorless equation. Refused are
// points of low order, points in a non-canonical encoding, low-order residues, and S >= L. That is
// stricter than RFC 8032 demands and never accepts what it forbids.
#pragma once

#include <array>
#include <cstdint>
#include <iosfwd>
#include <span>

#include "formats/crypto/digest.h"

namespace cairn::crypto {

using PublicKey = std::array<std::uint8_t, 32>;
using Signature = std::array<std::uint8_t, 64>;

/// Thread-safe.
bool verify(const PublicKey& key, Bytes message, const Signature& signature);

/// A key pair. The secret part is wiped when the object dies, is moved, never copied, and has no
/// way into a stream, a log or an error.
class SigningKey {
 public:
  /// `seed` is the secret; the caller wipes its own copy.
  static SigningKey from_seed(std::span<const std::uint8_t, 32> seed);

  SigningKey(SigningKey&& other) noexcept;
  SigningKey& operator=(SigningKey&& other) noexcept;
  SigningKey(const SigningKey&) = delete;
  SigningKey& operator=(const SigningKey&) = delete;
  ~SigningKey();

  const PublicKey& public_key() const { return public_; }
  /// Deterministic; thread-safe.
  Signature sign(Bytes message) const;
  /// The secret itself, for sealing and for writing a key file. Wipe what you copy.
  std::span<const std::uint8_t, 32> seed() const { return std::span(secret_).first<32>(); }

 private:
  SigningKey() = default;
  std::array<std::uint8_t, 64> secret_{};  // seed, then public key
  PublicKey public_{};
};

std::ostream& operator<<(std::ostream&, const SigningKey&) = delete;

/// Overwrites memory that held a secret, in a way the compiler keeps.
void wipe(std::span<std::uint8_t> secret);

}  // namespace cairn::crypto

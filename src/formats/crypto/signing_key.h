// Key pairs that sign: Ed25519, ECDSA on P-256 and P-384.
#pragma once

#include <array>
#include <cstdint>
#include <iosfwd>
#include <span>

#include "base/result.h"
#include "formats/crypto/digest.h"
#include "formats/crypto/ed25519.h"
#include "formats/crypto/public_key.h"

namespace cairn::crypto {

/// Up to 96 bytes: 64 by Ed25519 and P-256, 96 by P-384.
class Signature {
 public:
  explicit Signature(Bytes bytes);
  Bytes bytes() const { return {data_.data(), size_}; }
  // NOLINTNEXTLINE(google-explicit-constructor): a signature is its bytes
  operator Bytes() const { return bytes(); }

 private:
  std::array<std::uint8_t, 96> data_{};
  std::uint8_t size_ = 0;
};

/// A key pair. The secret part is wiped when the object dies, is moved, never copied, and has no
/// way into a stream, a log or an error.
class SigningKey {
 public:
  /// Ed25519. `seed` is the secret; the caller wipes its own copy.
  static SigningKey from_seed(std::span<const std::uint8_t, 32> seed);
  /// Ed25519 from 32 bytes, or a curve's key from a number of 32 or 48 bytes between 1 and the
  /// order of the curve. Invalid otherwise: random bytes are refused once in 2^32 (P-256) or 2^190.
  static Result<SigningKey> from_secret(KeyKind kind, Bytes secret);

  SigningKey(SigningKey&& other) noexcept;
  SigningKey& operator=(SigningKey&& other) noexcept;
  SigningKey(const SigningKey&) = delete;
  SigningKey& operator=(const SigningKey&) = delete;
  ~SigningKey();

  KeyKind kind() const { return public_.kind(); }
  const PublicKey& public_key() const { return public_; }
  /// Thread-safe. Deterministic by Ed25519; ECDSA takes a new nonce each time (ecdsa.h).
  Signature sign(Bytes message) const;
  /// The secret itself, for sealing and for writing a key file: the seed or the number. Wipe what
  /// you copy.
  Bytes secret() const;

 private:
  explicit SigningKey(PublicKey public_key) : public_(std::move(public_key)) {}
  std::array<std::uint8_t, 64> secret_{};  // Ed25519: seed, then public key; else the number
  PublicKey public_;
  EvpKey pair_;  // empty for Ed25519; wiped by OpenSSL
};

std::ostream& operator<<(std::ostream&, const SigningKey&) = delete;

}  // namespace cairn::crypto

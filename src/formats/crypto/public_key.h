// Public keys of every kind that credentials are signed with, and the check of a signature.
//
// Ed25519 (RFC 8032), ECDSA on P-256 with SHA-256 and on P-384 with SHA-384 (FIPS 186-5) with
// signatures as plain r and s, RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017). Text forms: multikey.h,
// formats/jose/jwk.h.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "base/result.h"
#include "formats/crypto/digest.h"
#include "formats/crypto/evp_key.h"

namespace cairn::crypto {

enum class KeyKind : std::uint8_t { ed25519, p256, p384, rsa };

/// The coordinates of a point, or the numbers of an RSA key: big-endian, unsigned.
struct KeyNumbers {
  std::vector<std::uint8_t> first;   ///< x, as long as the field; or the modulus
  std::vector<std::uint8_t> second;  ///< y, as long as the field; or the exponent
};

/// A key that is sound: its point lies on its curve, its modulus has 2048 to 8192 bits. A value,
/// copied for the price of some bytes; thread-safe.
class PublicKey {
 public:
  /// Any 32 bytes: what is no good point verifies nothing.
  static PublicKey ed25519(std::span<const std::uint8_t, 32> bytes);
  /// `curve` is p256 or p384. Invalid unless the point is compressed (33 or 49 bytes, the first 2
  /// or 3) and on the curve.
  static Result<PublicKey> compressed(KeyKind curve, Bytes point);
  /// Invalid unless both numbers fill the field exactly (32 or 48 bytes) and the point is on the
  /// curve.
  static Result<PublicKey> from_point(KeyKind curve, const KeyNumbers& point);
  /// Invalid unless the modulus has 2048 to 8192 bits and the exponent is odd, at least 3 and of
  /// at most 64 bits; neither may begin with a zero byte.
  static Result<PublicKey> rsa(const KeyNumbers& numbers);
  /// The RSAPublicKey of RFC 8017 appendix A.1.1 in DER; bounds as rsa().
  static Result<PublicKey> rsa_der(Bytes der);

  KeyKind kind() const { return kind_; }
  /// The 32 bytes of an Ed25519 key, or the compressed point; empty for RSA.
  Bytes bytes() const { return {bytes_.data(), size_}; }
  /// Not for Ed25519.
  KeyNumbers numbers() const;
  /// What rsa_der() reads; for RSA only.
  std::vector<std::uint8_t> rsa_der() const;

  bool operator==(const PublicKey& other) const;

  /// Whether `signature` (64, 64 or 96 bytes, or as many as the modulus) is the key's of `message`.
  bool verify(Bytes message, Bytes signature) const;

 private:
  explicit PublicKey(KeyKind kind) : kind_(kind) {}
  static Result<PublicKey> from_encoded(KeyKind curve, Bytes point);

  KeyKind kind_;
  std::uint8_t size_ = 0;
  std::array<std::uint8_t, 49> bytes_{};
  EvpKey evp_;  // empty for Ed25519
};

inline bool verify(const PublicKey& key, Bytes message, Bytes signature) {
  return key.verify(message, signature);
}

/// "Ed25519", "P-256", "P-384", "RSA".
const char* name_of(KeyKind kind);

/// Bytes of a coordinate and half a signature: 32 for P-256, 48 for P-384.
constexpr std::size_t field_bytes(KeyKind curve) { return curve == KeyKind::p384 ? 48 : 32; }

}  // namespace cairn::crypto

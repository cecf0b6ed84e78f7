#include "formats/crypto/signing_key.h"

#include <algorithm>

#include "formats/crypto/ecdsa.h"

namespace cairn::crypto {

Signature::Signature(Bytes bytes) : size_(static_cast<std::uint8_t>(bytes.size())) {
  CAIRN_ASSERT(bytes.size() <= data_.size());
  std::ranges::copy(bytes, data_.begin());
}

SigningKey SigningKey::from_seed(std::span<const std::uint8_t, 32> seed) {
  std::array<std::uint8_t, 64> secret;
  SigningKey key(PublicKey::ed25519(expand_ed25519(seed, secret)));
  key.secret_ = secret;
  wipe(secret);
  return key;
}

Result<SigningKey> SigningKey::from_secret(KeyKind kind, Bytes secret) {
  const Error wrong = invalid(std::string("not a secret key of ") + name_of(kind));
  if (kind == KeyKind::rsa) return wrong;
  if (kind == KeyKind::ed25519) {
    if (secret.size() != 32) return wrong;
    return from_seed(secret.first<32>());
  }
  auto pair = ec_key_pair(kind, secret);
  if (!pair) return wrong;
  SigningKey key(std::move(pair->public_key));
  std::ranges::copy(secret, key.secret_.begin());
  key.pair_ = std::move(pair->pair);
  return key;
}

// The public half is copied, not moved, so that a key that was moved from stays sound.
SigningKey::SigningKey(SigningKey&& other) noexcept
    : secret_(other.secret_), public_(other.public_), pair_(std::move(other.pair_)) {
  wipe(other.secret_);
}

SigningKey& SigningKey::operator=(SigningKey&& other) noexcept {
  if (this == &other) return *this;
  secret_ = other.secret_;
  public_ = other.public_;
  pair_ = std::move(other.pair_);
  wipe(other.secret_);
  return *this;
}

SigningKey::~SigningKey() { wipe(secret_); }

Signature SigningKey::sign(Bytes message) const {
  if (kind() == KeyKind::ed25519) return Signature(sign_ed25519(secret_, message));
  CAIRN_ASSERT(pair_.get() != nullptr);
  return Signature(sign_ecdsa(pair_, kind(), message));
}

Bytes SigningKey::secret() const {
  return Bytes(secret_).first(kind() == KeyKind::ed25519 ? 32 : field_bytes(kind()));
}

}  // namespace cairn::crypto

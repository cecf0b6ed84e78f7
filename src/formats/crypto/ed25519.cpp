#include "formats/crypto/ed25519.h"

#include <sodium.h>

#include "base/result.h"

namespace cairn::crypto {
namespace {

// Chooses the fastest implementation for this processor; thread-safe and cheap when done.
void ready() {
  static const int outcome = sodium_init();
  CAIRN_ASSERT(outcome >= 0);
}

}  // namespace

bool verify(const PublicKey& key, Bytes message, const Signature& signature) {
  ready();
  return crypto_sign_ed25519_verify_detached(signature.data(), message.data(), message.size(),
                                             key.data()) == 0;
}

SigningKey SigningKey::from_seed(std::span<const std::uint8_t, 32> seed) {
  ready();
  SigningKey key;
  CAIRN_ASSERT(
      crypto_sign_ed25519_seed_keypair(key.public_.data(), key.secret_.data(), seed.data()) == 0);
  return key;
}

SigningKey::SigningKey(SigningKey&& other) noexcept
    : secret_(other.secret_), public_(other.public_) {
  wipe(other.secret_);
}

SigningKey& SigningKey::operator=(SigningKey&& other) noexcept {
  if (this == &other) return *this;
  secret_ = other.secret_;
  public_ = other.public_;
  wipe(other.secret_);
  return *this;
}

SigningKey::~SigningKey() { wipe(secret_); }

Signature SigningKey::sign(Bytes message) const {
  Signature signature;
  CAIRN_ASSERT(crypto_sign_ed25519_detached(signature.data(), nullptr, message.data(),
                                            message.size(), secret_.data()) == 0);
  return signature;
}

void wipe(std::span<std::uint8_t> secret) { sodium_memzero(secret.data(), secret.size()); }

}  // namespace cairn::crypto

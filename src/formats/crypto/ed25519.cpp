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

bool verify_ed25519(const Ed25519Key& key, Bytes message, const Ed25519Signature& signature) {
  ready();
  return crypto_sign_ed25519_verify_detached(signature.data(), message.data(), message.size(),
                                             key.data()) == 0;
}

Ed25519Key expand_ed25519(std::span<const std::uint8_t, 32> seed,
                          std::span<std::uint8_t, 64> secret) {
  ready();
  Ed25519Key key;
  CAIRN_ASSERT(crypto_sign_ed25519_seed_keypair(key.data(), secret.data(), seed.data()) == 0);
  return key;
}

Ed25519Signature sign_ed25519(std::span<const std::uint8_t, 64> secret, Bytes message) {
  ready();
  Ed25519Signature signature;
  CAIRN_ASSERT(crypto_sign_ed25519_detached(signature.data(), nullptr, message.data(),
                                            message.size(), secret.data()) == 0);
  return signature;
}

void wipe(std::span<std::uint8_t> secret) { sodium_memzero(secret.data(), secret.size()); }

bool equal_secrets(Bytes a, Bytes b) {
  return a.size() == b.size() && sodium_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace cairn::crypto

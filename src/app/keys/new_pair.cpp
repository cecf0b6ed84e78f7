#include "app/keys/new_pair.h"

#include <array>
#include <cstdint>
#include <span>

namespace cairn::keys {

// A secret beyond the order of its curve is drawn again; that happens once in 2^32 draws at most.
Result<crypto::SigningKey> new_pair(Random& random, crypto::KeyKind kind) {
  constexpr int kDraws = 8;
  std::array<std::uint8_t, 48> bytes{};
  const auto secret =
      std::span(bytes).first(kind == crypto::KeyKind::ed25519 ? 32 : crypto::field_bytes(kind));
  for (int draw = 0; draw < kDraws; ++draw) {
    random.fill(secret);
    auto pair = crypto::SigningKey::from_secret(kind, secret);
    crypto::wipe(bytes);
    if (pair) return pair;
  }
  return Error{ErrorCode::internal, "the random numbers gave no key", {}};
}

}  // namespace cairn::keys

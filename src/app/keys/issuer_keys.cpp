#include "app/keys/issuer_keys.h"

#include <algorithm>
#include <array>

#include "formats/crypto/multikey.h"

namespace cairn::keys {
namespace {

store::SealedKey new_key(const Ports& ports, const OrganizationId& organization) {
  std::array<std::uint8_t, 32> seed{};
  ports.random.fill(seed);
  crypto::SigningKey key = crypto::SigningKey::from_seed(seed);
  store::SealedKey sealed{organization, crypto::did_key(key.public_key()), store::KeyState::active,
                          ports.sealer.seal(seed)};
  crypto::wipe(seed);
  return sealed;
}

}  // namespace

Result<void> ensure_issuer_keys(const Ports& ports, std::span<const OrganizationId> organizations) {
  return ports.store.write([&](store::Repositories& repositories) -> Result<void> {
    CAIRN_TRY(auto keys, repositories.keys().all());
    for (const OrganizationId& organization : organizations) {
      bool has_one = std::any_of(keys.begin(), keys.end(), [&](const store::SealedKey& key) {
        return key.organization == organization;
      });
      if (has_one) continue;
      store::SealedKey key = new_key(ports, organization);
      Instant now = ports.clock.now();
      CAIRN_CHECK(repositories.keys().add(key, now));
      CAIRN_CHECK(
          repositories.journal().append({new_uuid7(ports.clock, ports.random), organization.text(),
                                         now, "system", "key.make", key.did, "{}"}));
    }
    return {};
  });
}

Result<crypto::SigningKey> open_key(const Sealer& sealer, const store::SealedKey& key) {
  CAIRN_TRY(auto seed, sealer.open(key.sealed));
  if (seed.size() != 32)
    return Error{ErrorCode::corrupt, "a sealed key does not hold a key", key.did};
  crypto::SigningKey opened = crypto::SigningKey::from_seed(std::span(seed).first<32>());
  crypto::wipe(seed);
  return opened;
}

}  // namespace cairn::keys

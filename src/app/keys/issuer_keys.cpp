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

Result<std::string> rotate(const Ports& ports, const OrganizationId& organization, Ending ending) {
  const Instant now = ports.clock.now();
  store::SealedKey fresh = new_key(ports, organization);
  const auto note = [&](store::Repositories& repositories, const char* action,
                        const std::string& did) {
    return repositories.journal().append({new_uuid7(ports.clock, ports.random), organization.text(),
                                          now, "system", action, did, "{}"});
  };
  CAIRN_CHECK(ports.store.write([&](store::Repositories& repositories) -> Result<void> {
    CAIRN_TRY(auto keys, repositories.keys().all());
    const auto active = std::ranges::find_if(keys, [&](const store::SealedKey& key) {
      return key.organization == organization && key.state == store::KeyState::active;
    });
    if (active == keys.end())
      return not_found("the organization has no active key here", organization.text());
    const bool retired = ending == Ending::retired;
    active->state = retired ? store::KeyState::retired : store::KeyState::compromised;
    active->ended = now;
    CAIRN_CHECK(repositories.keys().set_state(*active));
    CAIRN_CHECK(note(repositories, retired ? "key.retire" : "key.compromise", active->did));
    CAIRN_CHECK(repositories.keys().add(fresh, now));
    return note(repositories, "key.make", fresh.did);
  }));
  return std::move(fresh.did);
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

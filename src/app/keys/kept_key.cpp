#include "app/keys/kept_key.h"

#include <optional>
#include <utility>

#include "app/keys/new_pair.h"
#include "formats/crypto/multikey.h"

namespace cairn::keys {
namespace {

Result<crypto::SigningKey> open_pair(const Sealer& sealer, const store::SealedKey& key,
                                     crypto::KeyKind kind) {
  CAIRN_TRY(auto secret, sealer.open(key.sealed));
  auto pair = crypto::SigningKey::from_secret(kind, secret);
  crypto::wipe(secret);
  if (!pair) return Error{ErrorCode::corrupt, "a sealed key does not hold a key", key.did};
  return pair;
}

bool is_of_kind(const store::SealedKey& key, crypto::KeyKind kind) {
  const auto read = crypto::parse_did_key(key.did);
  return read && read->kind() == kind;
}

Result<std::optional<store::SealedKey>> find(const Ports& ports, const OrganizationId& tenant,
                                             crypto::KeyKind kind) {
  std::optional<store::SealedKey> found;
  CAIRN_CHECK(ports.store.read([&](store::Repositories& repositories) -> Result<void> {
    CAIRN_TRY(auto keys, repositories.keys().all());
    for (store::SealedKey& key : keys)
      if (key.organization == tenant && key.state == store::KeyState::active &&
          is_of_kind(key, kind) && (!found || key.did < found->did))
        found = std::move(key);
    return {};
  }));
  return found;
}

Result<void> keep(const Ports& ports, const OrganizationId& tenant,
                  const crypto::SigningKey& pair) {
  const store::SealedKey sealed{tenant, crypto::did_key(pair.public_key()), store::KeyState::active,
                                ports.sealer.seal(pair.secret())};
  const Instant now = ports.clock.now();
  return ports.store.write([&](store::Repositories& repositories) -> Result<void> {
    CAIRN_CHECK(repositories.keys().add(sealed, now));
    return repositories.journal().append({new_uuid7(ports.clock, ports.random), tenant.text(), now,
                                          "system", "key.make", sealed.did, "{}"});
  });
}

}  // namespace

Result<crypto::SigningKey> kept_key(const Ports& ports, const std::string& tenant,
                                    crypto::KeyKind kind) {
  const OrganizationId id(tenant);
  CAIRN_TRY(auto sealed, find(ports, id, kind));
  if (!sealed) {
    CAIRN_TRY(const crypto::SigningKey made, new_pair(ports.random, kind));
    CAIRN_CHECK(keep(ports, id, made));
    CAIRN_TRY(sealed, find(ports, id, kind));
    CAIRN_ASSERT(sealed.has_value());
  }
  return open_pair(ports.sealer, *sealed, kind);
}

}  // namespace cairn::keys

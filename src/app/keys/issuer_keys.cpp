#include "app/keys/issuer_keys.h"

#include <algorithm>
#include <array>

#include "formats/crypto/multikey.h"
#include "formats/json/writer.h"

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

/// A change of keys within one transaction.
struct Changing {
  const Ports& ports;
  store::Repositories& repositories;
  Instant now;
};

Result<void> write_journal(const Changing& in, const store::SealedKey& key, const char* action,
                           std::string detail = "{}") {
  return in.repositories.journal().append({new_uuid7(in.ports.clock, in.ports.random),
                                           key.organization.text(), in.now, "system", action,
                                           key.did, std::move(detail)});
}

Result<void> add_key(const Changing& in, const store::SealedKey& key) {
  CAIRN_CHECK(in.repositories.keys().add(key, in.now));
  return write_journal(in, key, "key.make");
}

struct End {
  Ending ending;
  Instant since;
};

Result<void> end_key(const Changing& in, store::SealedKey key, const End& end) {
  const bool retired = end.ending == Ending::retired;
  key.state = retired ? store::KeyState::retired : store::KeyState::compromised;
  key.ended = end.since;
  CAIRN_CHECK(in.repositories.keys().set_state(key));
  json::Writer detail;
  detail.begin_object().member("since", end.since.to_string()).end_object();
  return write_journal(in, key, retired ? "key.retire" : "key.compromise", detail.take());
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
      CAIRN_CHECK(add_key({ports, repositories, ports.clock.now()}, new_key(ports, organization)));
    }
    return {};
  });
}

Result<std::string> rotate(const Ports& ports, const OrganizationId& organization, Ending ending) {
  const Instant now = ports.clock.now();
  store::SealedKey fresh = new_key(ports, organization);
  CAIRN_CHECK(ports.store.write([&](store::Repositories& repositories) -> Result<void> {
    CAIRN_TRY(auto keys, repositories.keys().all());
    const auto active = std::ranges::find_if(keys, [&](const store::SealedKey& key) {
      return key.organization == organization && key.state == store::KeyState::active;
    });
    if (active == keys.end())
      return not_found("the organization has no active key here", organization.text());
    CAIRN_CHECK(end_key({ports, repositories, now}, *active, {ending, now}));
    return add_key({ports, repositories, now}, fresh);
  }));
  return std::move(fresh.did);
}

Result<std::string> compromise(const Ports& ports, const Compromise& known) {
  const Instant now = ports.clock.now();
  if (known.since > now) return invalid("a key is compromised since a time that was", "since");
  store::SealedKey fresh = new_key(ports, known.organization);
  bool was_active = false;
  CAIRN_CHECK(ports.store.write([&](store::Repositories& repositories) -> Result<void> {
    CAIRN_TRY(auto keys, repositories.keys().all());
    const auto key = std::ranges::find_if(keys, [&](const store::SealedKey& each) {
      return each.organization == known.organization && each.did == known.did;
    });
    if (key == keys.end()) return not_found("the organization has no such key here", known.did);
    if (key->state == store::KeyState::compromised && key->ended && *key->ended <= known.since)
      return Error{ErrorCode::conflict,
                   "the key is compromised since " + key->ended->to_string() + " already",
                   known.did};
    was_active = key->state == store::KeyState::active;
    CAIRN_CHECK(end_key({ports, repositories, now}, *key, {Ending::compromised, known.since}));
    return was_active ? add_key({ports, repositories, now}, fresh) : Result<void>();
  }));
  return was_active ? std::move(fresh.did) : std::string();
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

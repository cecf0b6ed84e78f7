#include "app/identity/identity.h"

#include <algorithm>
#include <array>

#include "formats/crypto/digest.h"
#include "formats/crypto/multibase.h"

namespace cairn::identity {
namespace {

std::string hash_of(std::string_view token) {
  return crypto::to_hex(crypto::digest(crypto::HashAlgorithm::sha256, token).bytes());
}

}  // namespace

Result<std::vector<store::Person>> Identity::demonstration_people() const {
  std::vector<store::Person> people;
  if (!demonstration()) return people;
  CAIRN_CHECK(store_.read([&](store::Repositories& repositories) -> Result<void> {
    CAIRN_TRY(people, repositories.persons().all());
    return {};
  }));
  std::erase_if(people, [](const store::Person& person) { return !person.demonstration; });
  return people;
}

Result<Identity::SignedIn> Identity::sign_in(std::string_view handle) const {
  if (!demonstration())
    return Error{ErrorCode::forbidden,
                 "signing in without proof is for demonstrations served on a loopback address", ""};
  std::array<std::uint8_t, 16> secret{};
  random_.fill(secret);
  SignedIn signed_in{{}, crypto::base64url_encode(secret)};
  CAIRN_CHECK(store_.write([&](store::Repositories& repositories) -> Result<void> {
    CAIRN_TRY(auto person, repositories.persons().find_by_handle(handle));
    if (!person || !person->demonstration)
      return not_found("the demonstration has no such person", "/person");
    signed_in.person = std::move(*person);
    Instant now = clock_.now();
    Instant expires(now.time() + std::chrono::hours(kSessionHours));
    CAIRN_CHECK(repositories.sessions().remove_expired(now));
    return repositories.sessions().add(hash_of(signed_in.token), signed_in.person.id, now, expires);
  }));
  return signed_in;
}

Result<std::optional<store::Person>> Identity::who_has(std::string_view token) const {
  std::optional<store::Person> found;
  if (token.empty()) return found;
  CAIRN_CHECK(store_.read([&](store::Repositories& repositories) -> Result<void> {
    CAIRN_TRY(auto person, repositories.sessions().find(hash_of(token), clock_.now()));
    if (!person) return {};
    CAIRN_TRY(found, repositories.persons().find(*person));
    return {};
  }));
  return found;
}

Result<void> Identity::sign_out(std::string_view token) const {
  if (token.empty()) return {};
  return store_.write([&](store::Repositories& repositories) {
    return repositories.sessions().remove(hash_of(token));
  });
}

}  // namespace cairn::identity

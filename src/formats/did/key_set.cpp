#include "formats/did/key_set.h"

#include <span>
#include <utility>

#include "formats/did/method_reader.h"
#include "formats/jose/jwk.h"

namespace cairn::did {
namespace {

using json::Value;
using Methods = std::map<std::string, Listing, std::less<>>;

Listing listing_of(const Value& jwk, std::string id, std::string_view url) {
  VerificationMethod method;
  method.id = std::move(id);
  method.controller = url;
  auto key = jose::read_jwk(jwk);
  if (key)
    method.key = *std::move(key);
  else
    method.problem = key.error().code == ErrorCode::unavailable ? KeyProblem::unsupported
                                                                : KeyProblem::malformed;
  Listing listing;
  listing.method = std::move(method);
  if (const std::string_view use = jwk.text_of("use"); use.empty() || use == "sig")
    listing.purposes.add(Purpose::assertion_method);
  return listing;
}

Result<void> add(Methods& methods, Listing listing) {
  std::string id = listing.method->id;
  const auto [place, added] = methods.emplace(std::move(id), listing);
  if (!added && !same_method(*place->second.method, *listing.method))
    return invalid("two different keys with one kid", "/keys");
  return {};
}

}  // namespace

bool is_key_set(const Value& root) {
  const Value* keys = root.find("keys");
  return (keys != nullptr && keys->is_array()) || !root.text_of("kty").empty();
}

Result<Methods> read_key_set(const Value& root, std::string_view url) {
  const Value* member = root.find("keys");
  const auto keys = member != nullptr ? member->items() : std::span(&root, 1);
  if (keys.size() > kMethodsMax) return exhausted("a set of too many keys");
  Methods methods;
  for (const Value& jwk : keys) {
    const std::string_view kid = jwk.text_of("kid");
    // Some issuers write the whole address as the kid.
    const bool is_address =
        kid.starts_with(url) && kid.size() > url.size() && kid[url.size()] == '#';
    const std::string id = is_address ? std::string(kid) : std::string(url).append("#").append(kid);
    if (!kid.empty()) CAIRN_CHECK(add(methods, listing_of(jwk, id, url)));
    if (keys.size() == 1) CAIRN_CHECK(add(methods, listing_of(jwk, std::string(url), url)));
  }
  return methods;
}

}  // namespace cairn::did

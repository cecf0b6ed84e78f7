#include "formats/trust/entity_statement.h"

#include <algorithm>
#include <charconv>
#include <chrono>

#include "formats/jose/jwk.h"
#include "formats/json/reader.h"

namespace cairn::trust {
namespace {

using json::Value;

constexpr json::Limits kClaimLimits = {
    .bytes_max = 256 * 1024, .depth_max = 24, .values_max = 20'000};
constexpr std::size_t kKeysMax = 64;
// RFC 7519 section 2; up to the year 9999.
constexpr std::int64_t kSecondsMax = 253'402'300'799;

std::string at(std::string_view claim) { return "/" + std::string(claim); }

Result<std::string> text_in(const Value& claims, std::string_view claim) {
  std::string text(claims.text_of(claim));
  if (text.empty()) return invalid("a text is wanted here", at(claim));
  return text;
}

Result<std::string> entity_in(const Value& claims, std::string_view claim) {
  CAIRN_TRY(std::string id, text_in(claims, claim));
  if (!id.starts_with("https://") && !id.starts_with("did:"))
    return invalid("an https address or a DID is wanted here", at(claim));
  return id;
}

// Whole seconds, as issuers write them; a fraction is cut off.
Result<Instant> date_in(const Value& claims, std::string_view claim) {
  const Value* value = claims.find(claim);
  std::int64_t seconds = -1;
  if (value != nullptr && value->is_number()) {
    const std::string_view digits = value->number().substr(0, value->number().find('.'));
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), seconds);
    if (error != std::errc() || end != digits.data() + digits.size()) seconds = -1;
  }
  if (seconds < 0 || seconds > kSecondsMax)
    return invalid("a number of seconds since 1970 is wanted here", at(claim));
  return Instant(Instant::Millis(std::chrono::seconds(seconds)));
}

Result<std::vector<NamedKey>> keys_in(const Value& claims) {
  std::vector<NamedKey> keys;
  const Value* set = claims.find("jwks");
  if (set == nullptr) return keys;
  const Value* list = set->is_object() ? set->find("keys") : nullptr;
  if (list == nullptr || !list->is_array()) return invalid("a key set is wanted here", "/jwks");
  if (list->items().size() > kKeysMax) return exhausted("too many keys", "/jwks/keys");
  for (const Value& jwk : list->items()) {
    auto key = jose::read_jwk(jwk);
    if (!key && key.error().code == ErrorCode::unavailable) continue;
    if (!key) return invalid(key.error().message, "/jwks/keys");
    std::string id(jwk.text_of("kid"));
    const auto same = [&](const NamedKey& other) { return !id.empty() && other.id == id; };
    if (std::ranges::any_of(keys, same)) return invalid("two keys with one kid", "/jwks/keys");
    keys.push_back({std::move(id), *std::move(key)});
  }
  return keys;
}

// A token of the type that it must say itself to be (section 3: "to prevent cross-JWT confusion").
Result<jose::Jws> read_token(std::string_view token, std::string_view type) {
  CAIRN_TRY(jose::Jws jws, jose::read_compact(token));
  const Value& header = jws.header.root();
  if (header.text_of("typ") != type)
    return invalid("expected a token of type " + std::string(type), "/header/typ");
  if (std::holds_alternative<jose::NoAlgorithm>(jose::algorithm_in(header)))
    return invalid("expected EdDSA, ES256, ES384 or RS256", "/header/alg");
  return jws;
}

// Sections 3.1.1 and 6.2: what is not understood must not be passed over.
Result<void> check_understood(const Value& claims) {
  for (const char* claim : {"crit", "metadata_policy_crit", "constraints"})
    if (claims.find(claim) != nullptr)
      return invalid("it demands something that is not known here", at(claim));
  return {};
}

bool signed_by(const jose::Jws& jws, std::string_view key_id, const std::vector<NamedKey>& keys) {
  const auto algorithm = jose::algorithm_in(jws.header.root());
  const auto* by = std::get_if<jose::Algorithm>(&algorithm);
  return by != nullptr && std::ranges::any_of(keys, [&](const NamedKey& key) {
           const bool named = key.id.empty() || key_id.empty() || key.id == key_id;
           return named && jose::verify(jws, *by, key.key);
         });
}

}  // namespace

Result<EntityStatement> read_statement(std::string_view token) {
  EntityStatement made;
  CAIRN_TRY(made.jws, read_token(token, "entity-statement+jwt"));
  made.key_id = made.jws.header.root().text_of("kid");
  CAIRN_TRY(made.claims, json::read(made.jws.payload, kClaimLimits));
  const Value& claims = made.claims.root();
  if (!claims.is_object()) return invalid("the claims are an object", "payload");
  CAIRN_CHECK(check_understood(claims));
  CAIRN_TRY(made.issuer, entity_in(claims, "iss"));
  CAIRN_TRY(made.subject, entity_in(claims, "sub"));
  CAIRN_TRY(made.period.from, date_in(claims, "iat"));
  CAIRN_TRY(made.period.until, date_in(claims, "exp"));
  if (*made.period.until < *made.period.from) return invalid("it ends before it begins", "/exp");
  CAIRN_TRY(made.keys, keys_in(claims));
  return made;
}

bool is_signed_by(const EntityStatement& statement, const std::vector<NamedKey>& keys) {
  return signed_by(statement.jws, statement.key_id, keys);
}

Result<TrustMark> read_trust_mark(std::string_view token) {
  TrustMark made;
  CAIRN_TRY(made.jws, read_token(token, "trust-mark+jwt"));
  made.key_id = made.jws.header.root().text_of("kid");
  CAIRN_TRY(const json::Document document, json::read(made.jws.payload, kClaimLimits));
  const Value& claims = document.root();
  if (!claims.is_object()) return invalid("the claims are an object", "payload");
  if (claims.find("crit") != nullptr || claims.find("delegation") != nullptr)
    return invalid("it demands something that is not known here", "/delegation");
  CAIRN_TRY(made.issuer, entity_in(claims, "iss"));
  CAIRN_TRY(made.subject, entity_in(claims, "sub"));
  // Drafts before the final version wrote `id`.
  CAIRN_TRY(made.type, text_in(claims, claims.find("id") ? "id" : "trust_mark_type"));
  made.accreditation.field = claims.text_of("field");
  made.accreditation.level = claims.text_of("level");
  CAIRN_TRY(made.accreditation.period.from, date_in(claims, "iat"));
  if (claims.find("exp") != nullptr) {
    CAIRN_TRY(made.accreditation.period.until, date_in(claims, "exp"));
  }
  return made;
}

bool is_signed_by(const TrustMark& mark, const std::vector<NamedKey>& keys) {
  return signed_by(mark.jws, mark.key_id, keys);
}

}  // namespace cairn::trust

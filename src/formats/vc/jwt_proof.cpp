#include "formats/vc/jwt_proof.h"

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>
#include <variant>

#include "formats/did/identifier.h"
#include "formats/did/self_described.h"
#include "formats/jose/jwk.h"
#include "formats/vc/plain_terms.h"
#include "formats/vc/structure.h"
#include "formats/vc/verification_method.h"

namespace cairn::vc {
namespace {

using json::Value;

// Clocks of issuers and verifiers differ by that much.
constexpr std::chrono::minutes kClockSkew{5};

ProofFinding failed(Code code, std::vector<Parameter> parameters = {}) {
  return {Outcome::fail, code, std::move(parameters)};
}
ProofFinding unknown(Code code, std::vector<Parameter> parameters = {}) {
  return {Outcome::unknown, code, std::move(parameters)};
}

std::string algorithm_name(const Value& header) { return std::string(header.text_of("alg")); }

ProofFinding refused(jose::NoAlgorithm reason, const Value& header) {
  switch (reason) {
    case jose::NoAlgorithm::missing:
      return failed(Code::proof_malformed, {{"place", "/header/alg"}});
    case jose::NoAlgorithm::unprotected:
      return failed(Code::algorithm_refused, {{"algorithm", algorithm_name(header)}});
    case jose::NoAlgorithm::critical:
      return failed(Code::header_critical);
    case jose::NoAlgorithm::unknown:
      break;
  }
  return unknown(Code::suite_unsupported, {{"suite", algorithm_name(header)}});
}

// The key to check the signature with, and whether it speaks for the issuer.
struct SigningParty {
  crypto::PublicKey key;
  did::Binding binding = did::Binding::unresolved;
};
using Signer = std::variant<SigningParty, Refusal>;

did::Purpose purpose_of(const JwtCredential& token) {
  return carries_presentation(token.form) ? did::Purpose::authentication
                                          : did::Purpose::assertion_method;
}

// A key that nothing but the header names is the issuer's when the issuer's document lists it.
did::Binding binding_of_embedded(const crypto::PublicKey& key, std::string_view issuer,
                                 did::Purpose purpose, const Facts& facts) {
  if (did::describes_itself(issuer)) {
    const auto own = did::self_described(issuer);
    return own && own->method && own->method->key == key ? did::Binding::bound
                                                         : did::Binding::foreign;
  }
  const auto stated = std::ranges::find(facts.controllers, issuer, &did::StatedController::id);
  if (stated == facts.controllers.end() || stated->document == nullptr)
    return did::Binding::unresolved;
  const auto& methods = stated->document->methods();
  const auto any = [&](auto holds) {
    return std::ranges::any_of(methods, [&](const auto& entry) {
      const did::Listing& listing = entry.second;
      return listing.purposes.has(purpose) && holds(listing.method);
    });
  };
  if (any([&](const auto& method) {
        return method && method->key == key && !method->expires && !method->revoked;
      }))
    return did::Binding::bound;
  // Profiles of Open Badges name no keys, so that silence denies nothing; what is listed by its
  // address alone was not looked at.
  const bool open = methods.empty() || any([](const auto& method) { return !method; });
  return open ? did::Binding::unresolved : did::Binding::foreign;
}

Signer embedded_signer(const Value& jwk, const JwtCredential& token, const Facts& facts) {
  auto key = jose::read_jwk(jwk);
  if (!key && key.error().code == ErrorCode::unavailable)
    return Refusal{Outcome::unknown, Code::key_unsupported, {{"key", "jwk"}}};
  if (!key)
    return Refusal{
        Outcome::fail, Code::proof_malformed, {{"place", "/header/jwk" + key.error().where}}};
  const did::Binding binding = binding_of_embedded(*key, party_of(token), purpose_of(token), facts);
  return SigningParty{*std::move(key), binding};
}

std::optional<Instant> date_in(const JwtCredential& token, const char* claim) {
  const Value* value = token.claims.root().find(claim);
  return value == nullptr ? std::nullopt : numeric_date(*value);
}

Signer named_signer(const JwtCredential& token, const std::string& method, const Facts& facts,
                    Instant at) {
  const did::KeyQuestion question{method,         purpose_of(token), at, date_in(token, "iat"),
                                  facts.there_by, facts.now};
  const auto key = resolve_key(question, facts);
  if (const auto* refusal = std::get_if<Refusal>(&key)) {
    // Where a JSON proof has its verificationMethod, a token has its kid.
    Refusal named = *refusal;
    for (Parameter& parameter : named.parameters)
      if (parameter.name == "place") parameter.value = "/header/kid";
    return named;
  }
  const auto& found = std::get<did::FoundKey>(key);
  const auto binding = did::bind(party_of(token), question, found, facts.controllers).binding;
  return SigningParty{found.key, binding};
}

Signer signer_of(const JwtCredential& token, const Facts& facts, Instant at) {
  const Value& header = token.jws.header.root();
  const Value* jwk = header.find("jwk");
  const std::string method = method_named(token);
  if (jwk == nullptr && method.empty()) return Refusal{Outcome::unknown, Code::key_unnamed, {}};
  if (jwk == nullptr) return named_signer(token, method, facts, at);
  Signer embedded = embedded_signer(*jwk, token, facts);
  const auto* shown = std::get_if<SigningParty>(&embedded);
  if (shown == nullptr || header.find("kid") == nullptr || method.empty()) return embedded;
  Signer named = named_signer(token, method, facts, at);
  const auto* found = std::get_if<SigningParty>(&named);
  if (found != nullptr && found->key != shown->key)
    return Refusal{Outcome::fail, Code::proof_malformed, {{"place", "/header/jwk"}}};
  // A kid that leads to a refusal refuses; one that leads nowhere leaves the key of the header.
  const auto* refusal = std::get_if<Refusal>(&named);
  return refusal != nullptr && refusal->outcome == Outcome::unknown ? embedded : named;
}

// RFC 7519 sections 4.1.4 to 4.1.6: the dates of the signature. `iat` is read where it is a number.
std::optional<ProofFinding> check_dates(const JwtCredential& token, const Facts& facts,
                                        Instant at) {
  const Instant latest(std::max(at, facts.now.value_or(at)).time() + kClockSkew);
  if (const auto made = date_in(token, "iat"); made && *made > latest)
    return failed(Code::proof_from_future, {{"date", made->to_string()}});
  // In the other forms these two are the credential's, which the check `validity` looks at; only
  // what it does not say itself is left to look at here.
  const bool own_dates = token.form == JwtForm::vc_jwt || carries_presentation(token.form);
  const ValidityPeriod stated = validity_period(token.credential.root());
  const auto from = date_in(token, "nbf"), until = date_in(token, "exp");
  if (from && *from > latest && (own_dates || !stated.from))
    return failed(Code::proof_from_future, {{"date", from->to_string()}});
  if (until && *until <= at && (own_dates || !stated.until))
    return failed(Code::proof_expired, {{"date", until->to_string()}});
  return {};
}

std::vector<std::string_view> sorted(std::vector<std::string_view> texts) {
  std::ranges::sort(texts);
  texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
  return texts;
}

// `aud` (RFC 7519 section 4.1.3) and `nonce` against what was asked for, as those of proofs.
std::optional<Code> unmet(const Value& claims, const ProofDemands& demands) {
  if (!demands.domains.empty()) {
    std::vector<std::string_view> named;
    for (const Value& one : one_or_more(claims.find("aud")))
      named.push_back(one.is_string() ? one.string() : std::string_view());
    if (sorted(std::move(named)) != sorted({demands.domains.begin(), demands.domains.end()}))
      return Code::domain_mismatch;
  }
  if (demands.challenge && claims.text_of("nonce") != *demands.challenge)
    return Code::challenge_mismatch;
  return {};
}

}  // namespace

std::string method_named(const JwtCredential& token) {
  const std::string_view kid = token.jws.header.root().text_of("kid");
  const std::string issuer(party_of(token));
  if (is_url(kid)) return std::string(kid);
  if (kid.empty()) return did::describes_itself(issuer) ? issuer : std::string();
  if (!is_url(issuer)) return {};
  return issuer + (kid.starts_with('#') ? "" : "#") + std::string(kid);
}

ProofFinding check_token(const JwtCredential& token, const Facts& facts, Instant at,
                         const ProofDemands& demands) {
  const Value& header = token.jws.header.root();
  const auto algorithm = jose::algorithm_in(header);
  if (const auto* reason = std::get_if<jose::NoAlgorithm>(&algorithm))
    return refused(*reason, header);
  if (token.form == JwtForm::other_content)
    return failed(
        Code::token_type,
        {{"type", std::string(header.text_of(header.text_of("cty").empty() ? "typ" : "cty"))}});
  Signer signer = signer_of(token, facts, at);
  if (auto* refusal = std::get_if<Refusal>(&signer))
    return {refusal->outcome, refusal->code, std::move(refusal->parameters)};
  const auto& [key, binding] = std::get<SigningParty>(signer);
  const auto by = std::get<jose::Algorithm>(algorithm);
  if (jose::algorithm_of(key.kind()) != by)
    return failed(Code::algorithm_mismatch,
                  {{"algorithm", name_of(by)}, {"key", name_of(key.kind())}});
  if (!jose::verify(token.jws, by, key)) return failed(Code::proof_mismatch);
  if (const auto problem = check_claims(token))
    return failed(problem->code, {{"claim", std::string(problem->claim)}});
  if (auto wrong = check_dates(token, facts, at)) return *std::move(wrong);
  if (const auto code = unmet(token.claims.root(), demands)) return failed(*code);
  // Of a presentation its credentials are looked at one by one.
  if (!carries_presentation(token.form))
    if (const auto place = find_disguise(token.credential.root(), facts.contexts))
      return failed(Code::terms_redefined, {{"place", *place}});
  return {Outcome::pass, Code::ok, {}, binding};
}

}  // namespace cairn::vc

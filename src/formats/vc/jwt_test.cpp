#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "formats/crypto/multibase.h"
#include "formats/crypto/multikey.h"
#include "formats/jose/jwk.h"
#include "formats/json/reader.h"
#include "formats/json/writer.h"
#include "formats/vc/jwt_proof.h"
#include "formats/vc/verify.h"

using namespace cairn;
using vc::CheckName;

namespace {

const Instant kNow = Instant::parse("2026-11-21T12:00:00Z").value();
const Instant kCreated = Instant::parse("2026-01-01T00:00:00Z").value();

const rdf::ContextStore& contexts() {
  static const auto store = rdf::ContextStore::with_built_in_contexts();
  return *store;
}

crypto::SigningKey key(crypto::KeyKind kind = crypto::KeyKind::p256, std::uint8_t fill = 9) {
  const std::vector<std::uint8_t> secret(kind == crypto::KeyKind::p384 ? 48 : 32, fill);
  auto made = crypto::SigningKey::from_secret(kind, secret);
  REQUIRE(made.has_value());
  return std::move(made).value();
}

// A credential by `issuer`; `more` are members of the object with a comma after each.
std::string credential(const std::string& issuer, const std::string& more = "") {
  return fmt::format(R"({{{}"@context": ["https://www.w3.org/ns/credentials/v2"],
    "id": "urn:uuid:1", "type": ["VerifiableCredential"], "issuer": "{}",
    "validFrom": "2026-01-01T00:00:00Z", "validUntil": "2026-12-31T00:00:00Z",
    "credentialSubject": {{"id": "did:example:learner"}}}})",
                     more, issuer);
}

std::string token(const crypto::SigningKey& signer, const std::string& header,
                  const std::string& payload) {
  return jose::write_compact(header, payload, signer);
}

std::string header(const crypto::SigningKey& signer, const std::string& more) {
  return fmt::format(R"({{"alg":"{}",{}}})",
                     name_of(jose::algorithm_of(signer.public_key().kind())), more);
}

std::string by_did_key(const crypto::SigningKey& signer, const char* type = "vc+jwt") {
  return header(signer, fmt::format(R"("typ":"{}","kid":"{}")", type,
                                    crypto::did_key_method(signer.public_key())));
}

std::vector<vc::Check> checks_of(const std::string& text, Instant at = kNow) {
  const auto read = vc::read_jwt_credential(text, {});
  REQUIRE_MESSAGE(read.has_value(), describe(read.error()));
  return vc::verify(*read, {contexts(), {}}, at);
}

// "outcome code" and the claim or place that it names.
std::string found(const std::vector<vc::Check>& checks, CheckName name = CheckName::proof) {
  const auto check = std::ranges::find(checks, name, &vc::Check::check);
  REQUIRE(check != checks.end());
  constexpr std::array kOutcomes = {"pass", "fail", "unknown", "skipped"};
  std::string text = kOutcomes[static_cast<std::size_t>(check->outcome)];
  text.append(" ").append(vc::name_of(check->code));
  for (const vc::Parameter& parameter : check->parameters)
    if (parameter.name == "claim" || parameter.name == "place")
      text.append(" ").append(parameter.value);
  return text;
}

std::string proof_of(const std::string& payload, const char* type = "vc+jwt", Instant at = kNow) {
  const crypto::SigningKey signer = key();
  return found(checks_of(token(signer, by_did_key(signer, type), payload), at));
}

std::string own() { return crypto::did_key(key().public_key()); }

}  // namespace

TEST_CASE("a vc+jwt of each kind of key verifies, bound to its issuer") {
  for (const auto kind : {crypto::KeyKind::ed25519, crypto::KeyKind::p256, crypto::KeyKind::p384}) {
    const crypto::SigningKey signer = key(kind);
    const auto document = json::read(credential(crypto::did_key(signer.public_key())));
    const auto text = vc::write_token(document->root(), signer, {.created = kCreated});
    REQUIRE_MESSAGE(text.has_value(), describe(text.error()));
    const auto checks = checks_of(*text);
    CHECK(found(checks, CheckName::structure) == "pass ok");
    CHECK(found(checks) == "pass ok");
    CHECK(found(checks, CheckName::issuer_binding) == "pass ok");
    CHECK(found(checks, CheckName::validity) == "pass ok");
    // The credential comes out as it went in.
    const auto read = vc::read_jwt_credential(*text, {});
    CHECK(json::write(read->credential.root()) == json::write(document->root()));
  }
}

TEST_CASE("a changed payload, header or signature is noticed") {
  const crypto::SigningKey signer = key();
  const std::string text = token(signer, by_did_key(signer), credential(own()));
  CHECK(found(checks_of(text)) == "pass ok");
  const std::string other =
      token(signer, by_did_key(signer), credential(own(), R"("name": "other", )"));
  const auto part = [](const std::string& of, int index) {
    const auto first = of.find('.'), second = of.find('.', first + 1);
    if (index == 0) return of.substr(0, first);
    return index == 1 ? of.substr(first + 1, second - first - 1) : of.substr(second + 1);
  };
  const std::string mixed = part(text, 0) + "." + part(other, 1) + "." + part(text, 2);
  CHECK(found(checks_of(mixed)) == "fail proof_mismatch");
  CHECK(found(checks_of(mixed), CheckName::issuer_binding) == "skipped not_reached");
  CHECK(found(checks_of(part(text, 0) + "." + part(text, 1) + ".")) == "fail proof_mismatch");
}

TEST_CASE("none, shared secrets, foreign algorithms and extensions are not accepted") {
  const crypto::SigningKey signer = key();
  const std::string kid =
      R"(,"typ":"vc+jwt","kid":")" + crypto::did_key_method(signer.public_key());
  const auto with = [&](const std::string& members) {
    return found(checks_of(token(signer, "{" + members + kid + "\"}", credential(own()))));
  };
  CHECK(with(R"("alg":"ES256")") == "pass ok");
  CHECK(with(R"("alg":"none")") == "fail algorithm_refused");
  CHECK(with(R"("alg":"HS256")") == "fail algorithm_refused");
  CHECK(with(R"("alg":"PS256")") == "unknown suite_unsupported");
  CHECK(with(R"("alg":"ES384")") == "fail algorithm_mismatch");
  CHECK(with(R"("alg":"EdDSA")") == "fail algorithm_mismatch");
  CHECK(with(R"("alg":"RS256")") == "fail algorithm_mismatch");
  CHECK(with(R"("alg":7)") == "fail proof_malformed /header/alg");
  CHECK(with(R"("alg":"ES256","crit":["b64"],"b64":true)") == "fail header_critical");
}

TEST_CASE("a type of token that is no credential is refused") {
  CHECK(proof_of(credential(own()), "vc+jwt") == "pass ok");
  CHECK(proof_of(credential(own()), "application/VC+JWT") == "pass ok");
  CHECK(proof_of(credential(own()), "JWT") == "pass ok");
  CHECK(proof_of(credential(own()), "vp+jwt") == "fail token_type");
  CHECK(proof_of(credential(own()), "dc+sd-jwt") == "fail token_type");
  CHECK(proof_of(credential(own()), "vc+cose") == "fail token_type");
}

// VC-JOSE-COSE section 3.1.1 and 3.1.2.
TEST_CASE("the claims of a vc+jwt must not contradict the credential") {
  const auto with = [](const std::string& more) { return proof_of(credential(own(), more)); };
  const std::string iss = "\"iss\": \"" + own() + "\", ";
  CHECK(with(iss) == "pass ok");
  CHECK(with(R"("iss": "did:example:other", )") == "fail claim_mismatch iss");
  CHECK(with(R"("iss": 5, )") == "fail claim_malformed iss");
  CHECK(with(R"("jti": "urn:uuid:1", "sub": "did:example:learner", )") == "pass ok");
  CHECK(with(R"("jti": "urn:uuid:2", )") == "fail claim_mismatch jti");
  CHECK(with(R"("sub": "did:example:other", )") == "fail claim_mismatch sub");
  CHECK(with(R"("vc": {}, )") == "fail claim_forbidden vc");
  CHECK(with(R"("vp": "oops", )") == "fail claim_forbidden vp");
  CHECK(with(R"("exp": "2026", )") == "fail claim_malformed exp");
  CHECK(with(R"("unheard_of": {"a": 1}, )") == "pass ok");
}

// 2026-11-21T12:00:00Z is 1795262400.
TEST_CASE("the dates of the signature hold beside the credential's own") {
  const auto with = [](const std::string& more) { return proof_of(credential(own(), more)); };
  CHECK(with(R"("exp": 1795262401, )") == "pass ok");
  CHECK(with(R"("exp": 1795262400, )") == "fail proof_expired");  // on or after: RFC 7519
  CHECK(with(R"("nbf": 1795262400, )") == "pass ok");
  CHECK(with(R"("nbf": 1795262701, )") == "fail proof_from_future");  // five minutes of skew
  CHECK(with(R"("iat": 1795262701, )") == "fail proof_from_future");
  CHECK(with(R"("iat": "2010-01-01T19:23:24Z", )") == "pass ok");  // seen in the wild
}

TEST_CASE("a kid is absolute, or relative to the issuer") {
  const crypto::SigningKey signer = key();
  const std::string multikey = crypto::public_multikey(signer.public_key());
  const std::string payload = credential(own());
  const auto with = [&](const std::string& more) {
    const auto checks =
        checks_of(token(signer, header(signer, "\"typ\":\"vc+jwt\"" + more), payload));
    return found(checks) + ", " + found(checks, CheckName::issuer_binding);
  };
  const std::string ok = "pass ok, pass ok";
  CHECK(with(",\"kid\":\"" + own() + "#" + multikey + "\"") == ok);
  CHECK(with(",\"kid\":\"" + own() + "\"") == ok);
  CHECK(with(",\"kid\":\"#" + multikey + "\"") == ok);
  CHECK(with(",\"kid\":\"" + multikey + "\"") == ok);
  CHECK(with("") == ok);  // the issuer is its own key
  CHECK(with(",\"kid\":\"key-1\"").starts_with("fail proof_malformed"));
  CHECK(with(",\"kid\":\"did:example:1#key\"") == "unknown key_unsupported, skipped not_reached");
}

TEST_CASE("another's key in kid or jwk signs, but not for the issuer") {
  const crypto::SigningKey signer = key(), other = key(crypto::KeyKind::p256, 11);
  const std::string foreign = crypto::did_key(other.public_key());
  auto checks = checks_of(token(signer, by_did_key(signer), credential(foreign)));
  CHECK(found(checks) == "pass ok");
  CHECK(found(checks, CheckName::issuer_binding) == "fail issuer_mismatch");

  const std::string shown = ",\"jwk\":" + jose::write_jwk(signer.public_key());
  const auto with = [&](const std::string& issuer, const std::string& more) {
    checks =
        checks_of(token(signer, header(signer, "\"typ\":\"vc+jwt\"" + more), credential(issuer)));
    return found(checks) + ", " + found(checks, CheckName::issuer_binding);
  };
  CHECK(with(own(), shown) == "pass ok, pass ok");
  CHECK(with(jose::did_jwk(signer.public_key()), shown) == "pass ok, pass ok");
  CHECK(with(foreign, shown) == "pass ok, fail issuer_mismatch");
  CHECK(with(jose::did_jwk(other.public_key()), shown) == "pass ok, fail issuer_mismatch");
  CHECK(with("https://school.example/", shown) == "pass ok, unknown issuer_unresolved");
  CHECK(with("https://school.example/", "") == "unknown key_unnamed, skipped not_reached");
  // The two keys that the header names must be one.
  CHECK(with(foreign, shown + ",\"kid\":\"" + crypto::did_key_method(other.public_key()) + "\"") ==
        "fail proof_malformed /header/jwk, skipped not_reached");
  const std::string secret = R"(,"jwk":{"kty":"OKP","crv":"Ed25519","x":"AA","d":"AA"})";
  CHECK(with(foreign, secret) == "fail proof_malformed /header/jwk/d, skipped not_reached");
  CHECK(with(foreign, R"(,"jwk":{"kty":"EC","crv":"P-521"})") ==
        "unknown key_unsupported, skipped not_reached");
}

TEST_CASE("a did:jwk issuer signs with its one key") {
  const crypto::SigningKey signer = key(), other = key(crypto::KeyKind::p256, 11);
  const std::string did = jose::did_jwk(signer.public_key());
  const auto with = [&](const std::string& kid) {
    const auto checks = checks_of(token(
        signer, header(signer, "\"typ\":\"vc+jwt\",\"kid\":\"" + kid + "\""), credential(did)));
    return found(checks) + ", " + found(checks, CheckName::issuer_binding);
  };
  CHECK(with(did + "#0") == "pass ok, pass ok");
  CHECK(with("#0") == "pass ok, pass ok");
  CHECK(with(did + "#1").starts_with("fail proof_malformed"));
  CHECK(with(jose::did_jwk(other.public_key()) + "#0").starts_with("fail proof_mismatch"));
}

TEST_CASE("keys of an issuer's document and of a key set sign, each as far as it is vouched for") {
  const crypto::SigningKey signer = key();
  const std::string issuer = "https://school.example/profile", keys = "https://school.example/keys";
  const std::string jwk = jose::write_jwk(signer.public_key());
  const auto stated = [](const std::string& id, const std::string& text) {
    auto document = did::ControllerDocument::parse(json::read(text)->root(), id);
    REQUIRE_MESSAGE(document.has_value(), describe(document.error()));
    return did::StatedController{
        id, std::make_shared<const did::ControllerDocument>(*std::move(document)), {}, {}};
  };
  const std::string listed = R"({"id":")" + issuer + R"(","assertionMethod":[{"id":"#1",
    "type":"JsonWebKey","controller":")" +
                             issuer + R"(","publicKeyJwk":)" + jwk + "}]}";
  const std::vector<did::StatedController> profile = {stated(issuer, listed)};
  const std::vector<did::StatedController> set = {stated(keys, jwk)};
  const auto with = [&](const std::string& more, const std::vector<did::StatedController>& facts) {
    const std::string text =
        token(signer, header(signer, "\"typ\":\"vc+jwt\"," + more), credential(issuer));
    const auto read = vc::read_jwt_credential(text, {});
    const auto checks = vc::verify(
        *read, {.contexts = contexts(), .known_issuers = {}, .controllers = facts}, kNow);
    return found(checks) + ", " + found(checks, CheckName::issuer_binding);
  };
  CHECK(with("\"kid\":\"" + issuer + "#1\"", profile) == "pass ok, pass ok");
  CHECK(with("\"kid\":\"1\"", profile) == "pass ok, pass ok");
  CHECK(with("\"kid\":\"2\"", profile) == "fail key_refused, skipped not_reached");
  CHECK(with("\"kid\":\"1\"", {}) == "unknown key_unresolved, skipped not_reached");
  CHECK(with("\"kid\":\"" + keys + "\"", set) == "pass ok, unknown issuer_unresolved");
  CHECK(with("\"jwk\":" + jwk, profile) == "pass ok, pass ok");
  CHECK(with("\"jwk\":" + jwk, {}) == "pass ok, unknown issuer_unresolved");
  const std::vector<did::StatedController> silent = {
      stated(issuer, R"({"id":")" + issuer + R"(","type":["Profile"]})")};
  CHECK(with("\"jwk\":" + jwk, silent) == "pass ok, unknown issuer_unresolved");
  const auto listing = [&](const std::string& method) {
    const std::vector<did::StatedController> facts = {
        stated(issuer, R"({"id":")" + issuer + R"(","assertionMethod":[)" + method + "]}")};
    return with("\"jwk\":" + jwk, facts);
  };
  CHECK(listing("\"" + keys + "\"") == "pass ok, unknown issuer_unresolved");
  const std::string other = jose::write_jwk(key(crypto::KeyKind::p256, 11).public_key());
  CHECK(listing(R"({"id":"#2","type":"JsonWebKey","controller":")" + issuer +
                R"(","publicKeyJwk":)" + other + "}") == "pass ok, fail issuer_mismatch");
}

// Open Badges 3.0 section 8.2.4.1: what the token repeats must be there (but for `sub`) and equal.
TEST_CASE("the claims of an Open Badges token repeat the credential") {
  // 2026-01-01T00:00:00Z and 2026-12-31T00:00:00Z.
  const std::vector<std::pair<std::string, std::string>> right = {
      {"iss", "\"" + own() + "\""},
      {"sub", "\"did:example:learner\""},
      {"nbf", "1767225600"},
      {"jti", "\"urn:uuid:1\""},
      {"exp", "1798675200"}};
  const auto with = [&](const std::string& claim, const std::string& value) {
    std::string more;
    for (const auto& [name, text] : right) {
      const std::string& written = name == claim ? value : text;
      if (!written.empty()) more += fmt::format(R"("{}": {}, )", name, written);
    }
    std::string payload = credential(own(), more);
    const std::string types = "\"VerifiableCredential\"";
    payload.insert(payload.find(types) + types.size(), ", \"OpenBadgeCredential\"");
    return proof_of(payload, "JWT");
  };
  CHECK(with("", "") == "pass ok");
  for (const char* claim : {"exp", "sub"}) CHECK(with(claim, "") == "pass ok");
  CHECK(with("nbf", "1767225600.5") == "pass ok");
  for (const char* claim : {"iss", "nbf", "jti"})
    CHECK(with(claim, "") == std::string("fail claim_missing ") + claim);
  for (const char* claim : {"iss", "sub", "jti"})
    CHECK(with(claim, "\"urn:uuid:9\"") == std::string("fail claim_mismatch ") + claim);
  CHECK(with("nbf", "1767225601") == "fail claim_mismatch nbf");
  CHECK(with("exp", "1798675201") == "fail claim_mismatch exp");
  for (const char* wrong : {"\"1767225600\"", "-1", "1e300", "null"})
    CHECK(with("nbf", wrong) == "fail claim_malformed nbf");
}

// Data Model 1.1 section 6.3.1: the credential in `vc`, completed by the claims.
TEST_CASE("a token with a vc claim is read as the credential inside") {
  const crypto::SigningKey signer = key();
  const auto payload = [&](const std::string& claims, const std::string& inner) {
    return fmt::format(R"({{"iss": "{}", "sub": "did:example:learner", "jti": "urn:uuid:1", {}
      "vc": {{"@context": ["https://www.w3.org/2018/credentials/v1"],
              "type": ["VerifiableCredential"], {}
              "credentialSubject": {{"id": "did:example:learner"}}}}}})",
                       own(), claims, inner);
  };
  const auto at = [&](const std::string& text) {
    return checks_of(token(signer, by_did_key(signer, "JWT"), text));
  };
  const auto checks = at(payload(R"("nbf": 1767225600, "exp": 1798675200,)", ""));
  CHECK(found(checks, CheckName::structure) == "pass ok");
  CHECK(found(checks) == "pass ok");
  CHECK(found(checks, CheckName::issuer_binding) == "pass ok");
  CHECK(found(checks, CheckName::validity) == "pass ok");
  CHECK(found(at(payload(R"("nbf": 1767225600, "exp": 1767312000,)", "")), CheckName::validity) ==
        "fail expired");
  CHECK(found(at(payload(R"("nbf": 1767225600,)", R"("issuanceDate": "2026-01-01T00:00:00Z",)"))) ==
        "pass ok");
  CHECK(found(at(payload(R"("nbf": 1767225601,)", R"("issuanceDate": "2026-01-01T00:00:00Z",)"))) ==
        "fail claim_mismatch nbf");
  CHECK(found(at(payload(R"("nbf": 1767225600,)", R"("issuer": "did:example:other",)"))) ==
        "fail claim_mismatch iss");
}

TEST_CASE("the end of validity may stand in the token alone") {
  const std::string endless =
      R"({"@context": ["https://www.w3.org/ns/credentials/v2"], "type": ["VerifiableCredential"],
      "issuer": ")" +
      own() + R"(", "exp": 1767312000, "credentialSubject": {"id": "urn:x:1"}})";
  const crypto::SigningKey signer = key();
  const auto checks = checks_of(token(signer, by_did_key(signer, "JWT"), endless));
  CHECK(found(checks) == "pass ok");
  CHECK(found(checks, CheckName::validity) == "fail expired");
}

// RFC 7519 sections 4.1.4 and 4.1.5 hold for every token, whoever repeats their dates.
TEST_CASE("a token that is not valid yet or no longer is refused, if it alone says so") {
  const crypto::SigningKey signer = key();
  const auto proof_with = [&](const std::string& claims, const std::string& members) {
    return found(
        checks_of(token(signer, by_did_key(signer, "JWT"),
                        fmt::format(R"({{{}, "@context": ["https://www.w3.org/ns/credentials/v2"],
            "type": ["VerifiableCredential"], "issuer": "{}", {}
            "credentialSubject": {{"id": "urn:x:1"}}}})",
                                    claims, own(), members))));
  };
  CHECK(proof_with(R"("nbf": 1767225600)", "") == "pass ok");
  CHECK(proof_with(R"("nbf": 4102444800)", "") == "fail proof_from_future");
  // What is in it has proofs of its own, and so is not completed by the claims.
  CHECK(proof_with(R"("exp": 1767312000)", R"("proof": {},)") == "fail proof_expired");
  CHECK(proof_with(R"("exp": 4102444800)", R"("proof": {},)") == "pass ok");
}

// w3c/vc-jose-cose-test-suite: tests/input/credential-jose-minimal.txt and cid-p256.json.
TEST_CASE("the token of the W3C test suite verifies by its key, which no id leads to") {
  constexpr std::string_view kToken =
      "eyJhbGciOiJFUzI1NiIsImN0eSI6InZjIiwia2lkIjoiNzN2b01YRk5tTmxPRXB1WUNTSmxoOGVOMGRzY3lrb082Z0J1"
      "a2"
      "dSUzF1VSIsInR5cCI6InZjK2p3dCJ9."
      "eyJAY29udGV4dCI6WyJodHRwczovL3d3dy53My5vcmcvbnMvY3JlZGVudGlhbHM"
      "vdjIiLCJodHRwczovL3d3dy53My5vcmcvbnMvY3JlZGVudGlhbHMvZXhhbXBsZXMvdjIiXSwiY3JlZGVudGlhbFNjaGV"
      "tY"
      "SI6eyJpZCI6Imh0dHBzOi8vZXhhbXBsZS5vcmcvZXhhbXBsZXMvZGVncmVlLmpzb24iLCJ0eXBlIjoiSnNvblNjaGVtY"
      "SJ"
      "9LCJjcmVkZW50aWFsU3ViamVjdCI6eyJkZWdyZWUiOnsibmFtZSI6IkJhY2hlbG9yIG9mIFNjaWVuY2UgYW5kIEFydHM"
      "iL"
      "CJ0eXBlIjoiQmFjaGVsb3JEZWdyZWUifSwiaWQiOiJkaWQ6ZXhhbXBsZToxMjMifSwiaWF0IjoiMjAxMC0wMS0wMVQxO"
      "To"
      "yMzoyNFoiLCJpZCI6Imh0dHA6Ly91bml2ZXJzaXR5LmV4YW1wbGUvY3JlZGVudGlhbHMvMTg3MiIsImlzcyI6Imh0dHB"
      "zO"
      "i8vZXhhbXBsZS5pc3N1ZXIvdmMtam9zZS1jb3NlIiwiaXNzdWVyIjoiaHR0cHM6Ly9leGFtcGxlLmlzc3Vlci92Yy1qb"
      "3N"
      "lLWNvc2UiLCJqdGkiOiJodHRwOi8vdW5pdmVyc2l0eS5leGFtcGxlL2NyZWRlbnRpYWxzLzE4NzIiLCJ0eXBlIjpbIlZ"
      "lc"
      "mlmaWFibGVDcmVkZW50aWFsIiwiRXhhbXBsZUFsdW1uaUNyZWRlbnRpYWwiXSwidmFsaWRGcm9tIjoiMjAxMC0wMS0wM"
      "VQ"
      "xOToyMzoyNFoifQ.-X6A--TnCgeepna-dXn7j6_q2DfQzjiYdEc-pbaHR38JUIv5ubhjYp2Tb_LJuJInzI7qKfP-"
      "JcMlHd"
      "d6bDnOLw";
  const auto read = vc::read_jwt_credential(kToken, {});
  REQUIRE_MESSAGE(read.has_value(), describe(read.error()));
  CHECK(read->form == vc::JwtForm::vc_jwt);
  const auto jwk = json::read(R"({"crv": "P-256", "kty": "EC",
    "x": "WfTi93YuhsQxKbD0ftnjOXJndqhnJ5kgDV-ZDGyrhBQ",
    "y": "qUd_55EjX0mjKZ6W6mF4UXVYTQ41K6jfdnYFwN5uPyk"})");
  CHECK(jose::verify(read->jws, jose::Algorithm::es256, jose::read_jwk(jwk->root()).value()));
  CHECK_FALSE(vc::check_claims(*read).has_value());
  const auto checks = vc::verify(*read, {contexts(), {}}, kNow);
  CHECK(found(checks, CheckName::structure) == "pass ok");
  CHECK(found(checks).starts_with("unknown"));
  CHECK(vc::facts_needed(*read).controllers ==
        std::vector<std::string>{"https://example.issuer/vc-jose-cose"});
}

TEST_CASE("a token answers the challenge and the domain that were asked for, or none") {
  const crypto::SigningKey signer = key();
  const std::vector<std::string> here = {"here.example"}, both = {"b.example", "a.example"};
  const auto asked = [&](const std::string& claims, const vc::ProofDemands& demands) {
    const std::string text = token(signer, by_did_key(signer), credential(own(), claims));
    const auto read = vc::read_jwt_credential(text, {});
    REQUIRE_MESSAGE(read.has_value(), describe(read.error()));
    CHECK(read->credential.root().find("nonce") == nullptr);
    return found(vc::verify(*read, {contexts(), {}}, kNow, demands));
  };
  const std::string claims = R"("aud": "here.example", "nonce": "abc", )";
  CHECK(asked(claims, {}) == "pass ok");
  CHECK(asked(claims, {.domains = here, .challenge = "abc"}) == "pass ok");
  CHECK(asked(claims, {.domains = both}) == "fail domain_mismatch");
  CHECK(asked(claims, {.challenge = "abd"}) == "fail challenge_mismatch");
  CHECK(asked(R"("aud": ["a.example", "b.example"], )", {.domains = both}) == "pass ok");
  CHECK(asked("", {.domains = here}) == "fail domain_mismatch");
  CHECK(asked("", {.challenge = "abc"}) == "fail challenge_mismatch");
  CHECK(asked("", {.purpose = did::Purpose::authentication}) == "fail purpose_mismatch");
}

TEST_CASE("a token is not written for another's name, or over claims") {
  const crypto::SigningKey signer = key();
  const auto place = [&](const std::string& text) {
    const auto made = vc::write_token(json::read(text)->root(), signer, {.created = kCreated});
    REQUIRE_FALSE(made.has_value());
    return made.error().where;
  };
  CHECK(place(credential("did:example:other")) == "/issuer");
  CHECK(place(credential(own(), R"("iss": "x", )")) == "/iss");
  CHECK(place(credential(own(), R"("nonce": "x", )")) == "/nonce");
  CHECK(place(credential(own(), R"("proof": {}, )")) == "/proof");
}

TEST_CASE("what a token says by name is what its contexts mean") {
  const crypto::SigningKey signer = key();
  const auto with_context = [&](const std::string& context) {
    const std::string payload = fmt::format(
        R"({{"@context": ["https://www.w3.org/ns/credentials/v2", {}],
    "type": ["VerifiableCredential"], "issuer": "{}", "credentialSubject": {{"id": "urn:x:1"}}}})",
        context, own());
    return found(checks_of(token(signer, by_did_key(signer), payload)), CheckName::proof);
  };
  CHECK(with_context(R"({"rank": "https://a.example/#rank"})") == "pass ok");
  CHECK(with_context(R"({"validUntil": "https://a.example/#until"})") ==
        "fail terms_redefined /@context/validUntil");
  CHECK(with_context(R"({"until": "https://www.w3.org/2018/credentials#validUntil"})") ==
        "fail terms_redefined /@context/until");
}

// Presentations in tokens: VC-JOSE-COSE 1.0 section 3.2 and the claim `vp` of the Data Model 1.1.
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

#include "formats/crypto/multikey.h"
#include "formats/json/reader.h"
#include "formats/json/writer.h"
#include "formats/vc/data_integrity.h"
#include "formats/vc/presentation.h"
#include "formats/vc/verify.h"

using namespace cairn;

namespace {

const Instant kNow = Instant::parse("2026-11-21T12:00:00Z").value();

const rdf::ContextStore& contexts() {
  static const auto store = rdf::ContextStore::with_built_in_contexts();
  return *store;
}

crypto::SigningKey key(std::uint8_t fill) {
  return crypto::SigningKey::from_secret(crypto::KeyKind::ed25519,
                                         std::vector<std::uint8_t>(32, fill))
      .value();
}

std::string did_of(const crypto::SigningKey& signer) {
  return crypto::did_key(signer.public_key());
}

// `members` are more of the presentation, each after a comma.
std::string presentation(const std::string& members) {
  return R"({"@context": ["https://www.w3.org/ns/credentials/v2"], "type": ["VerifiablePresentation"])" +
         members + "}";
}

struct Header {
  std::string type = "vp+jwt";
  std::string more = {};
};

std::string token(const crypto::SigningKey& signer, const std::string& payload,
                  const Header& header = {}) {
  return jose::write_compact(
      fmt::format(R"({{"alg": "EdDSA", "kid": "{}", "typ": "{}"{}}})",
                  crypto::did_key_method(signer.public_key()), header.type, header.more),
      payload, signer);
}

vc::PresentationChecks checks_of(const std::string& text, const vc::ProofDemands& demands = {}) {
  const auto read = vc::read_jwt_credential(text, {});
  REQUIRE_MESSAGE(read.has_value(), describe(read.error()));
  return vc::verify_presentation(*read, {contexts(), {}}, kNow, demands);
}

std::string proof_of(const std::string& text, const vc::ProofDemands& demands = {}) {
  return vc::name_of(checks_of(text, demands).proof.code);
}

// A credential without proof, as a member of a presentation.
std::string word_of(const std::string& issuer) {
  return R"(, "verifiableCredential": [{"@context": ["https://www.w3.org/ns/credentials/v2"],
      "type": ["VerifiableCredential"], "issuer": ")" +
         issuer + R"(", "credentialSubject": {"id": "did:example:1"}}])";
}

}  // namespace

TEST_CASE("a presentation in a token is its holder's") {
  const auto holder = key(1), other = key(2);
  const std::string named = R"(, "holder": ")" + did_of(holder) + "\"";
  const auto good = checks_of(token(holder, presentation(named)));
  CHECK(good.structure.outcome == vc::Outcome::pass);
  CHECK(good.proof.outcome == vc::Outcome::pass);
  CHECK(good.holder_binding.outcome == vc::Outcome::pass);
  CHECK(good.credentials.empty());
  // Another's key signs well, and is not the holder's.
  const auto foreign = checks_of(token(other, presentation(named)));
  CHECK(foreign.proof.outcome == vc::Outcome::pass);
  CHECK(foreign.holder_binding.outcome == vc::Outcome::fail);
  // Who is no holder is bound to nothing.
  CHECK(checks_of(token(holder, presentation(""))).holder_binding.outcome == vc::Outcome::skipped);
  // Changed after signing.
  std::string text = token(holder, presentation(named));
  const std::string changed = token(other, presentation(named));
  text.replace(0, text.rfind('.'), changed.substr(0, changed.rfind('.')));
  CHECK(proof_of(text) == "proof_mismatch");
}

TEST_CASE("a token says what it answers, to whom and until when") {
  const auto holder = key(1);
  const auto with = [&](const std::string& claims) {
    return token(holder, presentation(", \"holder\": \"" + did_of(holder) + "\"" + claims));
  };
  const std::vector<std::string> here = {"https://here.example"};
  const std::vector<std::string> both = {"https://there.example", "https://here.example"};
  const std::string asked = with(R"(, "aud": "https://here.example", "nonce": "n1")");
  CHECK(proof_of(asked, {.domains = here, .challenge = "n1"}) == "ok");
  CHECK(proof_of(asked) == "ok");
  CHECK(proof_of(asked, {.domains = both}) == "domain_mismatch");
  CHECK(proof_of(asked, {.challenge = "n2"}) == "challenge_mismatch");
  CHECK(proof_of(with(R"(, "aud": ["https://here.example", "https://there.example"])"),
                 {.domains = both}) == "ok");
  CHECK(proof_of(with(R"(, "aud": 5)"), {.domains = here}) == "domain_mismatch");
  CHECK(proof_of(with(""), {.challenge = "n1"}) == "challenge_mismatch");
  CHECK(proof_of(with(R"(, "exp": 1700000000)")) == "proof_expired");
  CHECK(proof_of(with(R"(, "exp": 4102444800)")) == "ok");
  CHECK(proof_of(with(R"(, "nbf": 4102444800)")) == "proof_from_future");
  CHECK(proof_of(with(R"(, "iat": 4102444800)")) == "proof_from_future");
  CHECK(proof_of(with(R"(, "exp": "soon")")) == "claim_malformed");
  CHECK(proof_of(with(R"(, "iss": "did:example:other")")) == "claim_mismatch");
  CHECK(proof_of(with(R"(, "vp": {})")) == "claim_forbidden");
  CHECK(proof_of(with(R"(, "vc": {})")) == "claim_forbidden");
}

TEST_CASE("what a token is for, its type says") {
  const auto holder = key(1);
  const std::string payload = presentation(R"(, "holder": ")" + did_of(holder) + "\"");
  CHECK(proof_of(token(holder, payload, {"vp+jwt", R"(, "cty": "vp")"})) == "ok");
  CHECK(proof_of(token(holder, payload, {"application/vp+jwt"})) == "ok");
  CHECK(proof_of(token(holder, payload, {"vp+jwt", R"(, "cty": "vc")"})) == "token_type");
  CHECK(proof_of(token(holder, payload, {"vc+jwt"})) == "token_type");
  CHECK(proof_of(token(holder, payload, {"JWT"})) == "token_type");
  // The form of the Data Model 1.1, whose claims name the holder.
  const std::string claim =
      fmt::format(R"({{"iss": "{}", "vp": {}}})", did_of(holder), presentation(""));
  const auto old = checks_of(token(holder, claim, {"JWT"}));
  CHECK(old.proof.outcome == vc::Outcome::pass);
  CHECK(old.holder_binding.outcome == vc::Outcome::pass);
  // And no presentation is taken for a credential.
  const auto read = vc::read_jwt_credential(token(holder, payload), {});
  const auto checks = vc::verify(*read, {contexts(), {}}, kNow);
  CHECK(checks[1].code == vc::Code::token_type);
}

TEST_CASE("a word of the holder's own needs no proof of its own; another's does") {
  const auto holder = key(1);
  const std::string named = R"(, "holder": ")" + did_of(holder) + "\"";
  const auto proof_in = [&](const std::string& members) {
    const auto checks = checks_of(token(holder, presentation(members)));
    REQUIRE(checks.credentials.size() == 1);
    return std::string(vc::name_of(checks.credentials[0][1].code));
  };
  CHECK(proof_in(named + word_of(did_of(holder))) == "ok");
  CHECK(proof_in(word_of(did_of(holder))) == "holder_mismatch");
  CHECK(proof_in(named + word_of("did:example:other")) == "holder_mismatch");
}

TEST_CASE("each credential in a token is verified by itself") {
  const auto holder = key(1), issuer = key(2);
  const json::Document bare =
      json::read(R"({"@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiableCredential"], "issuer": ")" +
                 did_of(issuer) + R"(", "credentialSubject": {"id": "did:example:1"}})")
          .value();
  const auto secured = vc::add_proof(bare, issuer, {.created = kNow}, contexts());
  REQUIRE(secured.has_value());
  std::string inside = json::write(secured->root());
  const auto outcome = [&] {
    const auto checks =
        checks_of(token(holder, presentation(R"(, "verifiableCredential": [)" + inside + "]")));
    return std::string(vc::name_of(checks.credentials.at(0)[1].code));
  };
  CHECK(outcome() == "ok");
  inside.replace(inside.find("did:example:1"), 13, "did:example:2");
  CHECK(outcome() == "proof_mismatch");
  const std::string envelope =
      R"({"@context": "https://www.w3.org/ns/credentials/v2", "type": "EnvelopedVerifiableCredential",
          "id": "data:application/vc+jwt,a.b.c"})";
  const auto enveloped =
      checks_of(token(holder, presentation(R"(, "verifiableCredential": [)" + envelope + "]")));
  CHECK(enveloped.credentials.at(0).empty());  // app/verification opens it
}

#include "formats/vc/proofs.h"

#include <doctest/doctest.h>

#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "formats/crypto/multibase.h"
#include "formats/crypto/multikey.h"
#include "formats/json/reader.h"
#include "formats/json/writer.h"
#include "formats/vc/data_integrity.h"
#include "formats/vc/presentation.h"
#include "formats/vc/verify.h"

using namespace cairn;
using Existing = vc::ProofOptions::Existing;
using Issuer = vc::ProofOptions::Issuer;

namespace {

const rdf::ContextStore& contexts() {
  static const auto store = rdf::ContextStore::with_built_in_contexts();
  return *store;
}

Instant moment(std::string_view text) { return Instant::parse(text).value(); }
const Instant kCreated = moment("2026-01-01T00:00:00Z");
const Instant kNow = moment("2026-11-21T12:00:00Z");

crypto::SigningKey key(std::uint8_t first, crypto::KeyKind kind = crypto::KeyKind::ed25519) {
  std::vector<std::uint8_t> secret(kind == crypto::KeyKind::p384 ? 48 : 32);
  secret[0] = first;
  return crypto::SigningKey::from_secret(kind, secret).value();
}

std::string did_of(std::uint8_t first) { return crypto::did_key(key(first).public_key()); }

json::Document parsed(const std::string& text) {
  const auto document = json::read(text);
  REQUIRE_MESSAGE(document.has_value(), describe(document.error()));
  return *document;
}

json::Document credential(const std::string& issuer) {
  return parsed(R"({"@context": ["https://www.w3.org/ns/credentials/v2",
      {"@vocab": "https://shoe.example/#"}],
    "type": ["VerifiableCredential"], "issuer": ")" +
                issuer +
                R"(", "credentialSubject": {"id": "did:example:learner", "shoe": "مقاس ٤٣"}})");
}

json::Document secured(const json::Document& document, const crypto::SigningKey& signer,
                       const vc::ProofOptions& options) {
  auto made = vc::add_proof(document, signer, options, contexts());
  REQUIRE_MESSAGE(made.has_value(), describe(made.error()));
  return *made;
}

vc::Check proof_of(const json::Value& root, const vc::ProofDemands& demands = {},
                   Instant at = kNow) {
  return vc::verify(root, {contexts(), {}}, at, demands).at(1);
}

std::string code_of(const vc::Check& check) { return vc::name_of(check.code); }

std::string code_of(const json::Document& document, const vc::ProofDemands& demands = {}) {
  return code_of(proof_of(document.root(), demands));
}

json::Value proof_at(const json::Document& document, std::size_t index) {
  return document.root().find("proof")->items()[index];
}

json::Document with(const json::Document& document, const std::string& member,
                    const std::function<json::Value(json::Arena&)>& value) {
  const auto arena = std::make_shared<json::Arena>();
  arena->keep_alive(document.arena());
  return {arena, arena->with_member(document.root(), member, value(*arena))};
}

// The first proof by key 1 with the id urn:a, the second by key 2 with urn:b on top of it.
json::Document chain(std::string_view first_suite = vc::kEddsaRdfc2022,
                     std::string_view second_suite = vc::kEddsaRdfc2022) {
  const json::Document one = secured(credential(did_of(1)), key(1),
                                     {.suite = first_suite, .created = kCreated, .id = "urn:x:a"});
  const std::vector<std::string> previous = {"urn:x:a"};
  return secured(one, key(2),
                 {.suite = second_suite,
                  .created = kCreated,
                  .id = "urn:x:b",
                  .previous_proofs = previous,
                  .existing = Existing::kept,
                  .issuer = Issuer::any});
}

}  // namespace

TEST_CASE("each suite signs with each of its keys, verifies, and notices a change") {
  using enum crypto::KeyKind;
  struct Case {
    std::string_view suite;
    crypto::KeyKind kind;
    std::size_t signature_bytes;
  };
  for (const auto& [suite, kind, bytes] :
       {Case{vc::kEddsaRdfc2022, ed25519, 64}, Case{vc::kEddsaJcs2022, ed25519, 64},
        Case{vc::kEcdsaRdfc2019, p256, 64}, Case{vc::kEcdsaRdfc2019, p384, 96},
        Case{vc::kEcdsaJcs2019, p256, 64}, Case{vc::kEcdsaJcs2019, p384, 96}}) {
    CAPTURE(suite);
    CAPTURE(bytes);
    const crypto::SigningKey signer = key(1, kind);
    const json::Document made = secured(credential(crypto::did_key(signer.public_key())), signer,
                                        {.suite = suite, .created = kCreated});
    const auto checks = vc::verify(made.root(), {contexts(), {}}, kNow);
    CHECK(code_of(checks[1]) == "ok");
    CHECK(code_of(checks[2]) == "ok");
    const json::Value& proof = *made.root().find("proof");
    CHECK(crypto::multibase_decode(proof.text_of("proofValue"), 96)->size() == bytes);
    CHECK((proof.find("@context") != nullptr) == (suite.find("-jcs-") != suite.npos));
    CHECK(code_of(with(made, "validFrom", [](json::Arena& arena) {
            return arena.string("2026-01-01T00:00:00Z");
          })) == "proof_mismatch");
    json::Arena arena;
    const json::Value other = arena.with_member(
        proof, "cryptosuite",
        arena.string(suite.starts_with("ed") ? vc::kEcdsaRdfc2019 : vc::kEddsaRdfc2022));
    CHECK(code_of(proof_of(arena.with_member(made.root(), "proof", other))) == "proof_malformed");
  }
}

TEST_CASE("eddsa-2022 is eddsa-rdfc-2022 under its first name, verified but not made") {
  const json::Document made = secured(credential(did_of(1)), key(1), {.created = kCreated});
  json::Arena arena;
  const json::Value config = arena.without_member(
      arena.with_member(*made.root().find("proof"), "cryptosuite", arena.string(vc::kEddsa2022)),
      "proofValue");
  const auto data =
      vc::data_to_sign(arena.without_member(made.root(), "proof"), config, contexts(), {});
  REQUIRE(data.has_value());
  const auto with_value = [&](std::span<const std::uint8_t> signature) {
    const json::Value value = arena.string(crypto::multibase_encode(signature));
    return code_of(proof_of(
        arena.with_member(made.root(), "proof", arena.with_member(config, "proofValue", value))));
  };
  CHECK(with_value(key(1).sign(data->data)) == "ok");
  CHECK(with_value(key(2).sign(data->data)) == "proof_mismatch");
  CHECK_FALSE(vc::add_proof(credential(did_of(1)), key(1),
                            {.suite = vc::kEddsa2022, .created = kCreated}, contexts())
                  .has_value());
}

TEST_CASE("a bare did:key names its key, a wrong fragment does not") {
  const auto code = [](const std::string& method) {
    json::Document made = secured(credential(did_of(1)), key(1),
                                  {.created = kCreated, .verification_method = method});
    return code_of(made);
  };
  CHECK(code(did_of(1)) == "ok");
  CHECK(code(did_of(1) + "#" + did_of(2).substr(8)) == "proof_malformed");
}

TEST_CASE("contexts may be appended after signing with jcs, never changed or taken away") {
  const json::Document made =
      secured(credential(did_of(1)), key(1), {.suite = vc::kEddsaJcs2022, .created = kCreated});
  const json::Value first = made.root().find("@context")->items()[0];
  const json::Value second = made.root().find("@context")->items()[1];
  const auto code = [&](std::initializer_list<json::Value> contexts) {
    json::Arena arena;
    return code_of(proof_of(arena.with_member(made.root(), "@context", arena.array(contexts))));
  };
  json::Arena arena;
  const json::Value more = arena.object({{"hat", arena.string("https://hat.example/#hat")}});
  const json::Value redefines =
      arena.object({{"validUntil", arena.string("https://hat.example/#hat")}});
  CHECK(code({first, second, more}) == "ok");
  CHECK(code({first, second, arena.string("https://unknown.example/")}) == "ok");
  CHECK(code({first, second, redefines}) == "terms_redefined");
  CHECK(code({first, more, second}) == "proof_context_mismatch");
  CHECK(code({first}) == "proof_context_mismatch");
}

TEST_CASE("a set says how each proof fared; one must pass and none may fail") {
  const json::Document one = secured(credential(did_of(1)), key(1), {.created = kCreated});
  const json::Document two = secured(one, key(2),
                                     {.suite = vc::kEddsaJcs2022,
                                      .created = kCreated,
                                      .existing = Existing::kept,
                                      .issuer = Issuer::any});
  const auto checks = vc::verify(two.root(), {contexts(), {}}, kNow);
  CHECK(code_of(checks[1]) == "ok");
  CHECK(checks[1].proofs.size() == 2);
  CHECK(code_of(checks[2]) == "ok");  // by the first; the second is somebody else's
  json::Arena arena;
  const auto code = [&](std::initializer_list<json::Value> proofs) {
    const vc::Check check = proof_of(arena.with_member(two.root(), "proof", arena.array(proofs)));
    std::string codes = code_of(check);
    for (const vc::Check& proof : check.proofs) codes += " " + code_of(proof);
    return codes;
  };
  const json::Value first = proof_at(two, 0), second = proof_at(two, 1);
  const json::Value foreign = arena.with_member(first, "cryptosuite", arena.string("bbs-2023"));
  const json::Value broken =
      arena.with_member(first, "created", arena.string("2026-01-02T00:00:00Z"));
  CHECK(code({second, first}) == "ok ok ok");
  CHECK(code({first, foreign}) == "ok ok suite_unsupported");
  // Another suite may have other members: 1EdTech's files have one without a verificationMethod.
  const json::Document other = parsed(R"({"type": "SomeProofType", "proofPurpose": "x"})");
  CHECK(code({other.root(), first}) == "ok suite_unsupported ok");
  CHECK(code({arena.without_member(foreign, "cryptosuite"), first}).starts_with("proof_malformed"));
  CHECK(code({arena.without_member(other.root(), "type"), first}).starts_with("proof_malformed"));
  CHECK(code({first, broken, second}) == "proof_mismatch ok proof_mismatch ok");
  CHECK(code({second}) == "ok");
  CHECK(vc::name_of(
            vc::verify(arena.with_member(two.root(), "proof", second), {contexts(), {}}, kNow)[2]
                .code) == std::string("issuer_mismatch"));
}

TEST_CASE("a chain holds only with all that it builds on, in every suite") {
  for (const auto first : {vc::kEddsaRdfc2022, vc::kEddsaJcs2022})
    for (const auto second : {vc::kEddsaRdfc2022, vc::kEddsaJcs2022}) {
      const json::Document made = chain(first, second);
      CHECK(code_of(made) == "ok");
      json::Arena arena;
      const auto code = [&](std::initializer_list<json::Value> proofs) {
        return code_of(proof_of(arena.with_member(made.root(), "proof", arena.array(proofs))));
      };
      const json::Value a = proof_at(made, 0), b = proof_at(made, 1);
      CHECK(code({b, a}) == "ok");
      CHECK(code({a}) == "ok");
      CHECK(code({b}) == "previous_proof_missing");
      CHECK(code({a, b, a}) == "previous_proof_missing");  // which of the two would be meant?
      const json::Value foreign = arena.with_member(a, "cryptosuite", arena.string("bbs-2023"));
      CHECK(code({foreign, b}) == "proof_mismatch");  // the second signed the first along
      const json::Value repeated = arena.with_member(
          b, "previousProof", arena.array(std::vector<json::Value>(5, arena.string("urn:x:a"))));
      CHECK(code({a, repeated}) == "previous_proof_missing");
      const json::Value unbound = arena.without_member(b, "previousProof");
      CHECK(code({a, unbound}) == "proof_mismatch");
      const json::Value to_itself = arena.with_member(b, "previousProof", arena.string("urn:x:b"));
      CHECK(code({a, to_itself}) == "proof_mismatch");
    }
}

TEST_CASE("a proof on top of one that cannot be checked is not counted on") {
  json::Arena arena;
  const json::Document one =
      secured(credential(did_of(1)), key(1), {.created = kCreated, .id = "urn:x:a"});
  const json::Document unknown = with(one, "proof", [&](json::Arena& own) {
    return own.with_member(*one.root().find("proof"), "cryptosuite", own.string("bbs-2023"));
  });
  const std::vector<std::string> previous = {"urn:x:a"};
  const json::Document two =
      secured(unknown, key(1),
              {.created = kCreated, .previous_proofs = previous, .existing = Existing::kept});
  const vc::Check check = proof_of(two.root());
  CHECK(check.outcome == vc::Outcome::unknown);
  CHECK(code_of(check.proofs.at(1)) == "previous_proof_unverified");
}

TEST_CASE("a chain on a proof that is not there is not made") {
  const std::vector<std::string> previous = {"urn:x:none"};
  const auto made = vc::add_proof(credential(did_of(1)), key(1),
                                  {.created = kCreated, .previous_proofs = previous}, contexts());
  REQUIRE_FALSE(made.has_value());
  CHECK(made.error().where == "/proof/previousProof");
}

TEST_CASE("domain and challenge must be those asked for, and only where they are asked for") {
  const std::vector<std::string> both = {"a.example", "b.example"}, one = {"a.example"},
                                 turned = {"b.example", "a.example"};
  const json::Document made = secured(credential(did_of(1)), key(1),
                                      {.created = kCreated, .domains = both, .challenge = "x"});
  CHECK(code_of(made) == "ok");
  CHECK(code_of(made, {.domains = turned, .challenge = "x"}) == "ok");
  CHECK(code_of(made, {.domains = one}) == "domain_mismatch");
  CHECK(code_of(made, {.challenge = "y"}) == "challenge_mismatch");
  CHECK(code_of(made, {.challenge = ""}) == "challenge_mismatch");
  const json::Document none = secured(credential(did_of(1)), key(1), {.created = kCreated});
  CHECK(code_of(none, {.domains = one}) == "domain_mismatch");
  CHECK(code_of(none, {.challenge = "x"}) == "challenge_mismatch");
  CHECK(std::string(vc::error_class_of(vc::Code::domain_mismatch).name) == "INVALID_DOMAIN_ERROR");
  CHECK(vc::error_class_of(vc::Code::challenge_mismatch).code == -20);
  CHECK(vc::error_class_of(vc::Code::document_ambiguous).code == -18);
  CHECK(vc::error_class_of(vc::Code::proof_expired).code == -17);
}

TEST_CASE("a proof ends when it says, and does not come from the future") {
  const json::Document made = secured(credential(did_of(1)), key(1),
                                      {.created = kNow, .expires = moment("2026-12-01T00:00:00Z")});
  const auto code = [&](const char* at, const char* now = nullptr) {
    vc::Facts facts{contexts(), {}};
    if (now != nullptr) facts.now = moment(now);
    return code_of(vc::verify(made.root(), facts, moment(at)).at(1));
  };
  CHECK(code("2026-12-01T00:00:00Z") == "ok");
  CHECK(code("2026-12-01T00:00:00.001Z") == "proof_expired");
  CHECK(code("2026-11-21T11:55:00Z") == "ok");  // clocks differ by five minutes at most
  CHECK(code("2026-11-21T11:54:59Z") == "proof_from_future");
  CHECK(code("2026-01-01T00:00:00Z", "2026-11-30T00:00:00Z") == "ok");
  CHECK(code("2026-01-01T00:00:00Z", "2026-10-30T00:00:00Z") == "proof_from_future");
}

TEST_CASE("keys of stated controllers count for what their documents say") {
  const crypto::SigningKey signer = key(1, crypto::KeyKind::p256);
  const std::string multikey = crypto::public_multikey(signer.public_key());
  const std::string issuer = "did:web:school.example";
  const auto checks_with = [&](const std::string& purpose, const std::string& of) {
    const json::Document controller = parsed(R"({"id": ")" + of + R"(", "verificationMethod": [{
        "id": ")" + of + R"(#k", "type": "Multikey", "controller": ")" +
                                             of + R"(", "publicKeyMultibase": ")" + multikey +
                                             R"("}], ")" + purpose + R"(": ["#k"]})");
    auto document = did::ControllerDocument::parse(controller.root(), of);
    REQUIRE(document.has_value());
    const std::vector<did::StatedController> stated = {
        {of, std::make_shared<const did::ControllerDocument>(*document), {}, {}}};
    const std::string method = of + "#k";
    const json::Document made = secured(credential(issuer), signer,
                                        {.suite = vc::kEcdsaRdfc2019,
                                         .created = kCreated,
                                         .verification_method = method,
                                         .issuer = Issuer::any});
    vc::Facts facts{contexts(), {}};
    facts.controllers = stated;
    const auto checks = vc::verify(made.root(), facts, kNow);
    CHECK(code_of(vc::verify(made.root(), {contexts(), {}}, kNow)[1]) == "key_unresolved");
    return code_of(checks[1]) + " " + code_of(checks[2]);
  };
  CHECK(checks_with("assertionMethod", issuer) == "ok ok");
  CHECK(checks_with("authentication", issuer) == "key_refused not_reached");
  CHECK(checks_with("assertionMethod", "did:web:other.example") == "ok issuer_unresolved");
}

// The statements that the holder signed, which expands both spellings to the same.
TEST_CASE("what a holder presents without a proof is read by the names that were signed") {
  const auto presented = [](const std::string& context, const std::string& end) {
    return secured(parsed(R"({"@context": ["https://www.w3.org/ns/credentials/v2"],
        "type": ["VerifiablePresentation"], "holder": ")" +
                          did_of(2) + R"(", "verifiableCredential": [{
        "@context": ["https://www.w3.org/ns/credentials/v2")" +
                          context + R"(], "type": ["VerifiableCredential"], "issuer": ")" +
                          did_of(2) + R"(", ")" + end + R"(": "2026-02-01T00:00:00Z",
        "credentialSubject": {"id": "urn:x:learner"}}]})"),
                   key(2), {.created = kCreated, .purpose = "authentication"});
  };
  const auto codes_of = [](const json::Document& document) {
    const auto checks = vc::verify_presentation(document.root(), {contexts(), {}}, kNow);
    REQUIRE(checks.credentials.size() == 1);
    return code_of(checks.proof) + " " + code_of(checks.credentials[0].at(1)) + " " +
           code_of(checks.credentials[0].at(4));
  };
  CHECK(codes_of(presented("", "validUntil")) == "ok ok expired");
  CHECK(codes_of(presented(R"(, {"end": "https://www.w3.org/2018/credentials#validUntil"})",
                           "end")) == "ok terms_redefined ok");
}

TEST_CASE("a presentation is signed by its holder, and its credentials stand for themselves") {
  const json::Document inner = secured(credential(did_of(1)), key(1), {.created = kCreated});
  const std::vector<std::string> domains = {"verifier.example"};
  const auto presented = [&](const std::string& holder, const json::Value& credential) {
    const auto arena = std::make_shared<json::Arena>();
    arena->keep_alive(inner.arena());
    const json::Value root = arena->object(
        {{"@context", arena->array({arena->string("https://www.w3.org/ns/credentials/v2")})},
         {"type", arena->array({arena->string("VerifiablePresentation")})},
         {"holder", arena->string(holder)},
         {"verifiableCredential", arena->array({credential})}});
    return secured(json::Document(arena, root), key(2),
                   {.created = kCreated,
                    .purpose = "authentication",
                    .domains = domains,
                    .challenge = "once"});
  };
  const auto verify = [](const json::Document& document, const vc::ProofDemands& demands = {}) {
    const auto checks = vc::verify_presentation(document.root(), {contexts(), {}}, kNow, demands);
    return code_of(checks.proof) + " " + code_of(checks.holder_binding) + " " +
           (checks.credentials.size() == 1 ? code_of(checks.credentials[0].at(1)) : "none");
  };
  const json::Document good = presented(did_of(2), inner.root());
  CHECK(verify(good) == "ok ok ok");
  CHECK(verify(good, {.domains = domains, .challenge = "once"}) == "ok ok ok");
  CHECK(verify(good, {.challenge = "again"}) == "challenge_mismatch not_reached ok");
  CHECK(verify(presented(did_of(3), inner.root())) == "ok issuer_mismatch ok");
  json::Arena arena;
  const json::Value changed =
      arena.with_member(inner.root(), "validFrom", arena.string("2026-01-01T00:00:00Z"));
  CHECK(verify(presented(did_of(2), changed)) == "ok ok proof_mismatch");
  // A credential's own proof is for assertions, a presentation's for authentication.
  CHECK(proof_of(good.root()).outcome == vc::Outcome::fail);
}

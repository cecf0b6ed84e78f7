#include <doctest/doctest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

#include "formats/crypto/multibase.h"
#include "formats/crypto/multikey.h"
#include "formats/json/reader.h"
#include "formats/json/writer.h"
#include "formats/vc/data_integrity.h"
#include "formats/vc/structure.h"
#include "formats/vc/verify.h"

using namespace cairn;
using vc::CheckName;

namespace {

const rdf::ContextStore& contexts() {
  static const auto store = rdf::ContextStore::with_built_in_contexts();
  return *store;
}

crypto::SigningKey key(std::uint8_t first) {
  return crypto::SigningKey::from_seed(std::array<std::uint8_t, 32>{first});
}

Instant moment(std::string_view text) { return Instant::parse(text).value(); }
const Instant kNow = moment("2026-11-21T12:00:00Z");

json::Document parsed(std::string_view text) {
  const auto document = json::read(text);
  REQUIRE_MESSAGE(document.has_value(), describe(document.error()));
  return *document;
}

// A small credential by `issuer`; `more` are further members, each with a comma before it.
std::string credential(const std::string& issuer, const std::string& more = "") {
  return R"({"@context": ["https://www.w3.org/ns/credentials/v2"], "type": ["VerifiableCredential"],
    "issuer": ")" +
         issuer + R"(", "validFrom": "2026-01-01T00:00:00Z",
    "validUntil": "2026-12-31T00:00:00+01:00",
    "credentialSubject": {"id": "did:example:learner", "name": "\u0633\u0627\u0631\u0629 🎓"})" +
         more + "}";
}

json::Document signed_credential(const std::string& more = "") {
  const crypto::SigningKey signer = key(1);
  const json::Document document = parsed(credential(crypto::did_key(signer.public_key()), more));
  auto secured =
      vc::add_proof(document, signer, {.created = moment("2026-01-01T00:00:00Z")}, contexts());
  REQUIRE_MESSAGE(secured.has_value(), describe(secured.error()));
  return *secured;
}

std::vector<vc::Check> checks_of(const json::Value& root, Instant at = kNow) {
  const std::vector<std::string> known = {crypto::did_key(key(1).public_key())};
  return vc::verify(root, {contexts(), known}, at);
}

std::string code_of(const std::vector<vc::Check>& checks, CheckName name) {
  const auto check = std::ranges::find(checks, name, &vc::Check::check);
  REQUIRE(check != checks.end());
  return vc::name_of(check->code);
}

std::string structure_code(const std::string& text) {
  return vc::name_of(vc::check_structure(parsed(text).root()).code);
}

// The proof of `secured` with one member changed; everything else as signed.
std::string proof_code_with(const json::Document& secured, const char* member,
                            const std::string& text) {
  json::Arena arena;
  const json::Value proof =
      arena.with_member(*secured.root().find("proof"), member, arena.string(text));
  return code_of(checks_of(arena.with_member(secured.root(), "proof", proof)), CheckName::proof);
}

constexpr vc::Required kUsual = {CheckName::structure, CheckName::proof, CheckName::issuer_binding,
                                 CheckName::validity, CheckName::status};

// The code of the check `proof` when the credential has the context `own` besides and the members
// `more`, or why it was not signed.
std::string code_with(const std::string& own, const std::string& more) {
  const crypto::SigningKey signer = key(1);
  std::string text = credential(crypto::did_key(signer.public_key()), more);
  text.insert(text.find(']'), ", " + own);
  const auto secured =
      vc::add_proof(parsed(text), signer, {.created = moment("2026-01-01T00:00:00Z")}, contexts());
  return secured ? code_of(checks_of(secured->root()), CheckName::proof) : secured.error().message;
}

}  // namespace

TEST_CASE("what was signed verifies, also when members come in another order") {
  const json::Document secured = signed_credential();
  const auto checks = checks_of(secured.root());
  CHECK(vc::decide(checks, kUsual) == vc::Verdict::valid);
  CHECK(code_of(checks, CheckName::trust) == "ok");
  CHECK(checks.size() == 8);

  json::Arena arena;
  const json::Value moved = arena.with_member(arena.without_member(secured.root(), "type"), "type",
                                              *secured.root().find("type"));
  CHECK(vc::decide(checks_of(moved), kUsual) == vc::Verdict::valid);
}

TEST_CASE("a changed, added or removed statement breaks the proof") {
  const json::Document secured = signed_credential();
  json::Arena arena;
  const json::Value text = arena.string("2025-01-01T00:00:00Z");
  CHECK(code_of(checks_of(arena.with_member(secured.root(), "validFrom", text)),
                CheckName::proof) == "proof_mismatch");
  CHECK(code_of(checks_of(arena.with_member(secured.root(), "name", text)), CheckName::proof) ==
        "proof_mismatch");
  CHECK(code_of(checks_of(arena.without_member(secured.root(), "validUntil")), CheckName::proof) ==
        "proof_mismatch");
}

TEST_CASE("a member that no context defines is refused: the signature would not cover it") {
  const json::Document secured = signed_credential();
  json::Arena arena;
  const json::Value more = arena.with_member(secured.root(), "undefinedTerm", arena.string("x"));
  const auto checks = checks_of(more);
  CHECK(code_of(checks, CheckName::proof) == "document_ambiguous");
  CHECK(vc::decide(checks, kUsual) == vc::Verdict::invalid);
}

TEST_CASE("a signed statement under another name is refused: whoever reads by name misses it") {
  const json::Document secured = signed_credential();
  json::Arena arena;
  const json::Value end = *secured.root().find("validUntil");
  const json::Value rest = arena.without_member(secured.root(), "validUntil");
  constexpr const char* kIri = "https://www.w3.org/2018/credentials#validUntil";
  constexpr const char* kDateTime = "http://www.w3.org/2001/XMLSchema#dateTime";
  const json::Value typed = arena.object({{"@value", end}, {"@type", arena.string(kDateTime)}});
  const auto with_context = [&](const json::Value& own) {
    const json::Value known = secured.root().find("@context")->items()[0];
    return arena.with_member(rest, "@context", arena.array({known, own}));
  };
  const json::Value by_term = arena.object(
      {{"until", arena.object({{"@id", arena.string(kIri)}, {"@type", arena.string(kDateTime)}})}});
  const json::Value by_prefix =
      arena.object({{"c", arena.object({{"@id", arena.string("https://www.w3.org/2018/cred")},
                                        {"@prefix", arena.boolean(true)}})},
                    {"until", arena.object({{"@id", arena.string("c:entials#validUntil")},
                                            {"@type", arena.string(kDateTime)}})}});
  const json::Value by_nest = arena.object({{"more", arena.string("@nest")}});
  const json::Value nested = arena.object({{"validUntil", end}});
  const Instant late = moment("2027-06-01T00:00:00Z");
  for (const json::Value& disguised :
       {arena.with_member(rest, "@nest", nested), arena.with_member(rest, kIri, typed),
        arena.with_member(with_context(by_term), "until", end),
        arena.with_member(with_context(by_prefix), "until", end),
        arena.with_member(with_context(by_nest), "more", nested)}) {
    const auto signed_data =
        vc::canonical_form(arena.without_member(disguised, "proof"), contexts());
    REQUIRE_MESSAGE(signed_data.has_value(), describe(signed_data.error()));
    CHECK(*signed_data ==
          *vc::canonical_form(arena.without_member(secured.root(), "proof"), contexts()));
    const auto checks = checks_of(disguised, late);
    CHECK(code_of(checks, CheckName::proof) == "terms_redefined");
    CHECK(vc::decide(checks, kUsual) == vc::Verdict::invalid);
  }
}

TEST_CASE("an inline context may define terms of its own, but none that is known") {
  CHECK(code_with(R"({"shoe": "https://a.example/#shoe"})", R"(, "shoe": 43)") == "ok");
  CHECK(code_with(R"({"a": "https://a.example/#", "shoe": {"@id": "a:shoe"}})",
                  R"(, "shoe": 43)") == "ok");
  CHECK(code_with(R"({"@vocab": "https://a.example/#"})", R"(, "shoe": 43)") == "ok");
  CHECK(code_with(R"({"@vocab": "https://schema.org/"})", R"(, "shoe": 43)") == "ok");
  CHECK(code_with(R"({"@vocab": "https://schema.org/na"})", R"(, "me": "x")") == "terms_redefined");
  // A trust list whose "accreditation" goes by another name would accredit for everything.
  CHECK(code_with(R"({"x": "https://www.w3.org/ns/credentials/undefined-term#accreditation"})",
                  R"(, "x": "y")") == "terms_redefined");
  // Known inside a type's scoped context, so free to define at the top.
  CHECK(code_with(R"({"issuer": "https://a.example/#issuer"})", "") == "terms_redefined");
  CHECK(code_with(R"({"a": "urn:x:"})", R"(, "id": "a:y")") == "terms_redefined");
  CHECK(code_with(R"({"@base": "https://a.example/"})", "") == "terms_redefined");
  CHECK(code_with(R"({"kind": "@type"})", R"(, "kind": "VerifiableCredential")") ==
        "terms_redefined");
  // A term of Open Badges that some copies of its context lack may be added as what it is.
  const std::string vocabulary = "https://purl.imsglobal.org/spec/vc/ob/vocab.html#";
  CHECK(code_with(R"({"endorsementJwt": ")" + vocabulary + R"(endorsementJwt"})", "") == "ok");
  CHECK(code_with(R"({"endorsementJwt": {"@id": ")" + vocabulary +
                      R"(endorsementJwt", "@container": "@set"}})",
                  "") == "ok");
  CHECK(code_with(R"({"vouchers": ")" + vocabulary + R"(endorsementJwt"})", "") ==
        "terms_redefined");
  CHECK(code_with(R"({"endorsementJwt": ")" + vocabulary + R"(evidence"})", "") ==
        "terms_redefined");
  // The known contexts protect what they define at the top.
  CHECK(code_with(R"({"digestSRI": "https://a.example/#shoe"})", "")
            .starts_with("protected term redefinition"));
}

TEST_CASE("an inline context is looked into, wherever it stands") {
  // Inside of an own term nothing known changes either, protected or not.
  const std::string shoes = R"(, "shoe": {"type": "https://a.example/#Shoe", "size": 43})";
  const auto scoped = [](const std::string& inside) {
    return R"({"shoe": {"@id": "https://a.example/#shoe", "@context": {"@protected": true,)"
           R"("id": "@id", "type": "@type", "size": "https://a.example/#size")" +
           inside + "}}}";
  };
  CHECK(code_with(scoped(""), shoes) == "ok");
  CHECK(code_with(scoped(R"(, "validUntil": "https://a.example/#until")"), shoes) ==
        "terms_redefined");
  CHECK(code_with(R"({"shoe": {"@id": "https://a.example/#shoe", "@context":
        {"in": {"@id": "https://a.example/#in", "@context": {"issuer": "https://a.example/#i"}}}}})",
                  "") == "terms_redefined");
  CHECK(code_with(R"({"shoe": {"@id": "https://a.example/#shoe", "@context": {"a": "urn:x:"}}})",
                  R"(, "shoe": {"id": "a:y", "https://a.example/#p": 1})") == "terms_redefined");
  CHECK(code_with(R"({"shoe": {"@id": "https://a.example/#shoe", "@context": null}})", "") ==
        "terms_redefined");
  CHECK(code_with(R"({"id": "@type"})", "").starts_with("protected term redefinition"));
  // As a document of its own, which npm's jsonld reads as what is in it.
  CHECK(code_with(R"({"@context": {"shoe": "https://a.example/#shoe"}})", R"(, "shoe": 43)") ==
        "ok");
  CHECK(code_with(R"({"@context": {"issuer": "https://a.example/#issuer"}})", "") ==
        "terms_redefined");
  CHECK(code_with(R"({"@context": {"a": "urn:x:"}})", R"(, "id": "a:y")") == "terms_redefined");
}

TEST_CASE("each member of the proof counts") {
  const json::Document secured = signed_credential();
  const std::string other = crypto::did_key_method(key(2).public_key());
  CHECK(proof_code_with(secured, "verificationMethod", other) == "proof_mismatch");
  CHECK(proof_code_with(secured, "verificationMethod", "did:web:x.example#k") == "key_unresolved");
  CHECK(proof_code_with(secured, "verificationMethod", other + "x") == "proof_malformed");
  CHECK(proof_code_with(secured, "created", "2026-01-01T00:00:01Z") == "proof_mismatch");
  CHECK(proof_code_with(secured, "created", "yesterday") == "proof_malformed");
  CHECK(proof_code_with(secured, "expires", "2026-11-21T11:59:59Z") == "proof_expired");
  CHECK(proof_code_with(secured, "proofPurpose", "authentication") == "purpose_mismatch");
  CHECK(proof_code_with(secured, "cryptosuite", "bbs-2023") == "suite_unsupported");
  CHECK(proof_code_with(secured, "cryptosuite", "") == "proof_malformed");
  CHECK(proof_code_with(secured, "type", "Ed25519Signature2018") == "suite_unsupported");
  CHECK(proof_code_with(secured, "cryptosuite", "Ed25519Signature2020") == "suite_unsupported");
  CHECK(proof_code_with(secured, "previousProof", "urn:x") == "previous_proof_missing");
  CHECK(proof_code_with(secured, "id", "no url") == "proof_malformed");
  CHECK(proof_code_with(secured, "proofValue", "z111") == "proof_malformed");
  CHECK(proof_code_with(secured, "proofValue", "") == "proof_malformed");
}

TEST_CASE("a key that is not the issuer's is told apart from an issuer that cannot be looked up") {
  const json::Document secured = signed_credential();
  json::Arena arena;
  const auto binding = [&](const std::string& issuer) {
    // Signed by key 1 in the name of somebody else: only the binding can show it.
    const crypto::SigningKey signer = key(1);
    const json::Document document = parsed(credential(issuer));
    const json::Value config = arena.without_member(*secured.root().find("proof"), "proofValue");
    const auto data = vc::data_to_sign(document.root(), config, contexts());
    REQUIRE(data.has_value());
    const std::string value = crypto::multibase_encode(signer.sign(data->data));
    const json::Value proof = arena.with_member(config, "proofValue", arena.string(value));
    const auto checks = checks_of(arena.with_member(document.root(), "proof", proof));
    CHECK(code_of(checks, CheckName::proof) == "ok");
    CHECK(code_of(checks, CheckName::trust) == "not_reached");
    return code_of(checks, CheckName::issuer_binding);
  };
  CHECK(binding(crypto::did_key(key(2).public_key())) == "issuer_mismatch");
  CHECK(binding("https://school.example/") == "issuer_unresolved");
}

TEST_CASE("validity holds at its very ends and not beyond") {
  const json::Document secured = signed_credential();
  const auto validity = [&](const char* at) {
    return code_of(checks_of(secured.root(), moment(at)), CheckName::validity);
  };
  CHECK(validity("2025-12-31T23:59:59.999Z") == "not_yet_valid");
  CHECK(validity("2026-01-01T00:00:00Z") == "ok");
  CHECK(validity("2026-12-30T23:00:00Z") == "ok");
  CHECK(validity("2026-12-30T23:00:00.001Z") == "expired");
}

TEST_CASE("an issuer that nobody knows leaves the credential valid and untrusted") {
  const json::Document secured = signed_credential();
  const auto checks = vc::verify(secured.root(), {contexts(), {}}, kNow);
  CHECK(code_of(checks, CheckName::trust) == "issuer_unknown");
  CHECK(vc::decide(checks, kUsual) == vc::Verdict::valid);
  vc::Required hiring = kUsual;
  hiring.add(CheckName::trust);
  CHECK(vc::decide(checks, hiring) == vc::Verdict::unknown);
}

TEST_CASE("a status list that was not read leaves the verdict open") {
  const auto checks =
      checks_of(signed_credential(R"(, "credentialStatus": {"type": "BitstringStatusListEntry",
        "statusPurpose": "revocation", "statusListIndex": "5",
        "statusListCredential": "https://school.example/status/1"})")
                    .root());
  CHECK(code_of(checks, CheckName::status) == "status_unreachable");
  CHECK(vc::decide(checks, kUsual) == vc::Verdict::unknown);
}

TEST_CASE("facts_needed names what lies outside of the document") {
  const json::Document document = parsed(R"({
    "@context": ["https://www.w3.org/ns/credentials/v2", "https://x.example/c", {"a": "b:c"}],
    "issuer": {"id": "did:web:school.example"},
    "proof": [{"verificationMethod": "did:web:school.example#k"},
              {"verificationMethod": "did:key:z6Mkx#z6Mkx"}],
    "credentialStatus": [{"type": "BitstringStatusListEntry",
        "statusPurpose": "revocation", "statusListIndex": "5",
        "statusListCredential": "https://school.example/status/1"},
      {"type": "1EdTechRevocationList", "id": "https://school.example/revocations"},
      {"statusListCredential": "https://school.example/untyped"}]})");
  const vc::FactsNeeded needed = vc::facts_needed(document.root());
  CHECK(needed.contexts ==
        std::vector<std::string>{"https://www.w3.org/ns/credentials/v2", "https://x.example/c"});
  CHECK(needed.controllers == std::vector<std::string>{"did:web:school.example"});
  CHECK(needed.status_lists == std::vector<std::string>{"https://school.example/revocations",
                                                        "https://school.example/status/1"});
}

TEST_CASE("a context that is not known leaves the proof unchecked") {
  const json::Document secured = signed_credential();
  json::Arena arena;
  const json::Value contexts = arena.array(
      {secured.root().find("@context")->items()[0], arena.string("https://x.example/c")});
  CHECK(code_of(checks_of(arena.with_member(secured.root(), "@context", contexts)),
                CheckName::proof) == "context_unknown");
}

TEST_CASE("the structure of the Data Model 2.0 is demanded") {
  const std::string ok = "a:issuer";
  CHECK(structure_code(credential(ok)) == "ok");
  CHECK(structure_code("{}") == "context_missing");
  CHECK(structure_code(
            R"({"@context": ["https://x.example", "https://www.w3.org/ns/credentials/v2"]})") ==
        "context_missing");
  CHECK(
      structure_code(R"({"@context": ["https://www.w3.org/ns/credentials/v2"], "type": ["X"]})") ==
      "type_missing");
  CHECK(structure_code(credential("no url")) == "issuer_missing");
  CHECK(structure_code(credential(ok, R"(, "id": "no url")")) == "id_malformed");
  CHECK(structure_code(credential(ok, R"(, "id": ["a:b"])")) == "id_malformed");
  CHECK(structure_code(credential(ok, R"(, "credentialSchema": {"id": "a:b"})")) ==
        "entry_malformed");
  CHECK(structure_code(credential(ok, R"(, "credentialSchema": {"type": "JsonSchema"})")) ==
        "entry_malformed");
  CHECK(structure_code(credential(ok, R"(, "evidence": [{"id": "a:b", "type": "E"}, {}])")) ==
        "entry_malformed");
  CHECK(structure_code(credential(ok, R"(, "name": 5)")) == "text_malformed");
  CHECK(structure_code(credential(
            ok, R"(, "name": {"@value": "N", "@language": "ar", "@direction": "rtl"})")) == "ok");
  CHECK(structure_code(credential(ok, R"(, "relatedResource": [{"id": "a:b"}])")) ==
        "digest_malformed");
}

TEST_CASE("dates need a zone and an order") {
  const auto dated = [](const std::string& from, const std::string& until) {
    return structure_code(R"({"@context": ["https://www.w3.org/ns/credentials/v2"],
      "type": "VerifiableCredential", "issuer": {"id": "a:b"}, "credentialSubject": [{"id": "a:c"}],
      "validFrom": ")" + from +
                          R"(", "validUntil": ")" + until + "\"}");
  };
  CHECK(dated("2026-01-01T00:00:00Z", "2026-01-01T01:00:00+01:00") == "ok");  // the same moment
  CHECK(dated("2026-01-01T00:00:00", "2026-01-02T00:00:00Z") == "date_malformed");
  CHECK(dated("2026-01-01", "2026-01-02T00:00:00Z") == "date_malformed");
  CHECK(dated("2026-01-01T00:00:00Z", "2026-01-01T00:59:59+01:00") == "dates_reversed");
}

TEST_CASE("only the issuer's own key signs, and only once") {
  const crypto::SigningKey signer = key(1);
  const json::Document secured = signed_credential();
  CHECK(vc::add_proof(secured, signer, {.created = kNow}, contexts()).error().where == "/proof");
  const json::Document foreign = parsed(credential(crypto::did_key(key(2).public_key())));
  CHECK(vc::add_proof(foreign, signer, {.created = kNow}, contexts()).error().where == "/issuer");
}

TEST_CASE("a set of proofs needs one that passes and none that fails") {
  const json::Document secured = signed_credential();
  json::Arena arena;
  const json::Value good = *secured.root().find("proof");
  const json::Value other = arena.with_member(good, "cryptosuite", arena.string("bbs-2023"));
  const json::Value bad = arena.with_member(good, "created", arena.string("2026-02-02T00:00:00Z"));
  const auto code = [&](std::initializer_list<json::Value> proofs) {
    return code_of(checks_of(arena.with_member(secured.root(), "proof", arena.array(proofs))),
                   CheckName::proof);
  };
  CHECK(code({good, other}) == "ok");
  CHECK(code({other, good}) == "ok");
  CHECK(code({other}) == "suite_unsupported");
  CHECK(code({good, bad}) == "proof_mismatch");
  CHECK(code({}) == "proof_missing");
  CHECK(code({good, good, good, good, good, good, good, good, good}) == "proofs_too_many");
}

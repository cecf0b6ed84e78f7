// Controlled Identifiers 1.0 section 3.3 over stated documents. Keys are those of the examples of
// the did:key and did:jwk methods.
#include "formats/did/key_search.h"

#include <doctest/doctest.h>

#include <vector>

#include "formats/crypto/multikey.h"
#include "formats/did/self_described.h"
#include "formats/json/reader.h"

using namespace cairn;
using did::NoKey;

namespace {

const std::string kEd = "z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK";
const std::string kOther = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2";
const std::string kP256 = "zDnaerDaTF5BXEavCrfRZEk316dpbLsfPDZ3WJ5hRTPFU2169";
const std::string kJwk =
    R"({"kty":"EC","crv":"P-256","x":"acbIQiuMs3i8_uszEjJ2tpTtRM4EU3yz91PH6CdH2V0",)"
    R"("y":"_KcyLj9vWMptnmKtm46GqDz8wf74I5LKgrl2GzH3nSE"})";
const std::string kDidJwk =
    "did:jwk:eyJjcnYiOiJQLTI1NiIsImt0eSI6IkVDIiwieCI6ImFjYklRaXVNczNpOF91c3pFakoydHBUdFJNNEVVM3l6"
    "OTFQSDZDZEgyVjAiLCJ5IjoiX0tjeUxqOXZXTXB0bm1LdG00NkdxRHo4d2Y3NEk1TEtncmwyR3pIM25TRSJ9";
const std::string kDidJwkX25519 =
    "did:jwk:eyJrdHkiOiJPS1AiLCJjcnYiOiJYMjU1MTkiLCJ1c2UiOiJlbmMiLCJ4IjoiM3A3YmZYdDl3YlRUVzJIQzdP"
    "UTFOei1EUThoYmVHZE5yZngtRkctSUswOCJ9";
const std::string kSchool = "did:web:school.example";

Instant on(const char* text) { return Instant::parse(text).value(); }

did::StatedController stated(const std::string& id, const std::string& json) {
  const auto document = json::read(json, did::kDocumentLimits).value();
  auto parsed = did::ControllerDocument::parse(document.root(), id);
  REQUIRE_MESSAGE(parsed.has_value(), describe(parsed.error()));
  return {id, std::make_shared<const did::ControllerDocument>(*std::move(parsed)), {}, {}};
}

std::string multikey(const std::string& id, const std::string& controller, const std::string& key,
                     const std::string& more = "") {
  return R"({"id":")" + id + R"(","type":"Multikey","controller":")" + controller +
         R"(","publicKeyMultibase":")" + key + "\"" + more + "}";
}

// The document of the school with one key, listed for assertions.
std::string school(const std::string& method, const std::string& id = kSchool) {
  return R"({"id":")" + id + R"(","verificationMethod":[)" + method +
         R"(],"assertionMethod":["#key-1"]})";
}

struct Asked {
  std::string method = kSchool + "#key-1";
  did::Purpose purpose = did::Purpose::assertion_method;
  Instant at = on("2026-06-01T00:00:00Z");
  std::optional<Instant> made_at = {};
  std::optional<Instant> there_by = {};
  std::optional<Instant> now = {};
};

using Documents = std::vector<did::StatedController>;

// "ok CONTROLLER", or the refusal by number.
std::string ask(const Documents& documents, const Asked& asked = {}) {
  const auto answer = did::find_key(
      {asked.method, asked.purpose, asked.at, asked.made_at, asked.there_by, asked.now}, documents);
  if (const auto* found = std::get_if<did::FoundKey>(&answer))
    return (found->vouched == did::Vouched::by_controller ? "ok " : "claimed ") + found->controller;
  switch (std::get<did::KeyRefusal>(answer).reason) {
    case NoKey::id_malformed:
      return "id_malformed";
    case NoKey::method_unsupported:
      return "method_unsupported";
    case NoKey::key_unsupported:
      return "key_unsupported";
    case NoKey::controller_unresolved:
      return "controller_unresolved";
    case NoKey::controller_malformed:
      return "controller_malformed";
    case NoKey::not_listed:
      return "not_listed";
    case NoKey::purpose_refused:
      return "purpose_refused";
    case NoKey::key_malformed:
      return "key_malformed";
    case NoKey::expired:
      return "expired";
    case NoKey::revoked:
      return "revoked";
    case NoKey::controller_refused:
      return "controller_refused";
  }
  return "";
}

did::Binding bound(const std::string& issuer, const Documents& documents, const Asked& asked = {}) {
  const did::KeyQuestion question{asked.method, asked.purpose, asked.at, asked.made_at};
  const auto answer = did::find_key(question, documents);
  REQUIRE(std::holds_alternative<did::FoundKey>(answer));
  return did::bind(issuer, question, std::get<did::FoundKey>(answer), documents).binding;
}

bool parses(const std::string& json) {
  const auto document = json::read(json, did::kDocumentLimits).value();
  return did::ControllerDocument::parse(document.root(), kSchool).has_value();
}

}  // namespace

TEST_CASE("a did:key is its own document, with and without its fragment") {
  for (const std::string& key : {kEd, kP256}) {
    CAPTURE(key);
    const std::string did = std::string("did:key:").append(key);
    const auto method = [&](std::string_view fragment) {
      return std::string(did).append("#").append(fragment);
    };
    const std::string found = std::string("ok ").append(did);
    CHECK(ask({}, {method(key)}) == found);
    CHECK(ask({}, {did}) == found);
    CHECK(ask({}, {method(kOther)}) == "id_malformed");
    CHECK(ask({}, {method("0")}) == "id_malformed");
    CHECK(ask({}, {did, did::Purpose::authentication}) == found);
    CHECK(ask({}, {did, did::Purpose::key_agreement}) == "purpose_refused");
  }
  CHECK(ask({}, {"did:key:z6Mkx"}) == "id_malformed");
  // X25519 and secp256k1, of the same method's examples.
  CHECK(ask({}, {"did:key:z6LSbysY2xFMRpGMhb7tFTLMpeuPRaqaWM1yECx2AtzE3KCc"}) == "key_unsupported");
  CHECK(ask({}, {"did:key:zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme"}) ==
        "key_unsupported");
}

TEST_CASE("a did:jwk holds its key, for what its use allows") {
  CHECK(ask({}, {kDidJwk + "#0"}) == "ok " + kDidJwk);
  CHECK(ask({}, {kDidJwk}) == "ok " + kDidJwk);
  CHECK(ask({}, {kDidJwk + "#1"}) == "id_malformed");
  CHECK(ask({}, {kDidJwkX25519 + "#0"}) == "key_unsupported");
  CHECK(ask({}, {"did:jwk:e30#0"}) == "id_malformed");
  CHECK(ask({}, {"did:jwk:bm9uc2Vuc2U#0"}) == "id_malformed");
  const auto document = json::read(did::self_described_document(kDidJwk).value()).value();
  const auto parsed = did::ControllerDocument::parse(document.root(), kDidJwk);
  REQUIRE(parsed.has_value());
  CHECK(parsed->lists(kDidJwk + "#0", did::Purpose::assertion_method));
}

TEST_CASE("each form of key in a document is read") {
  const std::string id = kSchool + "#key-1";
  const auto with = [&](const std::string& type, const std::string& material) {
    return Documents{
        stated(kSchool, school(R"({"id":")" + id + R"(","type":")" + type + R"(","controller":")" +
                               kSchool + "\"," + material + "}"))};
  };
  const std::string ok = "ok " + kSchool;
  CHECK(ask(with("Multikey", R"("publicKeyMultibase":")" + kEd + "\"")) == ok);
  CHECK(ask(with("Multikey", R"("publicKeyMultibase":")" + kP256 + "\"")) == ok);
  CHECK(ask(with("Ed25519VerificationKey2020", R"("publicKeyMultibase":")" + kEd + "\"")) == ok);
  CHECK(ask(with("JsonWebKey", R"("publicKeyJwk":)" + kJwk)) == ok);
  CHECK(ask(with("JsonWebKey2020", R"("publicKeyJwk":)" + kJwk)) == ok);
  const auto refused = [&](const std::string& type, const std::string& material) {
    return ask(with(type, material));
  };
  CHECK(refused("Ed25519VerificationKey2020", R"("publicKeyMultibase":")" + kP256 + "\"") ==
        "key_malformed");
  CHECK(refused("Multikey", R"("publicKeyJwk":)" + kJwk) == "key_malformed");
  CHECK(refused("Multikey", R"("publicKeyMultibase":")" + kEd + R"(","publicKeyJwk":)" + kJwk) ==
        "key_malformed");
  CHECK(refused("Multikey", R"("publicKeyMultibase":")" + kEd +
                                R"(","secretKeyMultibase":"z3u2")") == "key_malformed");
  CHECK(refused("JsonWebKey", R"("publicKeyJwk":{"d":"AA",)" + kJwk.substr(1)) == "key_malformed");
  CHECK(refused("Multikey", R"("publicKeyMultibase":"z6Mk")") == "key_malformed");
  CHECK(refused("Multikey", R"("publicKeyMultibase":")" + kEd + R"(","revoked":"2026-01-01")") ==
        "key_malformed");
  CHECK(refused("EcdsaSecp256k1VerificationKey2019", R"("publicKeyHex":"02")") ==
        "key_unsupported");
}

TEST_CASE("a key counts for the purposes under which it is listed, by name or embedded") {
  const std::string key = multikey(kSchool + "#key-1", kSchool, kEd);
  const Documents named = {stated(kSchool, school(multikey("#key-1", kSchool, kEd)))};
  CHECK(ask(named) == "ok " + kSchool);
  CHECK(ask(named, {kSchool + "#key-1", did::Purpose::authentication}) == "purpose_refused");
  CHECK(ask(named, {kSchool + "#key-2"}) == "not_listed");
  const Documents embedded = {
      stated(kSchool, R"({"id":")" + kSchool + R"(","assertionMethod":[)" + key + "]}")};
  CHECK(ask(embedded) == "ok " + kSchool);
  CHECK(ask(embedded, {kSchool + "#key-1", did::Purpose::authentication}) == "purpose_refused");
  // In both lists, whole each time.
  const Documents twice = {stated(kSchool, R"({"id":")" + kSchool + R"(","authentication":)" + key +
                                               R"(,"assertionMethod":[)" + key + "]}")};
  CHECK(ask(twice, {kSchool + "#key-1", did::Purpose::authentication}) == "ok " + kSchool);
}

TEST_CASE("documents that contradict themselves are refused whole") {
  const std::string key = multikey("#key-1", kSchool, kEd);
  CHECK(parses(school(key)));
  CHECK(parses(school(key + "," + key)));
  CHECK_FALSE(parses(school(key, "did:web:other.example")));
  CHECK_FALSE(parses(school(key + "," + multikey("#key-1", kSchool, kOther))));
  CHECK_FALSE(parses(school("7")));
  CHECK_FALSE(parses(school(multikey("key-1", kSchool, kEd))));
  CHECK_FALSE(parses(school(multikey("#", kSchool, kEd))));
  CHECK_FALSE(parses("[]"));
  CHECK_FALSE(parses(R"({"id":")" + kSchool + R"(","assertionMethod":[7]})"));
  CHECK_FALSE(parses(R"({"id":")" + kSchool + R"(","controller":[7]})"));
  std::string many = key;
  for (std::size_t i = 2; i <= did::kMethodsMax; ++i)
    many += "," + multikey("#k" + std::to_string(i), kSchool, kEd);
  CHECK(parses(school(many)));
  CHECK_FALSE(parses(school(many + "," + multikey("#last", kSchool, kEd))));
}

TEST_CASE("an ended key keeps what it signed before; one taken back keeps nothing") {
  const auto with = [&](const std::string& dates) {
    return Documents{stated(kSchool, school(multikey("#key-1", kSchool, kEd, dates)))};
  };
  const std::string method = kSchool + "#key-1";
  const auto purpose = did::Purpose::assertion_method;
  const Instant end = on("2026-06-01T00:00:00Z");
  const Instant before = on("2026-05-31T23:59:59.999Z");
  const Instant later = on("2027-01-01T00:00:00Z");
  const Documents expires = with(R"(,"expires":"2026-06-01T00:00:00Z")");
  CHECK(ask(expires, {method, purpose, before}) == "ok " + kSchool);
  CHECK(ask(expires, {method, purpose, end}) == "expired");
  CHECK(ask(expires, {method, purpose, later, before}) == "ok " + kSchool);
  CHECK(ask(expires, {method, purpose, later, end}) == "expired");
  const Documents revoked = with(R"(,"revoked":"2026-06-01T00:00:00Z")");
  CHECK(ask(revoked, {method, purpose, before}) == "ok " + kSchool);
  CHECK(ask(revoked, {method, purpose, end}) == "revoked");
  CHECK(ask(revoked, {method, purpose, later, before}) == "revoked");
  // Asked about an earlier moment: a forger would ask just that.
  CHECK(ask(revoked, {method, purpose, before, before, {}, later}) == "revoked");
  CHECK(ask(revoked, {method, purpose, before, before, {}, before}) == "ok " + kSchool);
  CHECK(ask(expires, {method, purpose, before, before, {}, later}) == "ok " + kSchool);
}

TEST_CASE("a key taken back still counts for what was there before, by more than its own word") {
  const Documents revoked = {stated(
      kSchool, school(multikey("#key-1", kSchool, kEd, R"(,"revoked":"2026-06-01T00:00:00Z")")))};
  const auto there_by = [&](const char* moment) {
    return ask(revoked, {.at = on("2027-01-01T00:00:00Z"), .there_by = on(moment)});
  };
  CHECK(there_by("2026-05-31T23:59:59.999Z") == "ok " + kSchool);
  CHECK(there_by("2026-06-01T00:00:00Z") == "revoked");
  CHECK(there_by("2026-12-01T00:00:00Z") == "revoked");
  const Documents expired = {stated(
      kSchool, school(multikey("#key-1", kSchool, kEd, R"(,"expires":"2026-06-01T00:00:00Z")")))};
  CHECK(ask(expired, {.at = on("2027-01-01T00:00:00Z"),
                      .made_at = on("2026-07-01T00:00:00Z"),
                      .there_by = on("2026-05-01T00:00:00Z")}) == "expired");
}

TEST_CASE("a document that was stored binds a key for a while only") {
  Documents documents = {stated(kSchool, school(multikey("#key-1", kSchool, kEd)))};
  documents[0].good_until = on("2026-06-01T00:00:00Z");
  CHECK(bound(kSchool, documents, {.at = on("2026-06-01T00:00:00Z")}) == did::Binding::bound);
  CHECK(bound(kSchool, documents, {.at = on("2026-06-01T00:00:01Z")}) == did::Binding::outdated);
  CHECK(bound("did:key:" + kEd, documents, {.at = on("2026-06-01T00:00:01Z")}) ==
        did::Binding::foreign);
}

TEST_CASE("a method that says it belongs to another counts only when that one lists it") {
  const std::string evil = "did:web:evil.example";
  const std::string method = evil + "#key-1";
  const std::string claim = R"({"id":")" + evil + R"(","verificationMethod":[)" +
                            multikey("#key-1", kSchool, kEd) + R"(],"assertionMethod":["#key-1"]})";
  CHECK(ask({stated(evil, claim)}, {method}) == "controller_unresolved");
  const Documents denied = {stated(evil, claim),
                            stated(kSchool, school(multikey("#key-1", kSchool, kEd)))};
  CHECK(ask(denied, {method}) == "controller_refused");
  const Documents confirmed = {
      stated(evil, claim),
      stated(kSchool, R"({"id":")" + kSchool + R"(","assertionMethod":[")" + method + "\"]}")};
  CHECK(ask(confirmed, {method}) == "ok " + kSchool);
  CHECK(bound(kSchool, confirmed, {method}) == did::Binding::bound);
}

TEST_CASE("an issuer may list a key of somebody else") {
  const std::string id = "https://school.example/issuers/1";
  const std::string own = "did:key:" + kEd;
  const std::string method = own + "#" + kEd;
  const auto listing = [&](const std::string& entry) {
    return Documents{stated(id, R"({"id":")" + id + R"(","assertionMethod":[)" + entry + "]}")};
  };
  CHECK(bound(own, {}, {method}) == did::Binding::bound);
  CHECK(bound("did:key:" + kOther, {}, {method}) == did::Binding::foreign);
  CHECK(bound(id, {}, {method}) == did::Binding::unresolved);
  CHECK(bound(id, listing("\"" + method + "\""), {method}) == did::Binding::bound);
  CHECK(bound(id, listing("\"" + method + "\""), {own}) == did::Binding::bound);
  CHECK(bound(id, listing(multikey(method, own, kEd)), {method}) == did::Binding::bound);
  CHECK(bound(id, listing(multikey(method, own, kOther)), {method}) == did::Binding::foreign);
  CHECK(bound(id, listing(multikey(method, own, kEd, R"(,"revoked":"2026-01-01T00:00:00Z")")),
              {method}) == did::Binding::foreign);
  CHECK(bound(id, listing("\"did:key:" + kOther + "#" + kOther + "\""), {method}) ==
        did::Binding::foreign);
}

TEST_CASE("a key named after an https issuer is known, but not whose it is") {
  const std::string id = "https://school.example/issuers/1";
  const Asked asked{id + "#" + kEd};
  CHECK(ask({}, asked) == "claimed " + id);
  CHECK(bound(id, {}, asked) == did::Binding::unresolved);
  const Documents profile = {stated(id, R"({"id":")" + id + R"(","type":["Profile"]})")};
  CHECK(ask(profile, asked) == "claimed " + id);
  CHECK(bound(id, profile, asked) == did::Binding::unresolved);
  const auto listing = [&](const std::string& key) {
    return Documents{stated(
        id, R"({"id":")" + id + R"(","assertionMethod":[)" + multikey("#" + key, id, key) + "]}")};
  };
  CHECK(ask(listing(kEd), asked) == "ok " + id);
  CHECK(bound(id, listing(kEd), asked) == did::Binding::bound);
  CHECK(bound(id, listing(kOther), asked) == did::Binding::foreign);
  CHECK(ask({}, {id + "#key-1"}) == "controller_unresolved");
}

TEST_CASE("a key with an address of its own belongs to whoever lists it") {
  const std::string key_id = "https://school.example/keys/1";
  const std::string owner = "https://school.example/issuers/1";
  const std::string listed = R"({"id":")" + owner + R"(","assertionMethod":[")" + key_id + "\"]}";
  const Documents both = {stated(key_id, multikey(key_id, owner, kEd)), stated(owner, listed)};
  CHECK(ask(both, {key_id}) == "ok " + owner);
  CHECK(ask({both[0]}, {key_id}) == "controller_unresolved");
}

TEST_CASE("what cannot be looked up says why") {
  CHECK(ask({}) == "controller_unresolved");
  CHECK(ask({{kSchool, nullptr, did::Missing::malformed, {}}}) == "controller_malformed");
  CHECK(ask({}, {kSchool}) == "id_malformed");
  CHECK(ask({}, {"did:example:1#k"}) == "method_unsupported");
  CHECK(ask({}, {"http://school.example#k"}) == "id_malformed");
  CHECK(ask({}, {"nonsense"}) == "id_malformed");
  CHECK(ask({}, {""}) == "id_malformed");
  CHECK(ask({}, {"did:web:127.0.0.1#k"}) == "id_malformed");
  const auto answer = did::find_key({kSchool + "#key-1", {}, {}, {}},
                                    Documents{{kSchool, nullptr, did::Missing::refused, {}}});
  CHECK(std::get<did::KeyRefusal>(answer).missing == did::Missing::refused);
}

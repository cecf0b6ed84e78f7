// OpenID Federation 1.0: chains of statements from an anchor whose key is known. The shape of the
// single statement is that which registries of the Digital Credentials Consortium answer with.
#include "formats/trust/federation.h"

#include <doctest/doctest.h>

#include <array>
#include <string>
#include <vector>

#include "formats/crypto/signing_key.h"
#include "formats/jose/jwk.h"
#include "formats/jose/jws.h"

using namespace cairn;
using trust::TrustList;

namespace {

const std::string kAnchor = "https://anchor.example";
const std::string kMinistry = "https://ministry.example";
const std::string kSchool = "did:web:school.example";

crypto::SigningKey key(std::uint8_t first) {
  return crypto::SigningKey::from_seed(std::array<std::uint8_t, 32>{first});
}

std::string token(std::uint8_t by, const std::string& claims,
                  const std::string& type = "entity-statement+jwt") {
  return jose::write_compact(
      R"({"alg":"EdDSA","typ":")" + type + R"(","kid":"k)" + std::to_string(by) + "\"}", claims,
      key(by));
}

std::string jwks(std::uint8_t of) {
  std::string jwk = jose::write_jwk(key(of).public_key());
  jwk.insert(1, R"("kid":"k)" + std::to_string(of) + "\",");
  return R"(,"jwks":{"keys":[)" + jwk + "]}";
}

std::string claims(const std::string& issuer, const std::string& subject,
                   const std::string& more = "", const std::string& exp = "1800000000") {
  return R"({"iss":")" + issuer + R"(","sub":")" + subject + R"(","iat":1700000000,"exp":)" + exp +
         more + "}";
}

std::string named(const std::string& name, const std::string& more = "") {
  return R"(,"metadata":{"federation_entity":{"organization_name":")" + name +
         R"(","homepage_uri":"https://home.example")" + more + "}}";
}

std::string chain(const std::vector<std::string>& statements) {
  std::string text;
  for (const std::string& one : statements) text += (text.empty() ? "[\"" : ",\"") + one + "\"";
  return text + "]";
}

Result<TrustList> read(const std::string& text, std::uint8_t anchor = 1) {
  const crypto::PublicKey keys[] = {key(anchor).public_key()};
  return trust::read_federation(text, keys);
}

std::string wrong(const std::string& text) {
  const auto list = read(text);
  return list ? "" : list.error().where;
}

// Anchor 1, ministry 2, school 3.
const std::string kAnchorOwn =
    token(1, claims(kAnchor, kAnchor, jwks(1) + named("The federation")));
const std::string kOfMinistry = token(
    1, claims(kAnchor, kMinistry,
              jwks(2) + named("Ministry", R"(,"federation_fetch_endpoint":"https://m.example/f")"),
              "1790000000"));
const std::string kOfSchool = token(2, claims(kMinistry, kSchool, jwks(3) + named("School")));

std::string mark(std::uint8_t by, const std::string& issuer, const std::string& more) {
  return token(by,
               R"({"iss":")" + issuer + R"(","sub":")" + kSchool +
                   R"(","trust_mark_type":"https://m.example/accredited","iat":1710000000)" + more +
                   "}",
               "trust-mark+jwt");
}

std::string own_of_school(const std::string& trust_mark, std::uint8_t by = 3) {
  return token(by, claims(kSchool, kSchool,
                          jwks(3) + named("We are the best") +
                              R"(,"trust_marks":[{"trust_mark_type":"x","trust_mark":")" +
                              trust_mark + "\"}]"));
}

constexpr const char* kField =
    R"(,"field":"http://data.europa.eu/snb/isced-f/061","exp":1750000000)";

}  // namespace

TEST_CASE("one statement about a DID, as a registry answers it, recognises that DID") {
  const auto list = read(token(1, claims(kAnchor, kSchool, named("School"))) + "\n");
  REQUIRE_MESSAGE(list.has_value(), describe(list.error()));
  CHECK(list->form == trust::Form::federation);
  CHECK(list->id == kAnchor);
  REQUIRE(list->issuers.size() == 1);
  const trust::RecognisedIssuer* school = list->find(kSchool);
  REQUIRE(school != nullptr);
  CHECK(school->name == "School");
  CHECK(school->url == "https://home.example");
  CHECK(school->period.from == Instant::parse("2023-11-14T22:13:20Z").value());
  CHECK(school->period.until == Instant::parse("2027-01-15T08:00:00Z").value());
}

TEST_CASE("a chain over a superior holds as long as each statement in it, in any order") {
  for (const std::string& text :
       {chain({kAnchorOwn, kOfMinistry, kOfSchool}), chain({kOfSchool, kOfMinistry, kAnchorOwn}),
        chain({kOfSchool, kOfMinistry})}) {
    const auto list = read(text);
    REQUIRE_MESSAGE(list.has_value(), describe(list.error()));
    REQUIRE(list->issuers.size() == 1);  // the ministry is a superior, no issuer
    CHECK(list->issuers[0].id == kSchool);
    CHECK(list->issuers[0].period.until == Instant::parse("2026-09-21T14:13:20Z").value());
  }
  CHECK(read(chain({kAnchorOwn, kOfMinistry, kOfSchool}))->name == "The federation");
}

TEST_CASE("the name is what the superior gives, never what an issuer says of itself") {
  const auto list = read(chain({kOfMinistry, kOfSchool, own_of_school("")}));
  REQUIRE_MESSAGE(list.has_value(), describe(list.error()));
  CHECK(list->issuers[0].name == "School");
}

TEST_CASE("a statement that nobody vouches for refuses the whole") {
  CHECK(read(chain({kOfMinistry, kOfSchool}), 7).error().where == "0");  // another anchor
  CHECK(wrong(chain({kOfSchool})) == "0");
  CHECK(wrong(chain({kAnchorOwn, kOfSchool})) == "1/iss");
  CHECK(wrong(chain({kOfMinistry, token(4, claims(kMinistry, kSchool, named("School")))})) == "1");
  CHECK(wrong(chain({kOfMinistry, kOfSchool, token(1, claims(kAnchor, kSchool, named("S")))})) ==
        "2/sub");
  CHECK(wrong(chain({kOfMinistry, token(2, claims(kMinistry, kAnchor, named("A")))})) == "1/sub");
  std::string forged = kOfMinistry;
  forged[forged.size() - 6] = forged[forged.size() - 6] == 'A' ? 'B' : 'A';
  CHECK(wrong(chain({kAnchorOwn, forged})) == "1");
}

TEST_CASE("a statement that cannot be understood is refused with its claim") {
  const auto of = [](const std::string& text, const std::string& type = "entity-statement+jwt") {
    return wrong(token(1, text, type));
  };
  CHECK(of(claims(kAnchor, kSchool, named("S")), "JWT") == "/header/typ");
  CHECK(of(claims(kAnchor, kSchool, named("S") + R"(,"crit":["x"])")) == "/crit");
  CHECK(of(claims(kAnchor, kSchool, named("S") + R"(,"constraints":{})")) == "/constraints");
  CHECK(of(claims(kAnchor, kSchool, named("S"), "\"soon\"")) == "/exp");
  CHECK(of(claims(kAnchor, kSchool, named("S"), "1600000000")) == "/exp");
  CHECK(of(claims(kAnchor, "school", named("S"))) == "/sub");
  CHECK(of(claims("", kSchool, named("S"))) == "/iss");
  CHECK(of(claims(kAnchor, kSchool)) == "0/metadata/federation_entity");
  CHECK(of(claims(kAnchor, kSchool, R"(,"jwks":[])")) == "/jwks");
  CHECK(of("[]") == "payload");
  CHECK(wrong("[1]") == "0");
  CHECK_FALSE(read("[]").has_value());
  CHECK_FALSE(read("eyJ.x.y").has_value());
  // An algorithm with a shared secret.
  CHECK(wrong("eyJhbGciOiJIUzI1NiIsInR5cCI6ImVudGl0eS1zdGF0ZW1lbnQrand0In0.e30.AAAA") ==
        "/header/alg");
}

TEST_CASE("an anchor changes its key by what the old one signs") {
  const std::string rotated = token(1, claims(kAnchor, kAnchor, jwks(5) + named("The federation")));
  const std::string by_new = token(5, claims(kAnchor, kSchool, named("School")));
  CHECK(read(chain({rotated, by_new})).has_value());
  CHECK_FALSE(read(chain({kAnchorOwn, by_new})).has_value());
  const std::string by_itself = token(5, claims(kAnchor, kAnchor, jwks(5)));
  CHECK_FALSE(read(chain({by_itself, by_new})).has_value());
}

TEST_CASE("a trust mark of somebody who may issue it accredits for its field and time") {
  const auto accreditations = [](const std::string& anchor, const std::string& own) {
    const auto list = read(chain({anchor, kOfMinistry, kOfSchool, own}));
    REQUIRE_MESSAGE(list.has_value(), describe(list.error()));
    return list->issuers[0].accreditations;
  };
  const std::string allowing =
      token(1, claims(kAnchor, kAnchor,
                      jwks(1) + R"(,"trust_mark_issuers":{"https://m.example/accredited":[")" +
                          kMinistry + "\"]}"));
  const auto by_anchor = accreditations(kAnchorOwn, own_of_school(mark(1, kAnchor, kField)));
  REQUIRE(by_anchor.size() == 1);
  CHECK(by_anchor[0].field == "http://data.europa.eu/snb/isced-f/061");
  CHECK(by_anchor[0].period.until == Instant::parse("2025-06-15T15:06:40Z").value());
  const std::string by_ministry = mark(2, kMinistry, kField);
  CHECK(accreditations(allowing, own_of_school(by_ministry)).size() == 1);
  CHECK(accreditations(kAnchorOwn, own_of_school(by_ministry)).empty());  // not allowed to
  CHECK(accreditations(allowing, own_of_school(mark(3, kSchool, kField))).empty());
  CHECK(accreditations(allowing, own_of_school(mark(3, kMinistry, kField))).empty());  // forged
  CHECK(accreditations(kAnchorOwn, own_of_school(mark(1, kAnchor, ""))).empty());      // of nothing
  CHECK(accreditations(kAnchorOwn, own_of_school(mark(1, kAnchor, kField), 4)).empty());
}

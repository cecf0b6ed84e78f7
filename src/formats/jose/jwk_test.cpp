#include "formats/jose/jwk.h"

#include <doctest/doctest.h>

#include "formats/crypto/multibase.h"
#include "formats/crypto/multikey.h"
#include "formats/json/reader.h"

using namespace cairn;

namespace {

Result<crypto::PublicKey> read(std::string_view text) {
  const auto document = json::read(text);
  REQUIRE_MESSAGE(document.has_value(), std::string(text));
  return jose::read_jwk(document->root());
}

std::string place(std::string_view text) {
  const auto key = read(text);
  REQUIRE_FALSE(key.has_value());
  CHECK(key.error().code == ErrorCode::invalid);
  return key.error().where;
}

// RFC 7517 appendix A.1, the first key, and A.1's RSA key.
constexpr std::string_view kP256 = R"({"kty":"EC","crv":"P-256",
  "x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",
  "y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM","use":"enc","kid":"1"})";
constexpr std::string_view kRsa = R"({"kty":"RSA","e":"AQAB","alg":"RS256","kid":"2011-04-29",
  "n":"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw"})";
// RFC 8037 appendix A.2.
constexpr std::string_view kEd25519 =
    R"({"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"})";

}  // namespace

TEST_CASE("the keys of RFC 7517 and RFC 8037 read, and come back from what is written") {
  for (const auto& [text, kind] :
       {std::pair{kP256, crypto::KeyKind::p256}, std::pair{kRsa, crypto::KeyKind::rsa},
        std::pair{kEd25519, crypto::KeyKind::ed25519}}) {
    const auto key = read(text);
    REQUIRE_MESSAGE(key.has_value(), describe(key.error()));
    CHECK(key->kind() == kind);
    CHECK(read(jose::write_jwk(*key)).value() == *key);
    CHECK(crypto::parse_did_key(crypto::did_key(*key)).value() == *key);
  }
}

// RFC 7638 section 3.1 and RFC 8037 appendix A.3.
TEST_CASE("what is written has the published thumbprints") {
  const auto thumbprint = [](std::string_view jwk) {
    return crypto::base64url_encode(
        crypto::digest(crypto::HashAlgorithm::sha256, jose::write_jwk(read(jwk).value())).bytes());
  };
  CHECK(thumbprint(kRsa) == "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
  CHECK(thumbprint(kEd25519) == "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
}

TEST_CASE("secret members are refused, without their value") {
  for (const char* name : {"d", "p", "q", "dp", "dq", "qi", "oth", "k"}) {
    std::string text(kEd25519);
    text.insert(1, "\"" + std::string(name) + "\":\"AAAA\",");
    const auto key = read(text);
    REQUIRE_FALSE(key.has_value());
    CHECK(key.error().where == std::string("/") + name);
    CHECK(key.error().message.find("AAAA") == std::string::npos);
  }
}

TEST_CASE("malformed keys are refused with the member") {
  CHECK(place("[]").empty());
  CHECK(place("{}") == "/kty");
  CHECK(place(R"({"kty":"OKP","crv":"Ed25519"})") == "/x");
  CHECK(place(R"({"kty":"OKP","crv":"Ed25519","x":1})") == "/x");
  CHECK(place(R"({"kty":"OKP","crv":"Ed25519","x":"AAAA"})") == "/x");
  const auto changed = [](std::string_view text, std::string_view from, std::string_view to) {
    std::string copy(text);
    copy.replace(copy.find(from), from.size(), to);
    return copy;
  };
  // The last character has two bits left over that must be zero; padding is not canonical.
  CHECK(place(changed(kEd25519, "cHURo", "cHURp")) == "/x");
  CHECK(place(changed(kEd25519, "cHURo", "cHURo=")) == "/x");
  CHECK(place(changed(kP256, "4Etl", "5Etl")) == "/x");     // off the curve
  CHECK(place(changed(kP256, "MKBCTN", "BCTN")) == "/x");   // too short
  CHECK(place(changed(kRsa, "AQAB", "AQ")) == "/n");        // exponent 1
  CHECK(place(changed(kRsa, "0vx7agoebGcQ", "")) == "/n");  // below 2048 bits
  CHECK(place(changed(kRsa, "0vx7", "ANL8ew")) == "/n");    // neither length nor zero first
  CHECK(read(R"({"kty":"oct2"})").error().code == ErrorCode::unavailable);
  CHECK(read(R"({"kty":"EC","crv":"P-521"})").error().code == ErrorCode::unavailable);
  CHECK(read(R"({"kty":"OKP","crv":"X25519"})").error().code == ErrorCode::unavailable);
}

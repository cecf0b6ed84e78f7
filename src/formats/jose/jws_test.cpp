#include "formats/jose/jws.h"

#include <doctest/doctest.h>

#include <fmt/format.h>

#include "formats/crypto/multibase.h"
#include "formats/jose/jwk.h"

using namespace cairn;
using jose::Algorithm;
using jose::NoAlgorithm;

namespace {

crypto::PublicKey key_of(std::string_view jwk) {
  return jose::read_jwk(json::read(jwk).value().root()).value();
}

std::string part(std::string_view text) { return crypto::base64url_encode(crypto::bytes_of(text)); }

std::string compact(std::string_view header, std::string_view payload = "{}") {
  return part(header) + "." + part(payload) + "." + part("signature");
}

std::variant<Algorithm, NoAlgorithm> algorithm(std::string_view header) {
  const auto jws = jose::read_compact(compact(header));
  REQUIRE_MESSAGE(jws.has_value(), describe(jws.error()));
  return jose::algorithm_in(jws->header.root());
}

struct Example {
  const char* name;
  const char* jwk;
  const char* text;
  Algorithm algorithm;
};

// RFC 7515 appendix A.2 (RS256) and A.3 (ES256); RFC 8037 appendix A.4 (EdDSA).
constexpr Example kExamples[] = {
    {"A.2",
     R"({"kty":"RSA","e":"AQAB","n":"ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ"})",
     "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNv"
     "bS9pc19yb290Ijp0cnVlfQ.cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm"
     "4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6"
     "xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqtFZESc6BfI7noOPqv"
     "hJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw",
     Algorithm::rs256},
    {"A.3",
     R"({"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU",
         "y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"})",
     "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNv"
     "bS9pc19yb290Ijp0cnVlfQ.DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxf"
     "KTUJqPP3-Kg6NU1Q",
     Algorithm::es256},
    {"A.4", R"({"kty":"OKP","crv":"Ed25519","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"})",
     "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc.hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvM"
     "g3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg",
     Algorithm::eddsa}};

}  // namespace

TEST_CASE("the signatures of RFC 7515 and RFC 8037 verify by their own algorithm only") {
  for (const Example& example : kExamples) {
    CAPTURE(example.name);
    const auto jws = jose::read_compact(example.text);
    REQUIRE_MESSAGE(jws.has_value(), describe(jws.error()));
    const auto named = jose::algorithm_in(jws->header.root());
    REQUIRE(std::holds_alternative<Algorithm>(named));
    CHECK(std::get<Algorithm>(named) == example.algorithm);
    const crypto::PublicKey key = key_of(example.jwk);
    CHECK(jose::verify(*jws, example.algorithm, key));
    for (const Example& other : kExamples) {
      if (other.algorithm == example.algorithm) continue;
      CHECK_FALSE(jose::verify(*jws, other.algorithm, key));
      CHECK_FALSE(jose::verify(*jws, example.algorithm, key_of(other.jwk)));
      CHECK_FALSE(jose::verify(*jws, other.algorithm, key_of(other.jwk)));
    }
  }
}

TEST_CASE("every changed character of a JWS is noticed") {
  const std::string text = kExamples[1].text;
  const crypto::PublicKey key = key_of(kExamples[1].jwk);
  for (std::size_t i = 0; i < text.size(); ++i) {
    CAPTURE(i);
    std::string changed = text;
    changed[i] = changed[i] == 'B' ? 'C' : 'B';
    const auto jws = jose::read_compact(changed);
    CHECK((!jws || !jose::verify(*jws, Algorithm::es256, key)));
  }
}

TEST_CASE("what is written reads and verifies") {
  for (const crypto::KeyKind kind :
       {crypto::KeyKind::ed25519, crypto::KeyKind::p256, crypto::KeyKind::p384}) {
    const std::vector<std::uint8_t> secret(kind == crypto::KeyKind::p384 ? 48 : 32, 5);
    const auto key = crypto::SigningKey::from_secret(kind, secret);
    REQUIRE(key.has_value());
    const Algorithm by = jose::algorithm_of(kind);
    const std::string text =
        jose::write_compact(fmt::format(R"({{"alg":"{}"}})", name_of(by)), "payload", *key);
    CHECK(jose::looks_compact(text));
    const auto jws = jose::read_compact(text);
    REQUIRE(jws.has_value());
    CHECK(jws->payload == "payload");
    CHECK(std::get<Algorithm>(jose::algorithm_in(jws->header.root())) == by);
    CHECK(jose::verify(*jws, by, key->public_key()));
  }
}

TEST_CASE("only listed algorithms are accepted, and no extension") {
  for (const char* name : {"RS256", "ES256", "ES384", "EdDSA", "Ed25519"})
    CHECK(std::holds_alternative<Algorithm>(algorithm(fmt::format(R"({{"alg":"{}"}})", name))));
  const auto refusal = [](std::string_view header) {
    const auto named = algorithm(header);
    REQUIRE(std::holds_alternative<NoAlgorithm>(named));
    return std::get<NoAlgorithm>(named);
  };
  for (const char* name : {"none", "None", "NONE", "HS256", "HS384", "HS512", "hs256"})
    CHECK(refusal(fmt::format(R"({{"alg":"{}"}})", name)) == NoAlgorithm::unprotected);
  for (const char* name : {"PS256", "ES512", "ES256K", "RS512", "es256", "ES256 ", ""})
    CHECK(refusal(fmt::format(R"({{"alg":"{}"}})", name)) == NoAlgorithm::unknown);
  CHECK(refusal("{}") == NoAlgorithm::missing);
  CHECK(refusal(R"({"alg":["ES256"]})") == NoAlgorithm::missing);
  CHECK(refusal(R"({"alg":"ES256","crit":["exp"],"exp":1})") == NoAlgorithm::critical);
  CHECK(refusal(R"({"alg":"ES256","crit":[]})") == NoAlgorithm::critical);
  CHECK(refusal(R"({"alg":"ES256","b64":false})") == NoAlgorithm::critical);
}

TEST_CASE("malformed texts are refused with their part") {
  const auto place = [](std::string_view text) {
    const auto jws = jose::read_compact(text);
    REQUIRE_FALSE(jws.has_value());
    CHECK(jws.error().code == ErrorCode::invalid);
    return jws.error().where;
  };
  CHECK(place("").empty());
  CHECK(place("e30.e30").empty());
  CHECK(place("e30.e30.AA.AA").empty());
  CHECK(place("e30=.e30.AA") == "header, character 4");
  CHECK(place("e30.e30=.AA") == "payload, character 4");
  CHECK(place("e30.e30.AB") == "signature");  // left-over bits
  CHECK(place("e30.e3.AA") == "payload");
  CHECK(place("e30.e30.A+AA") == "signature, character 2");
  CHECK(place(part("[]") + ".e30.AA") == "header");
  CHECK(place(part(R"({"alg":"ES256","alg":"none"})") + ".e30.AA").starts_with("header, line 1"));
  CHECK(jose::read_compact(std::string(jose::kCompactBytesMax + 1, 'A')).error().code ==
        ErrorCode::exhausted);
  CHECK(jose::read_compact(std::string(40'000, 'A') + ".e30.AA").error().code ==
        ErrorCode::exhausted);
  CHECK(jose::read_compact("e30.e30.").has_value());  // no signature: read, never verified
}

TEST_CASE("a compact JWS is told from other files by its form") {
  CHECK(jose::looks_compact(kExamples[0].text));
  CHECK(jose::looks_compact(compact(R"({ "alg":"ES256"})")));
  for (const char* text : {"", "{}", "eyJ", "eyJ.e30", "e30", "hello.world.text", "<svg>"})
    CHECK_FALSE(jose::looks_compact(text));
}

// RFC 7517 appendix A.1: the example set, of an EC and an RSA key.
#include "formats/did/key_set.h"

#include <doctest/doctest.h>

#include <memory>

#include "formats/did/key_search.h"
#include "formats/json/reader.h"

using namespace cairn;
using did::Binding;
using did::NoKey;

namespace {

const std::string kUrl = "https://school.example/keys";
const std::string kEc =
    R"({"kty":"EC","crv":"P-256","x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",)"
    R"("y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM","use":"enc","kid":"1"})";
const std::string kRsa =
    R"({"kty":"RSA","n":"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxu)"
    R"(hDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65Y)"
    R"(GjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhA)"
    R"(I4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw","e":"AQAB",)"
    R"("alg":"RS256","kid":"2011-04-29"})";

did::StatedController stated(const std::string& id, const std::string& text) {
  const auto json = json::read(text);
  REQUIRE(json.has_value());
  auto document = did::ControllerDocument::parse(json->root(), id);
  REQUIRE_MESSAGE(document.has_value(), describe(document.error()));
  return {id, std::make_shared<const did::ControllerDocument>(*std::move(document)), {}, {}};
}

std::variant<did::FoundKey, did::KeyRefusal> find(const std::string& method,
                                                  const std::vector<did::StatedController>& all) {
  return did::find_key({method, did::Purpose::assertion_method, Instant(), {}}, all);
}

}  // namespace

TEST_CASE("a key of a set is found by its kid, if it may sign") {
  const std::vector<did::StatedController> set = {
      stated(kUrl, R"({"keys":[)" + kEc + "," + kRsa + "]}")};
  const auto rsa = find(kUrl + "#2011-04-29", set);
  REQUIRE(std::holds_alternative<did::FoundKey>(rsa));
  CHECK(std::get<did::FoundKey>(rsa).key.kind() == crypto::KeyKind::rsa);
  CHECK(std::get<did::FoundKey>(rsa).controller == kUrl);
  const auto encrypts = find(kUrl + "#1", set);
  REQUIRE(std::holds_alternative<did::KeyRefusal>(encrypts));
  CHECK(std::get<did::KeyRefusal>(encrypts).reason == NoKey::purpose_refused);
  CHECK(std::get<did::KeyRefusal>(find(kUrl + "#2", set)).reason == NoKey::not_listed);
  CHECK(std::get<did::KeyRefusal>(find(kUrl, set)).reason == NoKey::not_listed);
}

TEST_CASE("a single key is named by its address alone, too") {
  for (const std::string& text : {kRsa, R"({"keys":[)" + kRsa + "]}"}) {
    const std::vector<did::StatedController> set = {stated(kUrl, text)};
    CHECK(std::holds_alternative<did::FoundKey>(find(kUrl, set)));
    CHECK(std::holds_alternative<did::FoundKey>(find(kUrl + "#2011-04-29", set)));
  }
}

TEST_CASE("a key set does not say for whom its keys speak") {
  const std::string issuer = "https://school.example/profile";
  std::vector<did::StatedController> all = {stated(kUrl, kRsa)};
  const auto key = std::get<did::FoundKey>(find(kUrl, all));
  const did::KeyQuestion question{kUrl, did::Purpose::assertion_method, Instant(), {}};
  const auto bound = [&](const std::string& to) {
    return did::bind(to, question, key, all).binding;
  };
  CHECK(bound(issuer) == Binding::unresolved);
  // A profile that lists no key denies nothing to its own site, and something to another's.
  all.push_back(stated(issuer, R"({"id":")" + issuer + R"(","type":["Profile"]})"));
  CHECK(bound(issuer) == Binding::unresolved);
  const std::string other = "https://school.example.org/profile";
  all.push_back(stated(other, R"({"id":")" + other + "\"}"));
  CHECK(bound(other) == Binding::foreign);
  // One that lists the key by its address speaks through it.
  const std::string owner = "https://college.example/profile";
  all.push_back(stated(owner, R"({"id":")" + owner + R"(","assertionMethod":[")" + kUrl + "\"]}"));
  CHECK(bound(owner) == Binding::bound);
}

TEST_CASE("secret and unknown keys of a set cannot be used, and kids are unique") {
  std::string secret = kRsa;
  secret.insert(1, R"("d":"AA",)");
  const std::vector<did::StatedController> set = {stated(kUrl, secret)};
  CHECK(std::get<did::KeyRefusal>(find(kUrl, set)).reason == NoKey::key_malformed);
  const std::vector<did::StatedController> curve = {
      stated(kUrl, R"({"kty":"EC","crv":"secp256k1","kid":"a"})")};
  CHECK(std::get<did::KeyRefusal>(find(kUrl, curve)).reason == NoKey::key_unsupported);
  std::string twice = kEc;
  twice.replace(twice.find("\"1\""), 3, "\"2011-04-29\"");
  const auto json = json::read(R"({"keys":[)" + kRsa + "," + twice + "]}");
  CHECK_FALSE(did::ControllerDocument::parse(json->root(), kUrl).has_value());
}

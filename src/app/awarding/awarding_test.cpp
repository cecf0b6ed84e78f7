#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "app/awarding/issue.h"
#include "app/awarding/key_file.h"
#include "formats/json/reader.h"

using namespace cairn;

namespace {

// Counts up, so that each key of a test is another one and always the same.
class CountingRandom final : public Random {
 public:
  void fill(std::span<std::uint8_t> bytes) override { std::ranges::fill(bytes, ++next_); }

 private:
  std::uint8_t next_ = 0;
};

const Instant kCreated = Instant::parse("2026-11-21T12:00:00Z").value();

constexpr std::string_view kDocument = R"({
  "@context": ["https://www.w3.org/ns/credentials/v2"], "type": ["VerifiableCredential"],
  "credentialSubject": {"id": "did:example:learner"}})";

}  // namespace

TEST_CASE("a document without issuer gets the key's, and a proof") {
  CountingRandom random;
  const awarding::KeyFile key = awarding::new_key_file(random).value();
  const auto signed_text = awarding::issue(kDocument, key.json, {.created = kCreated});
  REQUIRE_MESSAGE(signed_text.has_value(), describe(signed_text.error()));
  const auto credential = json::read(*signed_text);
  REQUIRE(credential.has_value());
  CHECK(credential->root().text_of("issuer") == key.issuer);
  CHECK(credential->root().find("proof")->text_of("created") == "2026-11-21T12:00:00Z");
  CHECK(awarding::issue(*signed_text, key.json, {.created = kCreated}).error().where == "/proof");
}

TEST_CASE("a key of a controller signs in its name, and is listed in its document") {
  CountingRandom random;
  const std::string school = "did:web:school.example";
  const awarding::KeyFile first = awarding::new_key_file(random, "p256", school).value();
  const awarding::KeyFile second = awarding::new_key_file(random, "ed25519", school).value();
  CHECK(first.issuer == school);
  const auto made = awarding::issue(kDocument, first.json, {.created = kCreated});
  REQUIRE_MESSAGE(made.has_value(), describe(made.error()));
  const json::Document credential = json::read(*made).value();
  CHECK(credential.root().text_of("issuer") == school);

  const auto document = awarding::issuer_document(std::vector<awarding::ListedKey>{
      {second.json}, {first.json, awarding::ListedKey::State::retired, kCreated}});
  REQUIRE_MESSAGE(document.has_value(), describe(document.error()));
  const json::Document listed = json::read(document->json).value();
  CHECK(listed.root().text_of("id") == school);
  const auto methods = listed.root().find("verificationMethod")->items();
  REQUIRE(methods.size() == 2);
  CHECK(methods[0].find("expires") == nullptr);
  CHECK(methods[1].text_of("expires") == "2026-11-21T12:00:00Z");
  CHECK(methods[1].text_of("id") == credential.root().find("proof")->text_of("verificationMethod"));
  CHECK(document->json.find("secret") == std::string::npos);
  CHECK(document->address == "https://school.example/.well-known/did.json");
}

TEST_CASE("a document lists the keys of one controller that can publish") {
  CountingRandom random;
  const auto key_of = [&](std::string_view controller) {
    return awarding::ListedKey{awarding::new_key_file(random, "ed25519", controller)->json};
  };
  const auto place_of = [](std::vector<awarding::ListedKey> keys) {
    return awarding::issuer_document(keys).error().where;
  };
  CHECK(place_of({key_of("did:web:a.example"), key_of("https://b.example/keys")}) == "key 2");
  CHECK(place_of({key_of("")}) == "controller");
  CHECK(place_of({{"{}"}}) == "key 1");
  CHECK(awarding::issuer_document(std::vector{key_of("https://b.example/keys")}).has_value());
  for (const char* nobody : {"did:example:1", "http://b.example", "school.example", "did:web:"})
    CHECK(awarding::new_key_file(random, "ed25519", nobody).error().where == "controller");
}

TEST_CASE("a key file must be whole, and errors do not show it") {
  CountingRandom random;
  const awarding::KeyFile key = awarding::new_key_file(random).value();
  const awarding::KeyFile other = awarding::new_key_file(random).value();
  CHECK(key.issuer != other.issuer);
  const auto swap = [&](std::string text, const std::string& from, const std::string& to) {
    return text.replace(text.find(from), from.size(), to);
  };
  const std::string mixed = swap(key.json, "\"publicKeyMultibase\": \"" + key.issuer.substr(8),
                                 "\"publicKeyMultibase\": \"" + other.issuer.substr(8));
  CHECK(awarding::issue(kDocument, mixed, {.created = kCreated}).error().where ==
        "/publicKeyMultibase");
  const std::string renamed =
      swap(key.json, "\"controller\": \"" + key.issuer, "\"controller\": \"" + other.issuer);
  CHECK(awarding::issue(kDocument, renamed, {.created = kCreated}).error().where == "/controller");
  const std::string moved =
      swap(key.json, "\"id\": \"" + key.issuer, "\"id\": \"did:web:x.example");
  CHECK(awarding::issue(kDocument, moved, {.created = kCreated}).error().where == "/id");
  const auto broken =
      awarding::issue(kDocument, swap(key.json, "z3u2", "z3u3"), {.created = kCreated});
  REQUIRE_FALSE(broken.has_value());
  CHECK(describe(broken.error()).find("z3u3") == std::string::npos);
}

TEST_CASE("each kind of key signs with its suites, and with no other") {
  CountingRandom random;
  const auto suite_of = [&](std::string_view kind, std::string_view suite) {
    const awarding::KeyFile key = awarding::new_key_file(random, kind).value();
    const auto made = awarding::issue(kDocument, key.json, {.created = kCreated, .suite = suite});
    if (!made) return std::string("refused");
    const json::Document document = json::read(*made).value();
    return std::string(document.root().find("proof")->text_of("cryptosuite"));
  };
  CHECK(suite_of("ed25519", "") == "eddsa-rdfc-2022");
  CHECK(suite_of("ed25519", "eddsa-jcs-2022") == "eddsa-jcs-2022");
  CHECK(suite_of("ed25519", "ecdsa-rdfc-2019") == "refused");
  for (const char* curve : {"p256", "p384"}) {
    CHECK(suite_of(curve, "") == "ecdsa-rdfc-2019");
    CHECK(suite_of(curve, "ecdsa-jcs-2019") == "ecdsa-jcs-2019");
    CHECK(suite_of(curve, "eddsa-jcs-2022") == "refused");
  }
  CHECK(suite_of("ed25519", "Ed25519Signature2020") == "refused");
  CHECK(suite_of("ed25519", "x") == "refused");
  CHECK(awarding::new_key_file(random, "rsa").error().where == "--kind");
}

TEST_CASE("what is no credential is not signed") {
  CountingRandom random;
  const awarding::KeyFile key = awarding::new_key_file(random).value();
  CHECK(awarding::issue("[]", key.json, {.created = kCreated}).error().code == ErrorCode::invalid);
  CHECK(awarding::issue("{}", key.json, {.created = kCreated}).error().where == "/@context/0");
  const std::string undefined = R"({
    "@context": ["https://www.w3.org/ns/credentials/v2"], "type": ["VerifiableCredential"],
    "credentialSubject": {"id": "did:example:learner", "undefinedTerm": 1}})";
  CHECK(awarding::issue(undefined, key.json, {.created = kCreated}).error().where ==
        "/credentialSubject/undefinedTerm");
}

TEST_CASE("no way of signing takes a term that means nothing, or something else than it says") {
  CountingRandom random;
  const std::string key = awarding::new_key_file(random)->json;
  const auto place = [&](const std::string& context, const std::string& member,
                         const awarding::Signing& signing) {
    const auto made = awarding::issue(
        R"({"@context": ["https://www.w3.org/ns/credentials/v2")" + context +
            R"(], "type": ["VerifiableCredential"], "credentialSubject": {"id": "did:example:1")" +
            member + "}}",
        key, signing);
    return made ? std::string("issued") : made.error().where;
  };
  for (const awarding::Signing& signing :
       {awarding::Signing{.created = kCreated, .suite = "eddsa-jcs-2022"},
        awarding::Signing{.created = kCreated, .form = awarding::Form::jwt}}) {
    CHECK(place("", "", signing) == "issued");
    CHECK(place(R"(, {"rank": "https://a.example/#rank"})", R"(, "rank": "first")", signing) ==
          "issued");
    CHECK(place("", R"(, "rank": "first")", signing) != "issued");
    CHECK(place(R"(, {"until": "https://www.w3.org/2018/credentials#validUntil"})", "", signing) ==
          "/@context/until");
  }
}

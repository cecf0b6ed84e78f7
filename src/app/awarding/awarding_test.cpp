#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "app/awarding/issue.h"
#include "app/awarding/key_file.h"
#include "formats/json/reader.h"
#include "formats/json/writer.h"
#include "formats/rdf/context_store.h"
#include "formats/vc/verify.h"

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

// A model with objects of every kind that a series keeps, and a list.
constexpr std::string_view kModel = R"({
  "@context": ["https://www.w3.org/ns/credentials/v2",
               "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
  "type": ["VerifiableCredential", "OpenBadgeCredential"], "name": "SQL",
  "validFrom": "2026-11-01T00:00:00Z",
  "evidence": [{"id": "https://a.example/rules", "type": ["Evidence"], "name": "The rules"}],
  "credentialSubject": {"type": ["AchievementSubject"], "creditsEarned": 2,
    "achievement": {"id": "https://a.example/sql", "type": ["Achievement"], "name": "SQL",
      "description": "Asks questions.", "criteria": {"narrative": "A project."},
      "alignment": [{"type": ["Alignment"], "targetName": "EQF 6", "targetUrl": "https://e.example/6"},
                    {"type": ["Alignment"], "targetName": "SQL", "targetUrl": "https://e.example/s"}],
      "resultDescription": [{"id": "urn:uuid:0", "type": ["ResultDescription"], "name": "Grade",
        "resultType": "LetterGrade", "allowedValue": ["A", "B", "C"]}]}}})";

// What differs: much, little, a whole object of the model, a subject that the model speaks of, the
// types, and something that is not plain.
constexpr std::string_view kLearners =
    R"({"id": "urn:uuid:1", "credentialSubject": {"id": "did:example:a", "result": [{"type": ["Result"], "resultDescription": "urn:uuid:0", "value": "A"}]}}
{"id": "urn:uuid:2", "credentialSubject": {"id": "did:example:b"}}

{"credentialSubject": {"creditsEarned": 2.5}}
{"evidence": [{"type": ["Evidence"], "name": "Another"}], "name": "SQL, again"}
{"credentialSubject": {"identifier": [{"type": "IdentityObject", "hashed": false, "identityHash": "x", "identityType": "name"}]}}
{"credentialSubject": {"achievement": {"id": "https://a.example/sql", "type": ["Achievement"], "name": "Other", "description": "d", "criteria": {"narrative": "n"}}}}
{"credentialSubject": {"id": "https://a.example/rules"}}
{"type": ["VerifiableCredential"], "credentialSubject": {"type": ["AchievementSubject"]}}
{"name": {"@value": "SQL", "@language": "en"}}
)";

TEST_CASE("issuing to many gives what issuing one by one gives") {
  CountingRandom random;
  const auto contexts = rdf::ContextStore::with_built_in_contexts();
  for (const char* kind : {"ed25519", "p256"}) {
    const awarding::KeyFile key = awarding::new_key_file(random, kind).value();
    for (const std::string_view suite : {std::string_view(), std::string_view("eddsa-jcs-2022")}) {
      if (!suite.empty() && key.json.find("z6Mk") == std::string::npos) continue;
      const awarding::Signing signing{.created = kCreated, .suite = suite};
      std::vector<std::string> made;
      const auto done = awarding::issue_each({kModel, kLearners}, key.json, signing, {},
                                             [&](const std::string& line) -> Result<void> {
                                               made.push_back(line);
                                               return {};
                                             });
      REQUIRE_MESSAGE(done.has_value(), describe(done.error()));
      REQUIRE(made.size() == 9);
      for (const std::string& line : made) {
        json::Document credential = json::read(line).value();
        json::Arena arena;
        const std::string unsigned_text =
            json::write(arena.without_member(credential.root(), "proof"));
        const auto alone = awarding::issue(unsigned_text, key.json, signing);
        REQUIRE_MESSAGE(alone.has_value(), describe(alone.error()));
        const json::Document same = json::read(*alone).value();
        const bool deterministic = std::string_view(kind) == "ed25519";  // ECDSA draws a number
        if (deterministic) CHECK(json::write(same.root()) + "\n" == line);
        const auto verified = vc::verify(credential.root(), {*contexts, {}}, kCreated);
        CHECK(verified[static_cast<std::size_t>(vc::CheckName::proof)].outcome ==
              vc::Outcome::pass);
      }
    }
  }
}

TEST_CASE("a learner's line that makes no credential is named") {
  CountingRandom random;
  const awarding::KeyFile key = awarding::new_key_file(random).value();
  const auto refused = [&](std::string_view learners) {
    int taken = 0;
    const auto done = awarding::issue_each({kModel, learners}, key.json, {.created = kCreated}, {},
                                           [&](const std::string&) -> Result<void> {
                                             ++taken;
                                             return {};
                                           });
    REQUIRE_FALSE(done.has_value());
    return std::to_string(taken) + " " + done.error().where;
  };
  CHECK(refused("{}\n\n{\"issuer\": \"did:example:other\"}\n{}") == "1 line 3, /issuer");
  CHECK(refused("{\"credentialSubject\": []}") == "0 line 1, /credentialSubject");
  CHECK(refused("[]") == "0 line 1");
  CHECK(refused("{\"validFrom\": \"tomorrow\"}").starts_with("0 line 1, /validFrom"));
  CHECK(refused("{\"unknownTerm\": 1}").starts_with("0 line 1, /unknownTerm"));
  CHECK(refused("{\"a\": 1, \"a\": 2}").starts_with("0 line 1, line 1"));
}

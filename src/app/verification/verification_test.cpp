#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "app/verification/messages.h"
#include "app/verification/policy.h"
#include "app/verification/verifier.h"
#include "formats/crypto/multikey.h"
#include "formats/json/reader.h"
#include "formats/vc/jwt_credential.h"

using namespace cairn;
using verification::Outcome;
using verification::Use;
using verification::Verdict;

namespace {

const Instant kNow = Instant::parse("2026-11-21T12:00:00Z").value();

Result<verification::Report> verify(std::string_view file, std::string_view language = "en") {
  static const verification::Verifier verifier;
  return verifier.verify(
      {.file = file, .at = kNow, .known_issuers = {}, .also_required = {}, .language = language});
}

// Published: w3c/vc-di-eddsa TestVectors keys; the document is made up and its proof is not
// genuine.
constexpr std::string_view kTampered = R"({
  "@context": ["https://www.w3.org/ns/credentials/v2",
               "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
  "id": "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
  "type": ["VerifiableCredential", "OpenBadgeCredential"],
  "issuer": {"id": "did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2", "type": ["Profile"],
             "name": "School"},
  "validFrom": "2026-01-01T00:00:00Z",
  "credentialSubject": {"type": ["AchievementSubject"], "id": "did:example:1",
    "achievement": {"id": "https://school.example/a", "type": ["Achievement"], "name": "A",
                    "description": "d", "criteria": {"narrative": "n"}, "creditsAvailable": 2}},
  "proof": {"type": "DataIntegrityProof", "cryptosuite": "eddsa-rdfc-2022",
    "created": "2026-01-01T00:00:00Z", "proofPurpose": "assertionMethod",
    "verificationMethod": "did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2#z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2",
    "proofValue": "z2YwC8z3ap7yx1nZYCg4L3j3ApHsF8kgPdSb5xoS1VR7vPG3F561B52hYnQF9iseabecm3ijx4K1FBTQsCZahKZme"}
})";

}  // namespace

TEST_CASE("a report says what is wrong and what to do, and shows the badge") {
  const auto report = verify(kTampered);
  REQUIRE_MESSAGE(report.has_value(), describe(report.error()));
  CHECK(report->verdict == Verdict::invalid);
  CHECK_FALSE(report->trusted);
  REQUIRE(report->checks.size() == 8);
  CHECK(report->checks[1].check == "proof");
  CHECK(report->checks[1].outcome == Outcome::fail);
  CHECK(report->checks[1].code == "proof_mismatch");
  CHECK_FALSE(report->checks[1].remedy.empty());
  REQUIRE(report->badge.has_value());
  CHECK(report->badge->name == "A");
  CHECK(report->badge->credits_available == "2");
  CHECK(report->credential == kTampered);

  const auto json = json::read(verification::to_json(*report));
  REQUIRE(json.has_value());
  CHECK(json->root().text_of("verdict") == "invalid");
  CHECK(json->root().find("checks")->items().size() == 8);
}

TEST_CASE("without the context of Open Badges there is no badge to show") {
  std::string text(kTampered);
  const std::string url = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";
  text.replace(text.find(url), url.size(), "https://www.w3.org/ns/credentials/undefined-terms/v2");
  const auto report = verify(text);
  REQUIRE(report.has_value());
  CHECK_FALSE(report->badge.has_value());
  CHECK_FALSE(report->badge_problem.empty());
}

TEST_CASE("the language of the sentences follows the asker, with English for the rest") {
  const std::string english = verify(kTampered)->checks[1].message;
  CHECK(verify(kTampered, "ar")->checks[1].message != english);
  CHECK(verify(kTampered, "xx")->checks[1].message == english);
}

TEST_CASE("what is no credential file is an error with its place, not a verdict") {
  CHECK(verify("").error().code == ErrorCode::invalid);
  CHECK(verify("[1]").error().code == ErrorCode::invalid);
  CHECK(verify("{\"a\": 1, \"a\": 2}").error().where == "line 1, column 10");
  CHECK_FALSE(verify("\x89PNG\r\n\x1A\n").has_value());
  CHECK_FALSE(verify("<svg xmlns=\"http://www.w3.org/2000/svg\"/>").has_value());
  CHECK(verify(std::string(3 * 1024 * 1024, ' ') + "{}").error().code == ErrorCode::exhausted);
  CHECK(verify("eyJhbGciOiJFZERTQSJ9.e30.c2lnx=\n").error().where == "signature, character 6");
  CHECK(verify("https://school.example/1.json\n").error().message.starts_with("only the address"));
  CHECK(verify("{}")->verdict == Verdict::invalid);
}

TEST_CASE("every code has its sentence in every language") {
  for (int c = 0; c <= static_cast<int>(vc::CheckName::log); ++c)
    for (int k = 0; k <= static_cast<int>(vc::Code::not_reached); ++k) {
      const std::string code = vc::name_of(static_cast<vc::Code>(k));
      const std::string specific = vc::name_of(static_cast<vc::CheckName>(c)) + ("." + code);
      for (const std::string_view language : verification::languages()) {
        CAPTURE(specific);
        CHECK((verification::has_message(specific, language) ||
               verification::has_message(code, language)));
      }
    }
}

TEST_CASE("a presentation is reported, however little of it was looked at") {
  const std::string head = R"({"@context": ["https://www.w3.org/ns/credentials/v2"],
      "type": ["VerifiablePresentation"])";
  const auto codes_of = [&](const std::string& more) {
    const auto report = verify(head + more + "}");
    REQUIRE(report.has_value());
    CHECK(report->verdict != Verdict::valid);
    std::string codes;
    for (const auto& check : report->checks) {
      CHECK_FALSE(check.message.empty());
      codes.append(codes.empty() ? "" : " ").append(check.code);
    }
    return codes;
  };
  const std::string rest = " not_reached not_reached not_reached not_reached not_reached";
  CHECK(codes_of("") == "ok proof_missing not_reached" + rest);
  CHECK(codes_of(R"(, "verifiableCredential": 5)") ==
        "credentials_malformed proof_missing not_reached" + rest);
  std::string many = R"(, "verifiableCredential": [{})";
  for (int i = 0; i < 64; ++i) many += ", {}";
  CHECK(codes_of(many + "]") == "credentials_too_many too_complex not_reached" + rest);
}

TEST_CASE("parts of a credential inside a sentence are cut between characters") {
  std::string issuer = "did:example:";
  for (int i = 0; i < 100; ++i) issuer += "م";
  const auto message = verification::message_for(
      {vc::CheckName::trust, vc::Outcome::unknown, vc::Code::issuer_unknown, {{"issuer", issuer}}},
      "en");
  CHECK(message.text.size() < 300);
  CHECK(message.text.find("م…") != std::string::npos);
}

TEST_CASE("each use requires what the published table says") {
  const auto required = [](Use use) { return verification::required_checks(use, {}).value(); };
  for (const Use use : {Use::portfolio, Use::recognition, Use::hiring}) {
    CHECK(required(use).has(vc::CheckName::structure));
    CHECK(required(use).has(vc::CheckName::proof));
    CHECK(required(use).has(vc::CheckName::issuer_binding));
    CHECK(required(use).has(vc::CheckName::validity));
    CHECK_FALSE(required(use).has(vc::CheckName::log));
  }
  CHECK_FALSE(required(Use::portfolio).has(vc::CheckName::status));
  CHECK(required(Use::recognition).has(vc::CheckName::status));
  CHECK_FALSE(required(Use::recognition).has(vc::CheckName::trust));
  CHECK(required(Use::hiring).has(vc::CheckName::trust));

  const std::vector<std::string> log = {"log"}, wrong = {"signature"};
  CHECK(verification::required_checks(Use::portfolio, log)->has(vc::CheckName::log));
  CHECK(verification::required_checks(Use::portfolio, wrong).error().where == "signature");
}

TEST_CASE("credentials inside a record may be tokens, in an envelope or bare") {
  const crypto::SigningKey key = crypto::SigningKey::from_seed(std::array<std::uint8_t, 32>{5});
  const std::string issuer = crypto::did_key(key.public_key());
  const auto token = [&](const std::string& members) {
    const std::string text = R"({"@context": ["https://www.w3.org/ns/credentials/v2"],
      "type": ["VerifiableCredential"], "issuer": ")" +
                             issuer + "\"" + members + "}";
    return vc::write_token(json::read(text)->root(), key, {.created = kNow}).value();
  };
  const std::string inner = token(R"(, "credentialSubject": {"id": "did:example:learner"})");
  const auto record = [&](const std::string& url, const std::string& endorsement) {
    return verify(token(R"(, "credentialSubject": {"id": "did:example:learner",
      "verifiableCredential": [{"@context": "https://www.w3.org/ns/credentials/v2",
        "type": "EnvelopedVerifiableCredential", "id": ")" +
                        url + R"("}]}, "endorsementJwt": [")" + endorsement + "\"]"))
        .value();
  };
  const std::string data = "data:application/vc+jwt,";
  const auto good = record(data + inner, inner);
  CHECK(good.verdict == Verdict::valid);
  CHECK(good.media_type == "application/vc+jwt");
  REQUIRE(good.parts.size() == 2);
  for (const auto& part : good.parts) {
    CHECK(part.verdict == Verdict::valid);
    CHECK(part.issuer_id == issuer);
  }
  std::string changed = inner;
  changed[changed.size() - 9] = changed[changed.size() - 9] == 'A' ? 'B' : 'A';
  CHECK(record(data + changed, inner).verdict == Verdict::invalid);
  CHECK(record(data + "text", inner).verdict == Verdict::invalid);
  CHECK(record(data + inner, changed).verdict == Verdict::valid);  // an endorsement is advice
  CHECK(record(data + inner, changed).parts.back().verdict == Verdict::invalid);
  const auto unopened = record("data:application/vc+sd-jwt," + inner, inner);
  CHECK(unopened.parts.front().verdict == Verdict::unknown);
}

TEST_CASE("an assertion of Open Badges 2 is unknown until what it rests on is stated") {
  const std::string assertion = R"({"@context": "https://w3id.org/openbadges/v2",
    "type": "Assertion", "id": "https://school.example/1", "issuedOn": "2017-03-01T09:00:00Z",
    "recipient": {"type": "email", "identity": "a@example.com", "hashed": false},
    "badge": "https://school.example/badge", "verification": {"type": "HostedBadge"}})";
  verification::Question question;
  question.file = assertion;
  question.at = kNow;
  const verification::Verifier verifier;
  const auto alone = verifier.verify(question);
  REQUIRE_MESSAGE(alone.has_value(), describe(alone.error()));
  CHECK(alone->verdict == verification::Verdict::unknown);
  CHECK(alone->checks.at(1).code == "hosted_unfetched");
  CHECK(alone->badge->achievement_id == "https://school.example/badge");

  const std::vector<verification::StatedDocument> documents = {
      {"https://school.example/1", assertion},
      {"https://school.example/badge",
       R"({"id": "https://school.example/badge", "type": "BadgeClass", "name": "Robotics",
           "issuer": "https://school.example/"})"},
      {"https://school.example/",
       R"({"id": "https://school.example/", "type": "Issuer", "name": "School"})"}};
  question.documents = documents;
  const auto stated = verifier.verify(question);
  REQUIRE_MESSAGE(stated.has_value(), describe(stated.error()));
  CHECK(stated->verdict == verification::Verdict::valid);
  CHECK(stated->badge->name == "Robotics");
  CHECK(stated->badge->issuer_name == "School");
}

#include <doctest/doctest.h>

#include <string>

#include "formats/json/reader.h"
#include "formats/json/writer.h"
#include "formats/openbadges/reader.h"
#include "formats/openbadges/writer.h"

using namespace cairn;
using openbadges::AchievementCredential;

namespace {

Result<AchievementCredential> read(std::string_view text) {
  const auto document = json::read(text);
  REQUIRE_MESSAGE(document.has_value(), describe(document.error()));
  return openbadges::read(document->root());
}

std::string place_of_error(std::string_view text) {
  const auto credential = read(text);
  REQUIRE_FALSE(credential.has_value());
  return credential.error().where;
}

constexpr std::string_view kBadge = R"({
  "type": ["VerifiableCredential", "OpenBadgeCredential"],
  "id": "urn:uuid:1",
  "issuer": {"id": "did:example:school", "type": ["Profile"], "name": "School",
             "address": {"type": ["Address"], "addressCountryCode": "NL"},
             "otherIdentifier": [{"type": "IdentifierEntry", "identifier": "21PE", "identifierType": "ext:BRIN"}]},
  "validFrom": "2026-03-01T09:00:00Z",
  "credentialSubject": {
    "id": "did:example:learner",
    "creditsEarned": 2.50,
    "achievement": {
      "id": "https://school.example/sql", "type": ["Achievement"], "name": "SQL \u0645\u0631\u062D\u0628\u0627",
      "description": "d", "criteria": {"narrative": "n"}, "creditsAvailable": 5,
      "otherIdentifier": [{"type": "IdentifierEntry", "identifier": "34273", "identifierType": "ext:CROHO"}],
      "alignment": [{"type": ["Alignment"], "targetName": "EQF level 6", "targetUrl": "https://e.example/6"}],
      "resultDescription": [{"id": "urn:uuid:2", "type": ["ResultDescription"], "name": "Grade",
                             "resultType": "LetterGrade", "allowedValue": ["A", "B"]}]
    },
    "result": [{"type": ["Result"], "resultDescription": "urn:uuid:2", "value": "A"}]
  },
  "evidence": [{"id": "https://school.example/e", "type": ["Evidence"], "name": "Project",
                "digestSRI": "sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="}]
})";

}  // namespace

TEST_CASE("what a badge says is read as typed data, numbers as written") {
  const auto badge = read(kBadge);
  REQUIRE_MESSAGE(badge.has_value(), describe(badge.error()));
  CHECK(badge->issuer.name == "School");
  CHECK(badge->valid_from->to_string() == "2026-03-01T09:00:00Z");
  CHECK_FALSE(badge->valid_until.has_value());
  CHECK(badge->subject.credits_earned == "2.50");
  CHECK(badge->subject.achievement.credits_available == "5");
  CHECK(badge->subject.achievement.name == "SQL مرحبا");
  CHECK(badge->subject.achievement.alignments.at(0).target_name == "EQF level 6");
  CHECK(badge->subject.achievement.result_descriptions.at(0).allowed_values.size() == 2);
  CHECK(badge->subject.results.at(0).value == "A");
  CHECK(badge->evidence.at(0).name == "Project");
  CHECK(badge->evidence.at(0).digest_sri.starts_with("sha256-"));
}

TEST_CASE("codes and countries stand where issuers in Europe put them, and are written there") {
  const auto badge = read(kBadge);
  REQUIRE(badge.has_value());
  CHECK(badge->issuer.country_code == "NL");
  CHECK(badge->issuer.other_identifiers.at(0).identifier == "21PE");
  CHECK(badge->subject.achievement.other_identifiers.at(0).identifier == "34273");
  CHECK(badge->subject.achievement.other_identifiers.at(0).type == "ext:CROHO");
  const json::Document written = openbadges::write(*badge);
  const json::Value* achievement = written.root().find("credentialSubject")->find("achievement");
  const json::Value& programme = achievement->find("otherIdentifier")->items()[0];
  CHECK(programme.text_of("type") == "IdentifierEntry");
  CHECK(programme.text_of("identifier") == "34273");
  const json::Value* issuer = written.root().find("issuer");
  CHECK(issuer->find("address")->text_of("addressCountryCode") == "NL");
}

TEST_CASE(
    "one value stands for a list, an id for an issuer, a URL for an image, a date for its "
    "midnight") {
  const auto badge = read(R"({
    "type": "AchievementCredential", "issuer": "did:example:school", "image": "https://i.example/1",
    "credentialSubject": [{"activityStartDate": "2026-09-07", "achievement": {"id": "a:1", "name": {"@value": "N", "@language": "en"},
      "tag": "sql", "alignment": {"targetName": "T"}}}],
    "evidence": {"name": "E"}})");
  REQUIRE_MESSAGE(badge.has_value(), describe(badge.error()));
  CHECK(badge->issuer.id == "did:example:school");
  CHECK(badge->image->id == "https://i.example/1");
  CHECK(badge->subject.activity_start->to_string() == "2026-09-07");
  CHECK(badge->subject.achievement.name == "N");
  CHECK(badge->subject.achievement.tags == std::vector<std::string>{"sql"});
  CHECK(badge->subject.achievement.alignments.at(0).target_name == "T");
  CHECK(badge->evidence.size() == 1);
}

TEST_CASE("errors name their place") {
  CHECK(place_of_error(R"({"type": "VerifiableCredential"})") == "/type");
  CHECK(place_of_error(R"({"type": "OpenBadgeCredential", "issuer": "a:b"})") ==
        "/credentialSubject");
  CHECK(place_of_error(R"({"type": "OpenBadgeCredential", "credentialSubject": {}})") == "/issuer");
  CHECK(place_of_error(
            R"({"type": "OpenBadgeCredential", "issuer": "a:b", "credentialSubject": {}})") ==
        "/credentialSubject/achievement");
  CHECK(place_of_error(R"({"type": "OpenBadgeCredential", "issuer": "a:b",
    "credentialSubject": [{"achievement": {"id": "a:1", "name": "N", "alignment": [{}, {"targetName": 1}]}}]})") ==
        "/credentialSubject/0/achievement/alignment/1/targetName");
  CHECK(
      place_of_error(R"({"type": "OpenBadgeCredential", "issuer": "a:b", "validFrom": "2026-03-01",
    "credentialSubject": {"achievement": {"id": "a:1", "name": "N"}}})") == "/validFrom");
}

TEST_CASE("several subjects are refused: their order is not signed") {
  CHECK(place_of_error(R"({"type": "OpenBadgeCredential", "issuer": "a:b", "credentialSubject": [
    {"achievement": {"id": "a:1", "name": "N"}}, {"achievement": {"id": "a:2", "name": "M"}}]})") ==
        "/credentialSubject");
}

TEST_CASE("an amount is a number, quoted or not") {
  const auto badge = [](const std::string& credits) {
    return read(R"({"type": "OpenBadgeCredential", "issuer": "a:b", "credentialSubject": {
      "creditsEarned": )" +
                credits + R"(, "achievement": {"id": "a:1", "name": "N"}}})");
  };
  CHECK(badge("2.5")->subject.credits_earned == "2.5");
  CHECK(badge("\"2.5\"")->subject.credits_earned == "2.5");
  CHECK_FALSE(badge("\"many\"").has_value());
  CHECK_FALSE(badge("[2.5]").has_value());
}

TEST_CASE("what is written is read again the same") {
  const auto badge = read(kBadge);
  REQUIRE(badge.has_value());
  const json::Document written = openbadges::write(*badge);
  const auto again = openbadges::read(written.root());
  REQUIRE_MESSAGE(again.has_value(), describe(again.error()));
  CHECK(json::write(openbadges::write(*again).root()) == json::write(written.root()));
  const auto credits = written.root().find("credentialSubject")->find("creditsEarned");
  CHECK(credits->number() == "2.50");
}

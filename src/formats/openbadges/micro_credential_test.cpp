#include "formats/openbadges/micro_credential.h"

#include <doctest/doctest.h>

#include <string>

#include "formats/json/reader.h"

using namespace cairn;
using openbadges::Element;

namespace {

// Each of the eleven elements once, where Open Badges 3.0 has a place for it.
const std::string kBadge = R"({
  "type": ["VerifiableCredential", "AchievementCredential"],
  "issuer": {"id": "did:example:school", "name": "School", "address": {"addressCountryCode": "EG"}},
  "awardedDate": "2026-03-01T09:00:00Z",
  "credentialSubject": {"id": "did:example:learner", "achievement": {
    "name": "SQL", "creditsAvailable": 2.5,
    "alignment": [
      {"targetType": "ext:EQF", "targetName": "EQF level 6", "targetUrl": "https://q.example/6"},
      {"targetType": "ceasn:Competency", "targetName": "Join tables", "targetUrl": "https://s.example/1"},
      {"targetType": "ext:AssessmentType", "targetName": "Project", "targetUrl": "https://a.example/p"},
      {"targetType": "ext:ParticipationType", "targetName": "Online", "targetUrl": "https://a.example/o"},
      {"targetType": "ext:QualityAssurance", "targetName": "Accredited", "targetUrl": "https://q.example/d"}
    ]}}
})";

std::string stated(const std::string& text, Element element) {
  const auto document = json::read(text);
  REQUIRE_MESSAGE(document.has_value(), describe(document.error()));
  const auto found = openbadges::find_elements(document->root());
  const auto& one = found[static_cast<std::size_t>(element)];
  return one ? one->place + " " + one->value : "";
}

std::string changed(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  REQUIRE_MESSAGE(at != std::string::npos, from);
  return text.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("each of the eleven elements is found in its home") {
  const std::string alignment = "/credentialSubject/achievement/alignment/";
  CHECK(stated(kBadge, Element::learner) == "/credentialSubject/id did:example:learner");
  CHECK(stated(kBadge, Element::title) == "/credentialSubject/achievement/name SQL");
  CHECK(stated(kBadge, Element::country) == "/issuer/address/addressCountryCode EG");
  CHECK(stated(kBadge, Element::awarding_body) == "/issuer/name School");
  CHECK(stated(kBadge, Element::date_of_issuing) == "/awardedDate 2026-03-01T09:00:00Z");
  CHECK(stated(kBadge, Element::learning_outcomes) == alignment + "1 Join tables");
  CHECK(stated(kBadge, Element::workload) == "/credentialSubject/achievement/creditsAvailable 2.5");
  CHECK(stated(kBadge, Element::level) == alignment + "0 EQF level 6");
  CHECK(stated(kBadge, Element::assessment) == alignment + "2 Project");
  CHECK(stated(kBadge, Element::participation) == alignment + "3 Online");
  CHECK(stated(kBadge, Element::quality_assurance) == alignment + "4 Accredited");
}

TEST_CASE("what is not stated is missed, element by element") {
  const auto misses = [](const std::string& from, const std::string& to, Element element) {
    CAPTURE(from);
    CHECK(stated(changed(kBadge, from, to), element).empty());
  };
  misses(R"("id": "did:example:learner", )", "", Element::learner);
  misses(R"("name": "SQL")", R"("name": "")", Element::title);
  misses(R"({"addressCountryCode": "EG"})", R"({"addressLocality": "Cairo"})", Element::country);
  misses(R"("name": "School", )", "", Element::awarding_body);
  misses("2026-03-01T09:00:00Z", "2026-03-01T09:00:00", Element::date_of_issuing);  // no zone
  misses("ceasn:Competency", "CTDL", Element::learning_outcomes);
  misses(R"("creditsAvailable": 2.5)", R"("creditsAvailable": 0)", Element::workload);
  misses(R"("creditsAvailable": 2.5)", R"("creditsAvailable": -1)", Element::workload);
  misses(R"("creditsAvailable": 2.5)", R"("creditsAvailable": 0e5)", Element::workload);
  misses(R"("creditsAvailable": 2.5)", R"("creditsAvailable": "some")", Element::workload);
  misses("ext:EQF", "ext:ISCED", Element::level);
  misses("ext:AssessmentType", "ext:Assessment", Element::assessment);
  misses(R"("targetName": "Online")", R"("targetName": "")", Element::participation);
  misses("ext:QualityAssurance", "CTDL", Element::quality_assurance);
}

TEST_CASE("other homes in use count where the first is empty") {
  const auto finds = [](const std::string& from, const std::string& to, Element element,
                        const std::string& expected) {
    CAPTURE(from);
    CHECK(stated(changed(kBadge, from, to), element) == expected);
  };
  finds(R"("id": "did:example:learner", )",
        R"("identifier": [{"hashed": true, "identityHash": "sha256$00"}], )", Element::learner,
        "/credentialSubject/identifier/0/identityHash sha256$00");
  finds(R"("name": "SQL")", R"("name": [{"@value": "قواعد", "@language": "ar"}])", Element::title,
        "/credentialSubject/achievement/name قواعد");
  finds(R"("address": {"addressCountryCode": "EG"})",
        R"("parentOrg": {"address": {"addressRegion": "Flanders"}})", Element::country,
        "/issuer/parentOrg/address/addressRegion Flanders");
  finds(R"("awardedDate")", R"("validFrom")", Element::date_of_issuing,
        "/validFrom 2026-03-01T09:00:00Z");
  finds(R"("creditsAvailable": 2.5)", R"("ECTS": 3)", Element::workload,
        "/credentialSubject/achievement/ECTS 3");
  finds(R"("creditsAvailable": 2.5)", R"("timeInvestment": 28)", Element::workload,
        "/credentialSubject/achievement/timeInvestment 28");
  finds(R"("creditsAvailable": 2.5)", R"("creditsAvailable": 0.5)", Element::workload,
        "/credentialSubject/achievement/creditsAvailable 0.5");
  finds(R"("creditsAvailable": 2.5,)", R"("assessmentType": "testing",)", Element::assessment,
        "/credentialSubject/achievement/alignment/2 Project");
  finds("ext:AssessmentType", R"(CTDL", "x": "y)", Element::assessment, "");
  finds(R"("creditsAvailable": 2.5,)", R"("participationType": "online",)", Element::participation,
        "/credentialSubject/achievement/alignment/3 Online");
  finds("ceasn:Competency\", \"targetName\": \"Join tables\", \"targetUrl\": \"https://s.example/1",
        "ext:Skill\", \"targetName\": \"SQL\", \"targetUrl\": \"http://data.europa.eu/esco/skill/1",
        Element::learning_outcomes, "/credentialSubject/achievement/alignment/1 SQL");
  const std::string unaligned = changed(kBadge, "\"alignment\"", "\"other\"");
  CHECK(stated(changed(unaligned, "\"name\": \"SQL\"",
                       R"("assessmentType": "portfolio", "name": "SQL")"),
               Element::assessment) == "/credentialSubject/achievement/assessmentType portfolio");
  CHECK(stated(changed(unaligned, "\"name\": \"SQL\"",
                       R"("endorsement": [{"issuer": "did:example:council"}], "name": "SQL")"),
               Element::quality_assurance) ==
        "/credentialSubject/achievement/endorsement did:example:council");
}

TEST_CASE("a level is told by framework, address or type") {
  CHECK(openbadges::is_level("European Qualifications Framework", "", ""));
  CHECK(openbadges::is_level("QF-EHEA", "", ""));
  CHECK(openbadges::is_level("", "http://data.europa.eu/snb/eqf/6", ""));
  CHECK(openbadges::is_level("", "", "ext:EQF"));
  CHECK_FALSE(openbadges::is_level("ESCO", "http://data.europa.eu/esco/skill/1", "CFItem"));
}

TEST_CASE("anything but an achievement credential states nothing, without harm") {
  for (const char* text : {"{}", R"({"credentialSubject": []})", R"({"credentialSubject": "x"})",
                           R"({"credentialSubject": {"achievement": [1]}, "issuer": "did:x:y"})"}) {
    const auto document = json::read(text);
    for (const auto& element : openbadges::find_elements(document->root()))
      CHECK_FALSE(element.has_value());
  }
}

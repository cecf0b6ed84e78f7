#include "app/verification/model_check.h"

#include <doctest/doctest.h>

#include <string>

using namespace cairn;
using verification::Standard;

namespace {

const std::string kBadge = R"({
  "@context": ["https://www.w3.org/ns/credentials/v2",
               "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
  "id": "urn:uuid:1", "type": ["VerifiableCredential", "AchievementCredential"], "name": "SQL",
  "issuer": {"id": "did:example:school", "type": ["Profile"], "name": "School",
             "address": {"type": ["Address"], "addressCountryCode": "EG"}},
  "validFrom": "2026-03-01T09:00:00Z",
  "credentialSubject": {"id": "did:example:learner", "type": ["AchievementSubject"], "achievement": {
    "id": "urn:uuid:2", "type": ["Achievement"], "name": "SQL", "description": "d",
    "criteria": {"narrative": "n"}, "creditsAvailable": 2, "alignment": [
      {"type": ["Alignment"], "targetType": "CFItem", "targetName": "Join", "targetUrl": "urn:x:1"},
      {"type": ["Alignment"], "targetType": "ext:AssessmentType", "targetName": "Exam", "targetUrl": "urn:x:2"},
      {"type": ["Alignment"], "targetType": "ext:ParticipationType", "targetName": "Online", "targetUrl": "urn:x:3"},
      {"type": ["Alignment"], "targetType": "ext:QualityAssurance", "targetName": "ESG", "targetUrl": "urn:x:4"}
    ]}}
})";

std::string changed(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  REQUIRE_MESSAGE(at != std::string::npos, from);
  return text.replace(at, from.size(), to);
}

verification::ModelReport check(const std::string& file, Standard standard = Standard::class_model,
                                const char* language = "en") {
  const auto report =
      verification::check_model({.file = file, .standard = standard, .language = language});
  REQUIRE_MESSAGE(report.has_value(), describe(report.error()));
  return *report;
}

}  // namespace

TEST_CASE("an unsigned badge is checked against the class model, each finding with its sentence") {
  const auto good = check(kBadge);
  CHECK(good.class_name == "AchievementCredential");
  CHECK(verification::follows(good));
  CHECK(good.elements.empty());
  const auto bad = check(changed(kBadge, R"("creditsAvailable": 2)", R"("creditsAvailable": "2")"));
  CHECK_FALSE(verification::follows(bad));
  REQUIRE(bad.findings.size() == 1);
  CHECK(bad.findings[0].problem == "wrong_kind");
  CHECK(bad.findings[0].place == "/credentialSubject/achievement/creditsAvailable");
  CHECK(bad.findings[0].message.find("Float") != std::string::npos);
}

TEST_CASE("ten of the eleven elements are needed, the level where it applies") {
  const auto good = check(kBadge, Standard::eu_micro_credential);
  CHECK(good.elements.size() == 11);
  CHECK(verification::follows(good));
  CHECK_FALSE(good.elements[7].is_stated);
  CHECK(good.elements[7].element == "level");
  const auto bad =
      check(changed(kBadge, "ext:AssessmentType", "CTDL"), Standard::eu_micro_credential);
  CHECK(bad.findings.empty());
  CHECK_FALSE(verification::follows(bad));
  CHECK_FALSE(bad.elements[8].is_stated);
  CHECK(bad.elements[8].place == "/credentialSubject/achievement/alignment/-");
  CHECK(bad.elements[8].remedy.find("ext:AssessmentType") != std::string::npos);
  const std::string json = verification::to_json(bad);
  CHECK(json.find(R"("follows": false)") != std::string::npos);
  CHECK(json.find(R"("element": "assessment")") != std::string::npos);
}

TEST_CASE("every element has its words in every language") {
  for (const char* language : {"en", "ar"})
    for (const auto& element :
         check(R"({"type": "AchievementCredential"})", Standard::eu_micro_credential, language)
             .elements) {
      CAPTURE(element.element);
      CHECK_FALSE(element.name.empty());
      CHECK_FALSE(element.remedy.empty());
    }
  CHECK(check(kBadge, Standard::eu_micro_credential, "ar").elements[0].name !=
        check(kBadge, Standard::eu_micro_credential, "en").elements[0].name);
}

TEST_CASE("what is no credential of Open Badges is an error, and elements are a badge's") {
  CHECK(verification::check_model({.file = R"({"type": "VerifiableCredential"})"}).error().where ==
        "/type");
  CHECK_FALSE(verification::check_model({.file = "{"}).has_value());
  CHECK_FALSE(verification::check_model({.file = "[]"}).has_value());
  CHECK_FALSE(verification::check_model({.file = R"({"type": "ClrCredential"})",
                                         .standard = Standard::eu_micro_credential})
                  .has_value());
}

TEST_CASE("schemas are had by the names of their classes") {
  CHECK(verification::schema_for("ClrCredential")->starts_with("{"));
  CHECK_FALSE(verification::schema_for("Achievement").has_value());
}

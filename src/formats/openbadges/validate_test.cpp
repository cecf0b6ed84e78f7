#include "formats/openbadges/validate.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "formats/json/reader.h"
#include "formats/openbadges/reader.h"
#include "formats/openbadges/writer.h"

using namespace cairn;
using openbadges::ClassId;
using openbadges::Finding;
using openbadges::Problem;

namespace {

// A credential that uses nearly every class; each case below changes one thing of it.
const std::string kFull = R"({
  "@context": ["https://www.w3.org/ns/credentials/v2",
               "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json", {"local": "urn:x:y"}],
  "id": "https://school.example/credentials/1",
  "type": ["VerifiableCredential", "OpenBadgeCredential"],
  "name": {"@value": "Data", "@language": "en"},
  "description": [{"@value": "Data", "@language": "en"}, {"@value": "بيانات", "@language": "ar"}],
  "image": {"id": "https://school.example/i.png", "type": "Image", "caption": "c"},
  "issuer": {"id": "did:example:school", "type": ["Profile"], "name": "School",
    "url": "https://school.example", "phone": "+49 (30) 123-456", "email": "office@school.example",
    "address": {"type": ["Address"], "addressCountry": "Germany", "addressCountryCode": "DE",
      "geo": {"type": "GeoCoordinates", "latitude": 52.5, "longitude": 13.4}},
    "otherIdentifier": [{"type": "IdentifierEntry", "identifier": "99", "identifierType": "ext:ETER"}],
    "parentOrg": {"id": "urn:uuid:7", "type": "Profile"}},
  "validFrom": "2026-03-01T09:00:00Z", "validUntil": "2036-03-01T09:00:00Z",
  "awardedDate": "2026-02-28T09:00:00+01:00",
  "credentialSubject": {
    "id": "did:example:learner", "type": ["AchievementSubject"],
    "activityStartDate": "2026-01-07", "activityEndDate": "2026-02-20T10:00:00Z",
    "creditsEarned": 5, "licenseNumber": "A-1", "narrative": "n", "role": "r", "term": "t",
    "identifier": [{"type": "IdentityObject", "hashed": true, "salt": "s",
      "identityHash": "sha256$00", "identityType": "emailAddress"}],
    "source": {"id": "https://assessor.example", "type": ["Profile"]},
    "achievement": {
      "id": "https://school.example/sql", "type": ["Achievement"], "achievementType": "MicroCredential",
      "name": "SQL", "description": "d", "criteria": {"narrative": "n"}, "creditsAvailable": 5.5,
      "humanCode": "SQL-1", "fieldOfStudy": "f", "specialization": "s", "inLanguage": "en-GB",
      "tag": ["sql"], "version": "2",
      "alignment": [{"type": ["Alignment"], "targetName": "EQF 6", "targetType": "ceterms:Credential",
        "targetUrl": "http://data.europa.eu/snb/eqf/6"}],
      "related": [{"id": "urn:uuid:9", "type": ["Related"], "inLanguage": "ar", "version": "1"}],
      "endorsementJwt": ["eyJh.eyJi.c2ln"],
      "resultDescription": [
        {"id": "urn:uuid:grade", "type": ["ResultDescription"], "name": "Grade",
         "resultType": "LetterGrade", "allowedValue": ["C", "B", "A"], "requiredValue": "B"},
        {"id": "urn:uuid:score", "type": ["ResultDescription"], "name": "Score",
         "resultType": "Percent", "valueMin": "0", "valueMax": "100", "requiredValue": "60"},
        {"id": "urn:uuid:state", "type": ["ResultDescription"], "name": "State", "resultType": "Status"},
        {"id": "urn:uuid:rubric", "type": ["ResultDescription"], "name": "Rubric",
         "resultType": "RubricCriterionLevel", "requiredLevel": "urn:uuid:low",
         "rubricCriterionLevel": [
           {"id": "urn:uuid:low", "type": ["RubricCriterionLevel"], "name": "Low", "points": "1"},
           {"id": "urn:uuid:high", "type": ["RubricCriterionLevel"], "name": "High", "level": "L"}]}]},
    "result": [
      {"type": ["Result"], "resultDescription": "urn:uuid:grade", "value": "B"},
      {"type": ["Result"], "resultDescription": "urn:uuid:score", "value": "100"},
      {"type": ["Result"], "resultDescription": "urn:uuid:state", "status": "Completed"},
      {"type": ["Result"], "resultDescription": "urn:uuid:rubric", "achievedLevel": "urn:uuid:high"}]},
  "evidence": [{"id": "https://school.example/e", "type": ["Evidence"], "name": "Project", "genre": "g",
    "audience": "a", "narrative": "n",
    "digestSRI": "sha384-oqVuAfXRKap7fdgcCY5uykM6+R9GqQ8K/uxy9rx7HNQlGYl1kPzQho1wx4JwY8wC"}],
  "endorsement": [{
    "@context": ["https://www.w3.org/ns/credentials/v2",
                 "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
    "id": "urn:uuid:e", "type": ["VerifiableCredential", "EndorsementCredential"], "name": "E",
    "issuer": "did:example:council", "validFrom": "2026-03-01T09:00:00Z",
    "credentialSubject": {"id": "https://school.example/sql", "type": ["EndorsementSubject"],
                          "endorsementComment": "good"}}],
  "credentialSchema": [{"id": "https://x.example/s.json", "type": "1EdTechJsonSchemaValidator2019"}],
  "credentialStatus": {"id": "https://x.example/r", "type": "1EdTechRevocationList"},
  "refreshService": {"id": "https://x.example/f", "type": "1EdTechCredentialRefresh"},
  "termsOfUse": [{"type": "T"}],
  "proof": {"type": "DataIntegrityProof", "created": "2026-03-01T09:00:00Z"}
})";

std::vector<Finding> findings(const std::string& text,
                              ClassId id = ClassId::achievement_credential) {
  const auto document = json::read(text);
  REQUIRE_MESSAGE(document.has_value(), describe(document.error()));
  return openbadges::validate(document->root(), id);
}

std::string changed(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  REQUIRE_MESSAGE(at != std::string::npos, from);
  return text.replace(at, from.size(), to);
}

struct Case {
  const char* from;
  const char* to;
  Problem problem;
  const char* place;
};

void check_all(std::initializer_list<Case> cases) {
  for (const auto& [from, to, problem, place] : cases) {
    const auto found = findings(changed(kFull, from, to));
    CAPTURE(from);
    CAPTURE(to);
    REQUIRE(found.size() == 1);
    CHECK(std::string(openbadges::name_of(found[0].problem)) == openbadges::name_of(problem));
    CHECK(found[0].place == place);
  }
}

}  // namespace

TEST_CASE("a credential that uses every class fits the model") {
  for (const Finding& finding : findings(kFull))
    FAIL_CHECK(openbadges::name_of(finding.problem) << " " << finding.place);
}

TEST_CASE("what this program writes fits the model") {
  const auto document = json::read(kFull);
  const auto badge = openbadges::read(document->root());
  REQUIRE_MESSAGE(badge.has_value(), describe(badge.error()));
  CHECK(openbadges::validate(openbadges::write(*badge).root(), ClassId::achievement_credential)
            .empty());
}

TEST_CASE("sets are always arrays, also of one") {
  check_all({
      {R"("tag": ["sql"])", R"("tag": "sql")", Problem::not_a_list,
       "/credentialSubject/achievement/tag"},
      {R"("endorsementJwt": ["eyJh.eyJi.c2ln"])", R"("endorsementJwt": "eyJh.eyJi.c2ln")",
       Problem::not_a_list, "/credentialSubject/achievement/endorsementJwt"},
      {R"("allowedValue": ["C", "B", "A"])", R"("allowedValue": "B")", Problem::not_a_list,
       "/credentialSubject/achievement/resultDescription/0/allowedValue"},
      {R"("related": [{"id": "urn:uuid:9", "type": ["Related"], "inLanguage": "ar", "version": "1"}])",
       R"("related": {"id": "urn:uuid:9", "type": ["Related"]})", Problem::not_a_list,
       "/credentialSubject/achievement/related"},
      {R"("role": "r")", R"("role": ["r"])", Problem::not_single, "/credentialSubject/role"},
      {R"("criteria": {"narrative": "n"})", R"("criteria": [{"narrative": "n"}])",
       Problem::not_single, "/credentialSubject/achievement/criteria"},
  });
}

TEST_CASE("type, proof, schema, status, refresh and terms may be bare values") {
  CHECK(findings(changed(kFull, R"("type": ["Profile"])", R"("type": "Profile")")).empty());
  CHECK(
      findings(changed(kFull, R"("termsOfUse": [{"type": "T"}])", R"("termsOfUse": {"type": "T"})"))
          .empty());
  CHECK(findings(changed(kFull, R"("type": "Image")", R"("type": ["Image"])")).size() == 1);
}

TEST_CASE("no nulls and nothing empty") {
  check_all({
      {R"("role": "r")", R"("role": null)", Problem::value_null, "/credentialSubject/role"},
      {R"("term": "t")", R"("unheardOf": null)", Problem::value_null,
       "/credentialSubject/unheardOf"},
      {R"("tag": ["sql"])", R"("tag": [])", Problem::value_empty,
       "/credentialSubject/achievement/tag"},
      {R"("tag": ["sql"])", R"("tag": ["sql", null])", Problem::value_null,
       "/credentialSubject/achievement/tag/1"},
      {R"("tag": ["sql"])", R"("tag": [""])", Problem::value_empty,
       "/credentialSubject/achievement/tag/0"},
      {R"("criteria": {"narrative": "n"})", R"("criteria": {})", Problem::value_empty,
       "/credentialSubject/achievement/criteria"},
      {R"("licenseNumber": "A-1")", R"("licenseNumber": "")", Problem::value_empty,
       "/credentialSubject/licenseNumber"},
  });
}

TEST_CASE("members of the wrong kind or form are named") {
  check_all({
      {R"("creditsEarned": 5)", R"("creditsEarned": "5")", Problem::wrong_kind,
       "/credentialSubject/creditsEarned"},
      {R"("value": "100")", R"("value": 100)", Problem::wrong_kind,
       "/credentialSubject/result/1/value"},
      {R"("hashed": true)", R"("hashed": "true")", Problem::wrong_kind,
       "/credentialSubject/identifier/0/hashed"},
      {R"("image": {"id": "https://school.example/i.png", "type": "Image", "caption": "c"})",
       R"("image": "https://school.example/i.png")", Problem::wrong_kind, "/image"},
      {R"("targetUrl": "http://data.europa.eu/snb/eqf/6")", R"("targetUrl": "eqf 6")",
       Problem::malformed, "/credentialSubject/achievement/alignment/0/targetUrl"},
      {R"("validUntil": "2036-03-01T09:00:00Z")", R"("validUntil": "2036-03-01T09:00:00")",
       Problem::malformed, "/validUntil"},
      {R"("activityStartDate": "2026-01-07")", R"("activityStartDate": "January")",
       Problem::malformed, "/credentialSubject/activityStartDate"},
      {R"("inLanguage": "en-GB")", R"("inLanguage": "english language")", Problem::malformed,
       "/credentialSubject/achievement/inLanguage"},
      {R"("addressCountryCode": "DE")", R"("addressCountryCode": "Germany")", Problem::malformed,
       "/issuer/address/addressCountryCode"},
      {R"("email": "office@school.example")", R"("email": "office")", Problem::malformed,
       "/issuer/email"},
      {R"("phone": "+49 (30) 123-456")", R"("phone": "call us")", Problem::malformed,
       "/issuer/phone"},
      {R"("eyJh.eyJi.c2ln")", R"("eyJh.eyJi")", Problem::malformed,
       "/credentialSubject/achievement/endorsementJwt/0"},
      {R"("digestSRI": "sha384-)", R"("digestSRI": "md5-)", Problem::malformed,
       "/evidence/0/digestSRI"},
  });
}

// The named negatives of 1EdTech's public validator, each in our own words.
TEST_CASE("types name their classes") {
  check_all({
      {R"("type": ["VerifiableCredential", "OpenBadgeCredential"])",
       R"("type": ["VerifiableCredential"])", Problem::type_missing, "/type"},
      {R"("type": ["AchievementSubject"])", R"("type": ["InvalidSubject"])", Problem::type_missing,
       "/credentialSubject/type"},
      {R"("type": ["Profile"], "name")", R"("type": ["InvalidProfile"], "name")",
       Problem::type_missing, "/issuer/type"},
      {R"("parentOrg": {"id": "urn:uuid:7", "type": "Profile"})",
       R"("parentOrg": {"id": "urn:uuid:7", "type": "InvalidProfile"})", Problem::type_missing,
       "/issuer/parentOrg/type"},
      {R"("type": "IdentifierEntry")", R"("type": "InvalidEntry")", Problem::type_missing,
       "/issuer/otherIdentifier/0/type"},
      {R"("type": "IdentityObject")", R"("type": "InvalidObject")", Problem::type_missing,
       "/credentialSubject/identifier/0/type"},
      {R"("type": ["Evidence"])", R"("type": ["InvalidEvidence"])", Problem::type_missing,
       "/evidence/0/type"},
      {R"("type": ["Result"])", R"("type": ["InvalidResult"])", Problem::type_missing,
       "/credentialSubject/result/0/type"},
      {R"("type": ["ResultDescription"])", R"("type": ["Invalid"])", Problem::type_missing,
       "/credentialSubject/achievement/resultDescription/0/type"},
      {R"("type": ["EndorsementSubject"])", R"("type": ["Invalid"])", Problem::type_missing,
       "/endorsement/0/credentialSubject/type"},
  });
}

TEST_CASE("required members are missed, others refused where the class is closed") {
  check_all({
      {R"("description": "d", )", "", Problem::member_missing,
       "/credentialSubject/achievement/description"},
      {R"("validFrom": "2026-03-01T09:00:00Z", "validUntil")", R"("validUntil")",
       Problem::member_missing, "/validFrom"},
      {R"("identityType": "emailAddress")", R"("identityType": "emailAddress", "name": "x")",
       Problem::member_unknown, "/credentialSubject/identifier/0/name"},
      {R"("caption": "c")", R"("alt/~text": "c")", Problem::member_unknown, "/image/alt~1~0text"},
  });
  CHECK(findings(changed(kFull, R"("term": "t")", R"("extra": [{"anything": 1}])")).empty());
}

TEST_CASE("words are of their vocabulary or its extension") {
  check_all({
      {R"("achievementType": "MicroCredential")", R"("achievementType": "Microcredential")",
       Problem::word_unknown, "/credentialSubject/achievement/achievementType"},
      {R"("resultType": "Percent")", R"("resultType": "ext:")", Problem::word_unknown,
       "/credentialSubject/achievement/resultDescription/1/resultType"},
      {R"("status": "Completed")", R"("status": "ext:Done")", Problem::word_unknown,
       "/credentialSubject/result/2/status"},
      {R"("targetType": "ceterms:Credential")", R"("targetType": "ESCO")", Problem::word_unknown,
       "/credentialSubject/achievement/alignment/0/targetType"},
  });
  CHECK(findings(changed(kFull, R"("achievementType": "MicroCredential")",
                         R"("achievementType": "ext:NanoDegree")"))
            .empty());
}

TEST_CASE("results fit the descriptions they name") {
  check_all({
      {R"("resultDescription": "urn:uuid:grade")", R"("resultDescription": "urn:uuid:none")",
       Problem::reference_unknown, "/credentialSubject/result/0/resultDescription"},
      {R"("value": "B")", R"("value": "D")", Problem::value_not_allowed,
       "/credentialSubject/result/0/value"},
      {R"("value": "100")", R"("value": "100.5")", Problem::value_not_allowed,
       "/credentialSubject/result/1/value"},
      {R"("value": "100")", R"("value": "many")", Problem::value_not_allowed,
       "/credentialSubject/result/1/value"},
      {R"("status": "Completed")", R"("value": "Completed")", Problem::member_missing,
       "/credentialSubject/result/2/status"},
      {R"("achievedLevel": "urn:uuid:high")", R"("achievedLevel": "urn:uuid:top")",
       Problem::reference_unknown, "/credentialSubject/result/3/achievedLevel"},
      {R"("requiredLevel": "urn:uuid:low")", R"("requiredLevel": "urn:uuid:top")",
       Problem::reference_unknown,
       "/credentialSubject/achievement/resultDescription/3/requiredLevel"},
      {R"("requiredValue": "60")", R"("requiredValue": "101")", Problem::value_not_allowed,
       "/credentialSubject/achievement/resultDescription/1/requiredValue"},
  });
  CHECK(findings(changed(kFull, R"("value": "100")", R"("value": "60")")).empty());
}

TEST_CASE("a result is not below what its description requires, unless it is no success") {
  const std::string required = R"("requiredLevel": "urn:uuid:low")";
  check_all({
      {R"("value": "100")", R"("value": "59.99")", Problem::result_below_required,
       "/credentialSubject/result/1/value"},
      {R"("value": "100")", R"("value": "0", "status": "Completed")",
       Problem::result_below_required, "/credentialSubject/result/1/value"},
  });
  for (const char* value :
       {R"("value": "60")", R"("value": "60.0")", R"("value": "12", "status": "Failed")",
        R"("value": "12", "status": "InProgress")"})
    CHECK(findings(changed(kFull, R"("value": "100")", value)).empty());
  // Words have no order that everybody keeps.
  CHECK(findings(changed(kFull, R"("value": "B")", R"("value": "C")")).empty());
  // In Germany 1 is the best grade and 5 the worst.
  CHECK(
      findings(changed(changed(kFull, R"("resultType": "Percent")", R"("resultType": "ext:Note")"),
                       R"("value": "100")", R"("value": "1.3")"))
          .empty());
  // Levels compare by their points; one without points has no order.
  CHECK(findings(changed(kFull, required, R"("requiredLevel": "urn:uuid:high")")).empty());
  const std::string scored = changed(changed(kFull, R"("level": "L")", R"("points": "2.5")"),
                                     required, R"("requiredLevel": "urn:uuid:high")");
  CHECK(findings(scored).empty());
  const auto below = findings(
      changed(scored, R"("achievedLevel": "urn:uuid:high")", R"("achievedLevel": "urn:uuid:low")"));
  REQUIRE(below.size() == 1);
  CHECK(below[0] == Finding{Problem::result_below_required,
                            "/credentialSubject/result/3/achievedLevel", "ResultDescription"});
}

TEST_CASE("a subject is identified by an id or an identity") {
  const std::string without_id = changed(kFull, R"("id": "did:example:learner", )", "");
  CHECK(findings(without_id).empty());
  const auto found =
      findings(changed(without_id, "\"identifier\": [{\"type\"", "\"others\": [{\"type\""));
  REQUIRE(found.size() == 1);
  CHECK(found[0] == Finding{Problem::subject_unidentified, "/credentialSubject", "id"});
}

TEST_CASE("the Data Model 1.1 has its own dates") {
  std::string old = changed(kFull, "https://www.w3.org/ns/credentials/v2",
                            "https://www.w3.org/2018/credentials/v1");
  CHECK(findings(old).size() == 1);
  old = changed(old, R"("validFrom": "2026-03-01T09:00:00Z", "validUntil")",
                R"("issuanceDate": "2026-03-01T09:00:00Z", "expirationDate")");
  CHECK(findings(old).empty());
}

TEST_CASE("findings end at their limit") {
  std::string tags = R"("tag": [1)";
  for (int i = 0; i < 500; ++i) tags += ",1";
  CHECK(findings(changed(kFull, R"("tag": ["sql")", tags)).size() == openbadges::kFindingsMax);
}

namespace {

const std::string kClr = R"({
  "@context": ["https://www.w3.org/ns/credentials/v2",
               "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json",
               "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
  "id": "urn:uuid:clr", "type": ["VerifiableCredential", "ClrCredential"], "name": "Record",
  "issuer": {"id": "did:example:school", "type": ["Profile"]}, "validFrom": "2026-03-01T09:00:00Z",
  "partial": true,
  "credentialSubject": {"id": "did:example:learner", "type": ["ClrSubject"],
    "verifiableCredential": [)" +
                         kFull + R"(],
    "achievement": [{"id": "urn:uuid:a", "type": ["Achievement"], "name": "A", "description": "d",
                     "criteria": {"id": "https://school.example/a"}}],
    "association": [{"type": "Association", "associationType": "isPartOf",
                     "sourceId": "https://school.example/sql", "targetId": "urn:uuid:a"}]}
})";

}  // namespace

TEST_CASE("CLR: nested credentials and associations fit the model") {
  CHECK(findings(kClr, ClassId::clr_credential).empty());
  const auto first = [](const std::string& from, const std::string& to) {
    const auto found = findings(changed(kClr, from, to), ClassId::clr_credential);
    REQUIRE(found.size() == 1);
    return std::string(openbadges::name_of(found[0].problem)) + " " + found[0].place;
  };
  CHECK(first(R"("targetId": "urn:uuid:a")", R"("targetId": "urn:uuid:b")") ==
        "reference_unknown /credentialSubject/association/0/targetId");
  CHECK(first(R"("isPartOf")", R"("contains")") ==
        "word_unknown /credentialSubject/association/0/associationType");
  CHECK(first(R"("partial": true)", R"("partial": "yes")") == "wrong_kind /partial");
  CHECK(first(R"("humanCode": "SQL-1")", R"("humanCode": 1)") ==
        "wrong_kind "
        "/credentialSubject/verifiableCredential/0/credentialSubject/achievement/humanCode");
}

TEST_CASE("the class is told by type") {
  const auto class_of = [](const char* type) {
    return openbadges::class_of(json::read(std::string(R"({"type": )") + type + "}")->root());
  };
  CHECK(class_of(R"(["VerifiableCredential", "AchievementCredential"])") ==
        ClassId::achievement_credential);
  CHECK(class_of(R"(["VerifiableCredential", "EndorsementCredential"])") ==
        ClassId::endorsement_credential);
  CHECK(class_of(R"("ClrCredential")") == ClassId::clr_credential);
  CHECK_FALSE(class_of(R"(["VerifiableCredential"])").has_value());
  CHECK_FALSE(class_of("1").has_value());
}

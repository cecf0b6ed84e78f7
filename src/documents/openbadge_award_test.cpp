#include "documents/openbadge_award.h"

#include <doctest/doctest.h>

#include <fstream>
#include <iterator>
#include <string>

#include "formats/json/reader.h"
#include "formats/openbadges/reader.h"

using namespace cairn;
using namespace cairn::documents;
using openbadges::AchievementCredential;

namespace {

grade::Scale scale(const char* id, std::initializer_list<const char*> values) {
  grade::Scale made{.id = grade::ScaleId(id), .name = {}, .grades = {}};
  for (const char* value : values) made.grades.push_back({.value = value});
  return made;
}

learning::Catalogue catalogue() {
  learning::Catalogue made;
  made.grade_scales = {scale("letters", {"A", "B", "C", "F"}), scale("pass", {"pass", "fail"})};
  made.organizations.push_back({.id = OrganizationId("academy"),
                                .name = {},
                                .country = {},
                                .website = {},
                                .credit_system = credit::SystemId("ects"),
                                .dids = {}});
  return made;
}

AchievementCredential badge(const char* type, const char* value) {
  openbadges::ResultDescription described;
  described.id = "urn:uuid:mark";
  described.result_type = type;
  openbadges::AchievementResult result;
  result.result_description = described.id;
  result.value = value;
  AchievementCredential made;
  made.subject.achievement.result_descriptions.push_back(described);
  made.subject.results.push_back(result);
  return made;
}

openbadges::Alignment to_letters() {
  openbadges::Alignment alignment;
  alignment.target_code = "letters";
  return alignment;
}

std::string read_grade_of(const AchievementCredential& credential) {
  const auto grade = grade_of(credential, catalogue());
  return grade ? grade->scale.text() + " " + grade->value : "none";
}

openbadges::ResultDescription& description(AchievementCredential& credential) {
  return credential.subject.achievement.result_descriptions.front();
}

}  // namespace

TEST_CASE("a graded result is the grade of the award; what judges a part or nothing is not") {
  for (const char* type : {"LetterGrade", "GradePointAverage", "Percent", "RawScore"})
    CHECK(read_grade_of(badge(type, "A")) == "urn:uuid:mark A");
  for (const char* type : {"Status", "PredictedScore", "RubricCriterionLevel", "ext:Mood"})
    CHECK(read_grade_of(badge(type, "A")) == "none");
  CHECK(read_grade_of(badge("LetterGrade", "")) == "none");
  CHECK(read_grade_of(AchievementCredential()) == "none");
}

TEST_CASE("of several graded results none is the grade, since no order is signed") {
  AchievementCredential credential = badge("LetterGrade", "A");
  credential.subject.results.push_back(credential.subject.results.front());
  CHECK(read_grade_of(credential) == "none");
}

TEST_CASE("the badge names the scale by an alignment, or by all the values that are allowed") {
  AchievementCredential named = badge("LetterGrade", "A");
  description(named).alignments.push_back(to_letters());
  CHECK(read_grade_of(named) == "letters A");
  AchievementCredential listed = badge("LetterGrade", "C");
  description(listed).allowed_values = {"F", "C", "B", "A"};
  CHECK(read_grade_of(listed) == "letters C");
  description(listed).allowed_values = {"C", "B", "A"};
  CHECK(read_grade_of(listed) == "urn:uuid:mark C");
}

TEST_CASE("a value that the named scale does not have is kept beside it") {
  AchievementCredential credential = badge("Percent", "87.5");
  description(credential).alignments.push_back(to_letters());
  CHECK(read_grade_of(credential) == "urn:uuid:mark 87.5");
}

TEST_CASE("less credit earned than the achievement has is what the award has, more is not") {
  learning::Achievement achievement;
  achievement.organization = OrganizationId("academy");
  achievement.credit = {{Rational(4), credit::SystemId("ects")},
                        {Rational(2), credit::SystemId("us-semester")}};
  AchievementCredential credential;
  const auto earned = [&](const char* text) {
    credential.subject.credits_earned = text;
    return credit_of(credential, achievement, catalogue());
  };
  CHECK(earned("") == achievement.credit);
  CHECK(earned("4") == achievement.credit);
  CHECK(earned("9") == achievement.credit);
  REQUIRE(earned("3.5").size() == 1);
  CHECK(earned("3.5").front() ==
        credit::Amount{Rational::parse("7/2").value(), credit::SystemId("ects")});
  achievement.credit = {{Rational(2), credit::SystemId("us-semester")}};
  CHECK(earned("1") == achievement.credit);  // academy counts in another system
}

TEST_CASE("each keyword of the badge is one attribute of the award") {
  AchievementCredential credential = badge("Result", "A");
  CHECK(attributes_of(credential).empty());
  credential.subject.achievement.tags = {"writing-intensive", "lab", "", "lab"};
  credential.subject.achievement.human_code = "MATH 310";  // is for the catalogue to say
  const std::vector<requirement::Attribute> expected = {{"lab", {}}, {"writing-intensive", {}}};
  CHECK(attributes_of(credential) == expected);
}

TEST_CASE("the example badge carries its project mark") {
  std::ifstream file("examples/badges/sql-for-analysts.json");
  const auto document = json::read(std::string{std::istreambuf_iterator<char>(file), {}});
  REQUIRE(document.has_value());
  const auto credential = openbadges::read(document->root());
  REQUIRE(credential.has_value());
  CHECK(read_grade_of(*credential) == "letters A");
}

// Grades in decisions through the API: converted by the tables of the agreement, or refused.
#include <doctest/doctest.h>

#include <string>

#include "e2e/demonstration.h"

using namespace cairn;
using test::Answer;
using test::Demonstration;

namespace {

// Riverside takes Meridian's SQL badge with its grade. A half of those who pass at Meridian have
// "1", the others "2"; a quarter of those at Riverside have "top". Nobody was ever given "3".
const char* const kAgreed = R"({
  "gradeScales": [
    {"id": "exam", "name": {"en": "Exam"}, "grades": [{"value": "1"}, {"value": "2"},
      {"value": "3"}, {"value": "5", "failing": true}]},
    {"id": "ladder", "name": {"en": "Ladder"}, "grades": [{"value": "top"}, {"value": "rest"}]}],
  "gradeTables": [
    {"id": "meridian-exams", "scale": "exam", "organization": "meridian",
      "years": {"first": 2024, "last": 2025}, "shares": [{"grade": "1", "share": "1/2"},
      {"grade": "2", "share": "1/2"}, {"grade": "3", "share": "0"}]},
    {"id": "riverside-ladder", "scale": "ladder", "organization": "riverside",
      "years": {"first": 2024, "last": 2025}, "shares": [{"grade": "top", "share": "1/4"},
      {"grade": "rest", "share": "3/4"}]}],
  "agreements": [{"id": "graded", "title": {"en": "With grades"}, "sender": "meridian",
    "receiver": "riverside", "validFrom": "2026-01-01", "precedence": 1, "terms": [
    {"id": "sql", "from": ["meridian/sql-for-analysts"], "grant": {
      "achievement": "riverside/sql-queries", "credit": {"amount": "1", "system": "us-semester"},
      "grade": {"from": "meridian-exams", "to": "riverside-ladder"}}}]}]})";

// "grade of the view <- original grade, or why there is none", of a proposal or a decision.
std::string graded(const json::Value& decision) {
  const json::Value* view = decision.find("view");
  const json::Value* grade = view->find("grade");
  const json::Value* original = decision.find("originalGrade");
  const auto named = [](const json::Value& each) {
    return std::string(each.text_of("scale")) + " " + std::string(each.text_of("value"));
  };
  return (grade ? named(*grade) : "none") + " <- " +
         (original ? named(*original) : std::string(decision.text_of("gradeRefused")));
}

// What becomes of this grade of the badge: of the proposal, and the same of the decision, as it was
// taken and as it is kept.
std::string becomes(const grade::Grade& original) {
  Demonstration demonstration;
  demonstration.sign_in("rut");
  REQUIRE(demonstration.post("/imports", kAgreed).status == 200);
  learning::Award award;
  award.id = AwardId("sql");
  award.achievement = AchievementId("meridian/sql-for-analysts");
  award.organization = OrganizationId("meridian");
  award.credit = {{Rational(2), credit::SystemId("ects")}};
  award.awarded = Date::parse("2026-09-01").value();
  award.grade = original;
  demonstration.give("jonas", award);
  demonstration.sign_in("jonas");
  const Answer open = demonstration.get("/portfolio");
  REQUIRE(open.count({"proposals"}) == 1);
  std::string proposed = graded(open.at({"proposals", "0"}));
  const Answer taken = demonstration.accept(open.text({"proposals", "0", "id"}));
  REQUIRE(taken.status == 200);
  CHECK(graded(taken.document.root()) == proposed);
  const Answer kept = demonstration.get("/portfolio");
  REQUIRE(kept.count({"awards", "0", "decisions"}) == 1);
  CHECK(graded(kept.at({"awards", "0", "decisions", "0"})) == proposed);
  return proposed;
}

grade::Grade exam(const char* value) { return {grade::ScaleId("exam"), value}; }

}  // namespace

TEST_CASE("a decision has the grade that the agreement's tables give, and keeps the original's") {
  CHECK(becomes(exam("2")) == "ladder rest <- exam 2");
  // The middle of "1" is at a quarter, where "top" ends: on a border the better one.
  CHECK(becomes(exam("1")) == "ladder top <- exam 1");
}

TEST_CASE("where the tables cannot say it, a decision has no grade and says why") {
  CHECK(becomes(exam("5")) == "none <- failing");
  CHECK(becomes(exam("3")) == "none <- never_given");
  CHECK(becomes(exam("4")) == "none <- unknown_grade");
  CHECK(becomes({grade::ScaleId("us-letters"), "A"}) == "none <- other_scale");
}

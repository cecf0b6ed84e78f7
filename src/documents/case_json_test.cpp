#include "documents/case_json.h"

#include <doctest/doctest.h>

#include <string>

#include "documents/record_json.h"
#include "formats/json/reader.h"

using namespace cairn;
using namespace cairn::documents;

namespace {

const std::string kDigest = "sha256:" + std::string(64, 'a');

// A case with every kind of step and every member; what the steps say need not be allowed.
const std::string kCase =
    R"({"id":"c","organization":"college","learner":"lina","achievement":"sheets","version":2,)"
    R"("outcomes":[{"id":"a","weight":2},{"id":"b","weight":1}],"goal":"certificate","award":"w",)"
    R"("opened":"2026-01-01","policy":{"rubric":{"levels":4,"threshold":2,"tolerance":1,)"
    R"("assessors":2},"days":{"identification":1,"guidance":2,"documentation":3,"appointment":4,)"
    R"("assessment":5,"reconciliation":6,"decision":7,"appeal":8},"evidenceDays":9,"caps":[)"
    R"({"scope":"goal","system":"ects","share":"1/4"},)"
    R"({"scope":"organization","system":"ects","amount":"30"}]},)"
    R"("background":{"credited":[{"outcome":"b","award":"old"}],"granted":[{"case":"c0",)"
    R"("goal":"certificate","credit":[{"amount":"3/2","system":"ects"}]}]},"steps":[)"
    R"({"day":"2026-01-02","person":"lina","role":"learner","step":"claim","outcomes":["a"],)"
    R"("consent":true},)"
    R"({"day":"2026-01-03","person":"aida","role":"adviser","step":"advise","advice":"go on"},)"
    R"({"day":"2026-01-04","person":"lina","role":"learner","step":"document","evidence":)"
    R"({"id":"e","title":"E","dated":"2025-12-01","digest":")" +
    kDigest +
    R"(","outcomes":["a"]}},)"
    R"({"day":"2026-01-04","person":"lina","role":"learner","step":"submit"},)"
    R"({"day":"2026-01-05","person":"omar","role":"officer","step":"appoint","assessor":"ben"},)"
    R"({"day":"2026-01-05","person":"ben","role":"assessor","step":"declare","interest":"none"},)"
    R"({"day":"2026-01-06","person":"ben","role":"assessor","step":"judge","outcome":"a","level":3,)"
    R"("method":"interview","found":["valid","current"],"feedback":"good"},)"
    R"({"day":"2026-01-07","person":"omar","role":"officer","step":"release","assessor":"ben"},)"
    R"({"day":"2026-01-08","person":"omar","role":"officer","step":"decide","extent":"partial",)"
    R"("background":{"credited":[],"granted":[]}},)"
    R"({"day":"2026-01-09","person":"lina","role":"learner","step":"appeal","outcomes":["a"],)"
    R"("grounds":"read it"},)"
    R"({"day":"2026-01-10","person":"lina","role":"learner","step":"withdraw"}]})";

std::string rewritten(const std::string& text) {
  const auto document = json::read(text);
  REQUIRE(document.has_value());
  const auto read = read_case(document->root(), {"case.json", text});
  if (!read) return describe(read.error());
  json::Writer writer;
  write_case(writer, *read);
  return writer.take();
}

// kCase with its first `part` replaced.
std::string with(const std::string& part, const std::string& other) {
  std::string text = kCase;
  const auto at = text.find(part);
  REQUIRE(at != std::string::npos);
  return rewritten(text.replace(at, part.size(), other));
}

bool says(const std::string& text, const char* part) {
  INFO(text);
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("a case is written as it is read") { CHECK(rewritten(kCase) == kCase); }

TEST_CASE("what a case document cannot say is refused, with the place and what is accepted") {
  CHECK(says(with(R"("goal")", R"("gaol")"), "a case has no member \"gaol\""));
  CHECK(says(with(R"("step":"submit")", R"("step":"submit","why":"x")"),
             "a step has no member \"why\""));
  CHECK(says(with(R"("step":"submit")", R"("step":"send")"), "must be one of: claim, advise"));
  CHECK(says(with(R"("step":"submit")", R"("step":"send")"), "case.json, line 1, column"));
  CHECK(says(with(R"("weight":2)", R"("weight":0)"), "from 1 to 1000"));
  CHECK(says(with(R"("threshold":2)", R"("threshold":5)"), "from 1 to 4"));
  CHECK(says(with(R"("assessors":2)", R"("assessors":3)"), "from 1 to 2"));
  CHECK(says(with(R"("guidance":2,)", ""), "needs \"guidance\""));
  CHECK(says(with("sha256:aa", "md5:aa"), "\"sha256:\" and 64 hexadecimal digits"));
  CHECK(says(with("sha256:aa", "sha256:AA"), "in lower case"));
  CHECK(says(with(R"("valid","current")", R"("nice")"), "must be one of: valid, authentic"));
  CHECK(says(with(R"("interest":"none")", R"("interest":"some")"), "none, conflict"));
  CHECK(says(with(R"("background":{"credited":[{)", R"("backgroun":{"credited":[{)"),
             "needs \"background\""));
}

TEST_CASE("a cap is an amount or a share of the goal, from nothing to all of it") {
  CHECK(says(with(R"("amount":"30")", R"("amount":"30","share":"1")"), "exactly one of"));
  CHECK(says(with(R"(,"amount":"30")", ""), "exactly one of"));
  CHECK(says(with(R"("amount":"30")", R"("amount":"-1")"), "must not be negative"));
  CHECK(says(with(R"("amount":"30")", R"("share":"1")"), "needs \"scope\": \"goal\""));
  CHECK(says(with(R"("share":"1/4")", R"("share":"5/4")"), "from \"0\" to \"1\""));
  CHECK(says(with(R"("share":"1/4")", R"("share":"1")"), R"("share":"1")"));
}

TEST_CASE("more steps than a case can have are refused") {
  const std::string step =
      R"(,{"day":"2026-01-10","person":"lina","role":"learner","step":"withdraw"})";
  std::string most = kCase.substr(0, kCase.size() - 2);  // without the end of the list of 11
  for (int i = 11; i < 1000; ++i) most += step;
  CHECK(rewritten(most + "]}") == most + "]}");
  CHECK(says(rewritten(most + step + "]}"), "at most 1000 steps"));
}

TEST_CASE("an award is written as records have it") {
  learning::Award award;
  award.id = AwardId("w");
  award.organization = OrganizationId("college");
  award.status = learning::AwardStatus::recognised;
  award.credit = {{Rational::parse("2/3").value(), credit::SystemId("ects")}};
  award.awarded = Date::parse("2026-01-08").value();
  award.source = "case c";
  json::Writer writer;
  writer.begin_object().key("awards").begin_array();
  write_award(writer, award);
  award.id = AwardId("x");
  award.achievement = AchievementId("sheets");
  award.expires = Date::parse("2027-01-08").value();
  award.roots = {AwardId("a"), AwardId("b")};
  write_award(writer, award);
  const std::string text = writer.end_array().end_object().take();
  const auto document = json::read(text);
  const auto record = read_record(document->root(), {"", text});
  REQUIRE(record.has_value());
  REQUIRE(record->awards.size() == 2);
  CHECK(record->awards[0].achievement.empty());
  CHECK(record->awards[0].credit == award.credit);
  CHECK(record->awards[1].roots == award.roots);
  CHECK(record->awards[1].expires == award.expires);
  CHECK(record->awards[1].source == "case c");
}

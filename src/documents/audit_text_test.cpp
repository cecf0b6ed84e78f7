// Audits as sentences: what is missing, in both languages.
#include "documents/audit_text.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "documents/catalogue_json.h"
#include "documents/record_json.h"
#include "formats/yaml/reader.h"

using namespace cairn;
using namespace cairn::documents;

namespace {

const char* const kCatalogue = R"(
goal: d
organizations:
  - {id: uni, kind: university, name: {en: Uni, ar: الجامعة}, creditSystem: ects}
gradeScales:
  - {id: german, name: {en: German grades, ar: الدرجات الألمانية}, grades: [{value: "1.0", points: "1"}, {value: "2.5", points: "5/2"}, {value: "4.0", points: "4"}]}
  - {id: letters, name: {en: Letters, ar: الحروف}, grades: [{value: A, points: "4"}, {value: B, points: "3"}, {value: F, points: "0"}]}
achievements:
  - {id: a, organization: uni, kind: course, name: {en: A}}
)";

// What is said of the node "mean" of such an average over the record, then what is missing.
std::vector<std::string> audited(const std::string& average, const std::string& grade,
                                 std::string_view language = "en") {
  const std::string text =
      kCatalogue + ("  - {id: d, organization: uni, kind: degree, name: {en: Degree}, "
                    "requirement: {id: mean, average: {over: record, " +
                    average + "}}}\n");
  const auto document =
      read_catalogue(std::vector<NamedText>{{"c.yaml", text}}, GoalMember::required);
  REQUIRE_MESSAGE(document, describe(document.error()));
  const std::string awards =
      "awards: [{id: a1, achievement: a, organization: uni, status: earned, awarded: 2026-01-01" +
      (grade.empty() ? grade : ", grade: " + grade) + "}]";
  const auto written = yaml::read(awards);
  REQUIRE(written);
  const auto record = read_record(written->root(), {"r", awards});
  REQUIRE_MESSAGE(record, describe(record.error()));
  const auto programme = audit::Programme::compile(document->goal, document->catalogue);
  REQUIRE(programme);
  const auto audit = audit::evaluate(*programme, *record, {.at = *Date::parse("2026-06-01")});
  REQUIRE(audit);
  const AuditText said(*programme, *audit, document->catalogue, language);
  std::vector<std::string> lines = {said.node(programme->tree(), 1, audit->nodes[1])};
  for (const audit::Missing& each : audit->missing) lines.push_back(said.leaves().of(each));
  return lines;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("of a mean is said what it is and what is asked for, whichever way its points run") {
  const std::string asked = ", over everything in the record, whether it counts here or not";
  CHECK(audited("scale: german, minimum: \"5/2\"", "{scale: german, value: \"4.0\"}") ==
        Lines{"a mean grade of 2.5 or better on German grades" + asked + " (the mean is 4)",
              "missing: the mean is 4; asked for is a mean grade of 2.5 or better on German "
              "grades" +
                  asked + " (d/mean)"});
  CHECK(audited("scale: german, minimum: \"5/2\"", "{scale: german, value: \"2.5\"}") ==
        Lines{"a mean grade of 2.5 or better on German grades" + asked + " (the mean is 2.5)"});
  CHECK(audited("scale: letters, minimum: \"7/2\"", "{scale: letters, value: B}")[1] ==
        "missing: the mean is 3; asked for is a mean grade of 3.5 or better on Letters" + asked +
            " (d/mean)");
  CHECK(
      audited("scale: german, minimum: \"5/2\"", "{scale: german, value: \"4.0\"}", "ar")[1]
          .starts_with("ناقص: المتوسط 4، والمطلوب: متوسط درجات 2.5 أو أفضل على الدرجات الألمانية"));
}

TEST_CASE("of a mean over no grade is said what is asked for alone") {
  for (const char* scale : {"german", "letters"}) {
    const Lines said = audited("scale: " + std::string(scale) + ", minimum: \"2\"", "");
    REQUIRE(said.size() == 2);
    CHECK(said[0].ends_with("here or not"));
    CHECK(said[1].starts_with("missing: a mean grade of 2 or better on"));
  }
}

// Each finding: where it is found, where it just is not, and how it is said.
#include <doctest/doctest.h>

#include <string>

#include "support/command_line.h"

using namespace cairn;
using cli::ExitCode;
using test::cairn_with;

namespace {

// A catalogue whose diploma, at EQF level 5, has the requirement.
std::string catalogue(const std::string& requirement) {
  return R"(
organizations: [{id: uni, kind: university, name: {en: University}, creditSystem: ects}]
gradeScales: [{id: letters, name: {en: Letters}, grades: [{value: A, points: "4"}, {value: F, points: "0", failing: true}]}]
achievements:
  - {id: a, organization: uni, kind: course, name: {en: Algebra, ar: الجبر}, subjects: [maths], level: {framework: EQF, value: 5}, credit: [{amount: "6", system: ects}]}
  - {id: b, organization: uni, kind: course, name: {en: Biology}, level: {framework: EQF, value: 6}, credit: [{amount: "4", system: ects}]}
  - {id: gone, organization: uni, kind: course, name: {en: Gone}, state: withdrawn, credit: [{amount: "4", system: ects}]}
  - {id: d, organization: uni, kind: diploma, name: {en: D}, level: {framework: EQF, value: 5}, requirement: )" +
         requirement + "}\n";
}

std::string findings(const std::string& requirement) {
  const auto run = cairn_with({"lint", "--catalogue", "-", "--json"}, catalogue(requirement));
  CHECK(run.err == "");
  CHECK(run.exit == (run.out == "[]\n" ? ExitCode::ok : ExitCode::no));
  std::string codes;
  for (auto at = run.out.find("\"code\": \""); at != std::string::npos;
       at = run.out.find("\"code\": \"", at + 1)) {
    const auto begin = at + 9;
    codes += (codes.empty() ? "" : " ") + run.out.substr(begin, run.out.find('"', begin) - begin);
  }
  return codes;
}

}  // namespace

TEST_CASE("what nothing passes, or a limit forbids, is never satisfied") {
  CHECK(findings("{id: r, awards: {minimum: 1, from: {subjects: [law]}}}") == "never_satisfied");
  CHECK(findings("{id: r, awards: {minimum: 1, from: {subjects: [maths]}}}") == "");
  const auto limited = [](const char* most) {
    return "{id: r, all: [{id: n, awards: {minimum: 3}}], limits: [{id: l, atMost: {awards: " +
           std::string(most) + "}}]}";
  };
  CHECK(findings(limited("2")) == "never_satisfied");
  CHECK(findings(limited("3")) == "");
}

TEST_CASE("named achievements are worth enough, each taken once") {
  const auto credit = [](const char* minimum) {
    return "{id: r, credit: {minimum: {amount: \"" + std::string(minimum) +
           "\", system: ects}, from: {achievements: [a, gone]}}}";
  };
  CHECK(findings(credit("21/2")) == "too_little replaced");
  CHECK(findings(credit("10")) == "replaced");
}

TEST_CASE("a condition that whatever it looks at meets adds nothing") {
  const auto with = [](const char* condition) {
    return "{id: r, all: [{id: n, awards: {minimum: 2}}, {id: c, " + std::string(condition) + "}]}";
  };
  CHECK(findings(with("distinct: {in: n, by: organization, minimum: 1}")) == "adds_nothing");
  CHECK(findings(with("distinct: {in: n, by: organization, minimum: 2}")) == "");
  CHECK(findings(with("average: {in: n, scale: letters, minimum: \"0\"}")) == "adds_nothing");
  CHECK(findings(with("average: {in: n, scale: letters, minimum: \"1\"}")) == "");
}

TEST_CASE("two parts that need the same achievement overlap, unless it may be shared") {
  const std::string sum =
      "{id: s, credit: {minimum: {amount: \"6\", system: ects}, from: "
      "{achievements: [a]}}}";
  const std::string both = "{id: r, all: [{id: h, holds: a}, " + sum + "]";
  CHECK(findings(both + "}") == "overlap");
  CHECK(findings(both + ", sharing: [{id: x, between: [h, s]}]}") == "");
  CHECK(findings("{id: r, any: [{id: h, holds: a}, " + sum + "]}") == "");
  CHECK(findings("{id: r, all: [{id: h, holds: a}, {id: s, credit: {minimum: {amount: \"4\", "
                 "system: ects}}}]}") == "");
}

TEST_CASE("levels do not fall along the way") {
  CHECK(findings("{id: r, holds: b}") == "level_falls");
  CHECK(findings("{id: r, holds: a}") == "");
}

TEST_CASE("a finding is said in the reader's language, with its place") {
  const std::string twice = "{id: r, all: [{id: h, holds: a}, {id: i, holds: a}]}";
  CHECK(cairn_with({"lint", "--catalogue", "-"}, catalogue(twice)).out ==
        "d, i: this and “h” both need Algebra, and one award never counts twice; say that it may "
        "be shared, or ask for something else. [overlap]\n");
  const auto arabic =
      cairn_with({"lint", "--catalogue", "-", "--language", "ar"}, catalogue(twice));
  CHECK(arabic.out.find("الجبر") != std::string::npos);
}

TEST_CASE("the demonstration has no findings") {
  const auto run = cairn_with({"lint", "--catalogue", "examples/consortium"});
  CHECK(run.out == "");
  CHECK(run.exit == ExitCode::ok);
}

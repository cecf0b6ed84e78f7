// Conditions that nothing can meet, sharing of nothing and branches alike: where they are found,
// and where they just are not.
#include <doctest/doctest.h>

#include <string>

#include "support/lint_findings.h"

using namespace cairn;
using test::cairn_with;
using test::catalogue;
using test::findings;

namespace {

// Node `n`, and a condition beside it.
std::string beside(const std::string& leaf, const std::string& condition) {
  return findings("{id: r, all: [{id: n, " + leaf + "}, {id: c, " + condition + "}]}");
}

std::string distinct(const char* key, const char* minimum, const char* more = "") {
  return "distinct: {in: n, by: " + std::string(key) + ", minimum: " + minimum + more + "}";
}

}  // namespace

TEST_CASE("more organizations than a filter lets in are never there") {
  const auto from = [](const char* filter, const char* minimum) {
    return beside("awards: {minimum: 1, from: " + std::string(filter) + "}",
                  distinct("organization", minimum));
  };
  CHECK(from("{organizations: [uni]}", "2") == "never_satisfied");
  CHECK(from("{organizations: [uni]}", "1") == "adds_nothing");
  CHECK(from("{organizations: [uni, col]}", "2") == "");
  CHECK(from("{organizations: [uni, col]}", "3") == "never_satisfied");
  CHECK(from("{subjects: [maths]}", "3") == "");  // who made an award is not said
  CHECK(from("{all: [{organizations: [uni, col]}, {subjects: [maths]}]}", "3") ==
        "never_satisfied");
  CHECK(from("{any: [{organizations: [uni]}, {organizations: [col]}]}", "3") == "never_satisfied");
  CHECK(from("{any: [{organizations: [uni]}, {organizations: [col]}]}", "2") == "");
  CHECK(from("{any: [{organizations: [uni]}, {subjects: [maths]}]}", "3") == "");
  CHECK(beside("awards: {minimum: 1}",
               distinct("organization", "2", ", where: {organizations: [uni]}")) ==
        "never_satisfied");
}

TEST_CASE("more values than awards are allowed are never there") {
  const auto of = [](const char* key, const char* minimum) {
    return beside("awards: {minimum: 2, maximum: 2}", distinct(key, minimum));
  };
  CHECK(of("organization", "3") == "never_satisfied");
  CHECK(of("organization", "2") == "");
  CHECK(of("achievement", "3") == "never_satisfied");
  CHECK(of("term", "3") == "never_satisfied");
  CHECK(of("term", "2") == "");
}

TEST_CASE("more subjects than the catalogue or the awards have are never there") {
  // Statistics is of two subjects, Algebra of one of them.
  const auto on = [](const std::string& leaf, const char* minimum) {
    const std::string text =
        catalogue("{id: r, all: [{id: n, " + leaf + "}, {id: c, " + distinct("subject", minimum) +
                  "}]}") +
        "  - {id: s, organization: uni, kind: course, name: {en: S}, subjects: [maths, "
        "statistics]}\n"
        "  - {id: l, organization: uni, kind: course, name: {en: L}, subjects: [law]}\n"
        "  - {id: e, organization: uni, kind: certificate, name: {en: E}, requirement: {id: r, "
        "holds: a}}\n";
    return cairn_with({"lint", "--catalogue", "-"}, text).out.find("d, c: ") != std::string::npos;
  };
  CHECK(on("awards: {minimum: 2}", "4"));
  CHECK_FALSE(on("awards: {minimum: 2}", "3"));
  CHECK(on("awards: {minimum: 2, from: {achievements: [a, s]}}", "3"));
  CHECK_FALSE(on("awards: {minimum: 2, from: {achievements: [a, s]}}", "2"));
  CHECK(on("awards: {minimum: 1, maximum: 1}", "3"));
  CHECK_FALSE(on("awards: {minimum: 1, maximum: 1}", "2"));
  CHECK(on("holds: e", "4"));  // whatever that rests on
  CHECK_FALSE(on("holds: e", "3"));
}

TEST_CASE("what nothing below passes is never applied") {
  const auto applied = [](const char* leaf, const char* minimum, const char* where) {
    return beside(leaf,
                  "applied: {in: n, minimum: " + std::string(minimum) + ", where: " + where + "}");
  };
  CHECK(applied("holds: a", "{awards: 1}", "{subjects: [law]}") == "never_satisfied");
  CHECK(applied("holds: a", "{awards: 1}", "{subjects: [maths]}") == "adds_nothing");
  CHECK(applied("holds: a", "{awards: {share: \"1/2\"}}", "{subjects: [law]}") ==
        "never_satisfied");
  CHECK(applied("holds: a", "{credit: {share: \"1/9\", system: ects}}", "{subjects: [law]}") ==
        "never_satisfied");
  CHECK(applied("holds: a", "{awards: {share: \"1/2\"}}", "{subjects: [maths]}") == "");
  CHECK(applied("awards: {minimum: 2}", "{awards: {share: \"1/2\"}}", "{subjects: [maths]}") == "");
  CHECK(applied("awards: {minimum: 1, from: {origins: [study]}}", "{awards: {share: \"1/2\"}}",
                "{origins: [recognition]}") == "never_satisfied");
}

TEST_CASE("a rule by which nothing can be shared is idle") {
  const auto between = [](const char* other, const char* rule) {
    return findings("{id: r, sharing: [{id: s, between: [x, y]" + std::string(rule) +
                    "}], all: [{id: x, awards: {minimum: 2, from: {kinds: [course]}}}, {id: y, " +
                    other + "}]}");
  };
  const char* const any = "awards: {minimum: 2}";
  CHECK(between(any, ", atMost: {awards: 0}") == "idle_sharing");
  CHECK(between(any, ", atMost: {awards: 1}") == "");
  CHECK(between(any, "") == "");
  // What states no such credit may be shared.
  CHECK(between(any, R"(, atMost: {credit: {amount: "0", system: ects}})") == "");
  CHECK(between(any, ", where: {kinds: [diploma]}") == "idle_sharing");  // no x is a diploma
  CHECK(between(any, ", where: {subjects: [maths]}") == "");
  CHECK(between("holds: low", ", where: {subjects: [maths]}") == "idle_sharing");
  CHECK(between("holds: a", ", where: {subjects: [maths]}") == "");
}

TEST_CASE("branches that ask for the same leave no choice") {
  const auto when = [](const char* then, const char* otherwise, const char* rules = "") {
    return findings("{id: r, all: [{id: w, when: {if: {name: f, is: [red]}, then: {id: x, " +
                    std::string(then) + "}, else: {id: y, " + otherwise + "}}}]" + rules + "}");
  };
  CHECK(when("holds: a", "holds: a") == "repeated");
  CHECK(when("holds: a", "holds: a, title: {en: Maths}") == "repeated");
  CHECK(when("holds: a", "holds: low") == "");
  CHECK(when("awards: {minimum: 2}", "awards: {minimum: 3}") == "");
  CHECK(when("any: [{id: p, holds: a}, {id: q, holds: low}]",
             "any: [{id: s, holds: low}, {id: t, holds: a}]") == "repeated");
  CHECK(
      when("awards: {minimum: 2}", "awards: {minimum: 2}", ", sharing: [{id: s, between: [x, y]}]")
          .find("repeated") == std::string::npos);
  CHECK(findings("{id: r, when: {if: {name: f, is: [red]}, then: {id: x, holds: a}}}") == "");
}

TEST_CASE("what is idle is said in the reader's language") {
  const auto said = [](const char* requirement, const char* language) {
    return cairn_with({"lint", "--catalogue", "-", "--language", language}, catalogue(requirement))
        .out;
  };
  const char* const branches =
      "{id: w, when: {if: {name: f, is: [red]}, then: {id: x, holds: a}, else: {id: y, holds: a}}}";
  CHECK(said(branches, "en")
            .find("w: both branches ask for the same, so nothing hangs on the "
                  "fact. [repeated]") != std::string::npos);
  CHECK(said(branches, "ar").find("الفرعان يطلبان الشيء نفسه") != std::string::npos);
  const char* const sharing =
      "{id: r, sharing: [{id: s, between: [x, y], atMost: {awards: 0}}], all: [{id: x, awards: "
      "{minimum: 1}}, {id: y, awards: {minimum: 1}}]}";
  CHECK(said(sharing, "en").find("shared by “s”") != std::string::npos);
  CHECK(said(sharing, "ar").find("بموجب «s»") != std::string::npos);
}

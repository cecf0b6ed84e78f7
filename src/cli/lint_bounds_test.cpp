// What can never be met or never matters, by sums, values and twins: where it is found, and where
// it just is not.
#include <doctest/doctest.h>

#include <string>

#include "support/lint_findings.h"

using namespace cairn;
using test::cairn_with;
using test::catalogue;
using test::findings;

namespace {

std::string ects(const char* amount) {
  return "{amount: \"" + std::string(amount) + "\", system: ects}";
}

std::string credit(const char* id, const char* minimum, const char* from) {
  return "{id: " + std::string(id) + ", credit: {minimum: " + ects(minimum) + ", from: " + from +
         "}}";
}

std::string limit(const char* id, const std::string& at_most, const char* more = "") {
  return "{id: " + std::string(id) + ", atMost: " + at_most + more + "}";
}

std::string all(const std::string& limits, const std::string& children) {
  return "{id: r, limits: [" + limits + "], all: [" + children + "]}";
}

}  // namespace

TEST_CASE("two limits that share out what must be met forbid it together") {
  const auto shared_out = [](const char* maths, const char* rest, const char* minimum) {
    const std::string first =
        limit("l", "{credit: " + ects(maths) + "}", ", where: {origins: [study]}");
    const std::string second =
        limit("m", "{credit: " + ects(rest) + "}", ", where: {none: [{origins: [study]}]}");
    return findings(all(first + ", " + second, credit("n", minimum, "{}")));
  };
  CHECK(shared_out("4", "4", "9") == "never_satisfied");
  CHECK(shared_out("4", "4", "8") == "");
  CHECK(shared_out("4", "5", "9") == "");
  // Neither speaks of what is recognised.
  const std::string open = limit("l", "{awards: 1}", ", where: {origins: [study]}") + ", " +
                           limit("m", "{awards: 1}", ", where: {origins: [prior-learning]}");
  CHECK(findings(all(open, "{id: n, awards: {minimum: 3}}")) == "");
  CHECK(findings(all(open,
                     "{id: n, awards: {minimum: 3, from: {origins: [study, "
                     "prior-learning]}}}")) == "never_satisfied");
}

TEST_CASE("two limits that forbid together are both named") {
  const std::string two = limit("l", "{awards: 1}", ", where: {subjects: [maths]}") + ", " +
                          limit("m", "{awards: 1}", ", where: {none: [{subjects: [maths]}]}");
  const std::string leaf = "{id: n, awards: {minimum: 3, from: {achievements: [a, low]}}}";
  const auto run = cairn_with({"lint", "--catalogue", "-"}, catalogue(all(two, leaf)));
  CHECK(run.out.find("the limits “m” and “l” together allow less") != std::string::npos);
}

TEST_CASE("a limit per value forbids what all values together do not give") {
  const auto per = [](const char* most, const char* key, const char* leaves) {
    return findings(all(
        limit("l", "{awards: " + std::string(most) + "}", (", per: " + std::string(key)).c_str()),
        leaves));
  };
  const char* const three = "{id: n, awards: {minimum: 3, from: {organizations: [uni]}}}";
  CHECK(per("2", "organization", three) == "never_satisfied");
  CHECK(per("3", "organization", three) == "idle_limit");
  CHECK(per("2", "organization", "{id: n, awards: {minimum: 3}}") == "");  // others make some
  const char* const two = "{id: n, awards: {minimum: 3, from: {achievements: [a, low]}}}";
  CHECK(per("1", "achievement", two) == "never_satisfied too_little");
  CHECK(per("2", "achievement", two) == "too_little");
  const char* const apart =
      "{id: m, awards: {minimum: 2, from: {subjects: [maths]}}}, {id: n, awards: {minimum: 1, "
      "from: "
      "{subjects: [maths]}}}";
  CHECK(per("2", "subject", apart) == "never_satisfied");
  CHECK(per("3", "subject", apart) == "idle_limit");
  CHECK(per("2", "term", apart) == "");
}

TEST_CASE("a share forbids a minimum that the rest cannot grow to meet") {
  const auto beside = [](const char* maximum) {
    return findings(
        all(limit("l", "{credit: {share: \"1/4\", system: ects}}", ", where: {origins: [study]}"),
            credit("n", "3", "{origins: [study]}") + ", {id: o, credit: {minimum: " + ects("1") +
                ", maximum: " + ects(maximum) + ", from: {origins: [recognition]}}}"));
  };
  CHECK(beside("8") == "never_satisfied");
  CHECK(beside("9") == "");
}

TEST_CASE("hours are those of the catalogue") {
  const auto with_hours = [](const std::string& requirement) {
    const std::string text = catalogue(requirement) +
                             "  - {id: h, organization: uni, kind: exam, name: {en: H}, "
                             "workloadHours: 40}\n";
    return cairn_with({"lint", "--catalogue", "-"}, text).out;
  };
  const auto found = [&](const std::string& requirement, const char* code) {
    return with_hours(requirement).find(code) != std::string::npos;
  };
  const auto hours = [](const char* minimum, const char* from) {
    return "{id: n, hours: {minimum: \"" + std::string(minimum) + "\", from: " + from + "}}";
  };
  CHECK(found(hours("10", "{kinds: [course]}"), "[never_satisfied]"));
  CHECK(with_hours(hours("10", "{kinds: [exam]}")) == "");
  // 81 hours take three awards of 40.
  const std::string two = limit("l", "{awards: 2}");
  CHECK(found(all(two, hours("81", "{kinds: [exam]}")), "[never_satisfied]"));
  CHECK(with_hours(all(two, hours("80", "{kinds: [exam]}"))) == "");
  CHECK(found(all(limit("l", "{hours: \"39\"}"), "{id: n, holds: h}"), "[never_satisfied]"));
  CHECK(found(all(limit("l", "{hours: \"40\"}"), "{id: n, holds: h}"), "[idle_limit]"));
}

TEST_CASE("points take as many awards as the best line makes necessary") {
  const auto points = [](const char* most) {
    return findings(all(limit("l", "{awards: " + std::string(most) + "}"),
                        "{id: n, points: {minimum: \"5\", of: [{points: \"2\", from: {subjects: "
                        "[maths]}}]}}"));
  };
  CHECK(points("2") == "never_satisfied");
  CHECK(points("3") == "");
  CHECK(findings("{id: n, points: {minimum: \"1\", of: [{points: \"2\", from: {subjects: "
                 "[law]}}]}}") == "never_satisfied");
}

TEST_CASE("a condition on a group is bounded by its maxima") {
  const auto depth = [](const char* minimum, const char* group = "all") {
    return findings("{id: r, all: [{id: g, " + std::string(group) +
                    ": [{id: m, awards: {minimum: 2, maximum: 2}}, {id: n, awards: {minimum: 1, "
                    "maximum: 2}}]}, {id: c, applied: {in: g, minimum: {awards: " +
                    minimum + "}}}]}");
  };
  CHECK(depth("5") == "never_satisfied");
  CHECK(depth("4") == "");
  CHECK(depth("3", "any") == "never_satisfied");
}

TEST_CASE("values that there are not cannot be different, nor more than are allowed") {
  const auto different = [](const char* from, const char* condition) {
    return findings("{id: r, all: [{id: n, awards: {minimum: 2, from: " + std::string(from) +
                    "}}, {id: c, distinct: {in: n, " + condition + "}}]}");
  };
  const char* const named = "{achievements: [a, low]}";
  CHECK(different(named, "by: achievement, minimum: 3") == "never_satisfied");
  CHECK(different(named, "by: achievement, minimum: 2") == "");
  CHECK(different(named, "by: subject, minimum: 2") == "never_satisfied");
  CHECK(different(named, "by: subject, minimum: 1") == "");
  CHECK(different("{organizations: [uni]}", "by: organization, minimum: 2") == "never_satisfied");
  CHECK(different("{}", "by: organization, minimum: 2") == "");
  CHECK(different(named, "by: achievement, minimum: 1, maximum: 2") == "idle_maximum");
  CHECK(different(named, "by: achievement, minimum: 1, maximum: 1") == "");
  CHECK(different(named, "by: term, minimum: 1, maximum: 9") == "");
  const auto held = [](const char* most) {
    return findings(
        "{id: r, all: [{id: g, all: [{id: h, holds: a}, {id: i, holds: low}]}, {id: c, "
        "distinct: {in: g, by: achievement, minimum: 1, maximum: " +
        std::string(most) + "}}]}");
  };
  CHECK(held("1") == "contradiction");
  CHECK(held("2") == "idle_maximum");
}

TEST_CASE("an upper bound that nothing wants to pass is idle") {
  const auto group = [](const char* most, const char* beside = "") {
    return findings("{id: r, all: [{id: g, atLeast: {count: 1, atMost: " + std::string(most) +
                    ", of: [{id: m, holds: a}, {id: n, holds: low}, {id: o, awards: {minimum: "
                    "2}}]}}" +
                    beside + "]}");
  };
  CHECK(group("2") == "idle_maximum");
  CHECK(group("1") == "");  // says "exactly one"
  CHECK(group("2", ", {id: c, applied: {in: g, minimum: {awards: 3}}}") == "");
  CHECK(group("2",
              ", {id: e, awards: {minimum: 1}}, {id: c, applied: {in: e, minimum: {awards: "
              "2}}}") == "idle_maximum");
  // Whoever reads it knows how many may count.
  CHECK(findings("{id: n, awards: {minimum: 2, maximum: 3}}") == "");
}

TEST_CASE("a condition on one part wants more below the whole, too") {
  const auto of_two = [](const char* condition) {
    return findings(all(
        limit("l", "{awards: 2}"),
        "{id: m, awards: {minimum: 1}}, {id: n, awards: {minimum: 1}}" + std::string(condition)));
  };
  CHECK(of_two("") == "idle_limit");
  CHECK(of_two(", {id: c, applied: {in: n, minimum: {awards: 2}}}") == "");
}

TEST_CASE("what is named elsewhere may be looked into from there") {
  const auto within = [](const char* condition) {
    const std::string text =
        catalogue("{id: r, all: [{id: h, holds: c}" + std::string(condition) + "]}") +
        "  - {id: c, organization: uni, kind: certificate, name: {en: C}, "
        "requirement: {id: r, limits: [{id: l, atMost: {awards: 2}}], all: "
        "[{id: n, awards: {minimum: 2}}]}}\n";
    return cairn_with({"lint", "--catalogue", "-"}, text).out;
  };
  CHECK(within("").find("[idle_limit]") != std::string::npos);
  CHECK(within(", {id: x, applied: {in: h, minimum: {awards: 2}}}") == "");
}

TEST_CASE("what could not count anyway need not be avoided") {
  const auto avoiding = [](const char* where) {
    return findings("{id: r, avoid: [{id: v, where: " + std::string(where) +
                    "}], all: [{id: n, awards: {minimum: 2, from: {subjects: [maths]}}}, {id: h, "
                    "holds: low}]}");
  };
  CHECK(avoiding("{kinds: [diploma]}") == "idle_avoid");
  CHECK(avoiding("{achievements: [b]}") == "idle_avoid");
  CHECK(avoiding("{achievements: [low]}") == "");
  CHECK(avoiding("{origins: [recognition]}") == "");
  CHECK(avoiding("{}") == "");  // wants few awards
}

TEST_CASE("a group that stands beside its like opens no other way") {
  const auto groups = [](const char* of, const char* second, const char* rules = "") {
    return findings("{id: r, all: [{id: g, " + std::string(of) +
                    ": [{id: x, all: [{id: h, holds: a}, {id: i, awards: {minimum: 2}}]}, " +
                    second + "]}]" + rules + "}");
  };
  const char* const turned = "{id: y, all: [{id: k, awards: {minimum: 2}}, {id: j, holds: a}]}";
  CHECK(groups("any", turned) == "repeated");
  CHECK(groups("any", turned, ", sharing: [{id: s, between: [j, k]}]") == "");
  CHECK(groups("any", "{id: y, all: [{id: k, awards: {minimum: 3}}, {id: j, holds: a}]}") == "");
  CHECK(groups("any", "{id: y, any: [{id: k, awards: {minimum: 2}}, {id: j, holds: a}]}") == "");
  CHECK(groups("any",
               "{id: y, all: [{id: k, awards: {minimum: 2}}, {id: j, holds: a}], stacked: "
               "whole}") == "");
}

TEST_CASE("groups that together need more of what they name than there is overlap") {
  const auto choices = [](const char* count, int groups, const char* rules = "") {
    std::string text;
    for (int i = 0; i < groups; ++i) {
      const std::string id = std::to_string(i);
      text.append(i == 0 ? "{id: g" : ", {id: g").append(id);
      text.append(", atLeast: {count: ").append(count).append(", of: [{id: x").append(id);
      text.append(", holds: a}, {id: y").append(id).append(", holds: low}]}}");
    }
    return findings("{id: r, all: [" + text + "]" + rules + "}");
  };
  CHECK(choices("1", 2) == "");  // the one, and then the other
  CHECK(choices("1", 3) == "overlap");
  CHECK(choices("2", 2) == "overlap");
  CHECK(choices("1", 3, ", sharing: [{id: s, between: [g0, g1, g2]}]") == "");
  CHECK(findings("{id: r, all: [{id: h, holds: a}, {id: i, holds: low}, {id: g, any: [{id: x, "
                 "holds: a}, {id: y, holds: low}]}]}") == "overlap");
}

TEST_CASE("facts that are asked for twice together add nothing") {
  const auto twice = [](const char* value) {
    return findings(
        "{id: r, all: [{id: g, any: [{id: x, fact: {name: f, is: [red]}}, {id: y, fact: "
        "{name: e, is: [one]}}]}, {id: h, any: [{id: v, fact: {name: f, is: [" +
        std::string(value) + "]}}, {id: w, fact: {name: e, is: [one]}}]}]}");
  };
  CHECK(twice("red") == "adds_nothing");
  CHECK(twice("blue") == "");
}

TEST_CASE("a rule's place is that of its own node's rule") {
  const std::string two =
      "\n  {id: r, all: [\n  {id: m, awards: {minimum: 3}, limits: [\n  {id: l, atMost: {awards: "
      "9}}]},\n  {id: l, awards: {minimum: 3}, limits: [\n  {id: l, atMost: {awards: 2}}]}]}";
  const auto run = cairn_with({"lint", "--catalogue", "-", "--json"}, catalogue(two));
  CHECK(run.out.find("\"line\": 13,\n") != std::string::npos);
  CHECK(run.out.find("\"line\": 14,\n") != std::string::npos);
}

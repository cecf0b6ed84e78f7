// Each finding: where it is found, where it just is not, and how it is said.
#include <doctest/doctest.h>

#include <string>

#include "formats/json/reader.h"
#include "support/command_line.h"
#include "support/lint_findings.h"

using namespace cairn;
using cli::ExitCode;
using test::cairn_with;
using test::catalogue;
using test::findings;

TEST_CASE("what nothing passes, or a limit forbids, is never satisfied") {
  CHECK(findings("{id: r, awards: {minimum: 1, from: {subjects: [law]}}}") == "never_satisfied");
  CHECK(findings("{id: r, awards: {minimum: 1, from: {subjects: [maths]}}}") == "");
  const auto limited = [](const char* most) {
    return "{id: r, all: [{id: n, awards: {minimum: 3}}], limits: [{id: l, atMost: {awards: " +
           std::string(most) + "}}]}";
  };
  CHECK(findings(limited("2")) == "never_satisfied");
  CHECK(findings(limited("3")) == "idle_limit");
  CHECK(findings(limited("{share: \"4/5\"}")) == "never_satisfied");
  CHECK(findings(limited("{share: \"1\"}")) == "idle_limit");
}

TEST_CASE("leaves that together need more than a limit over them allows are never satisfied") {
  const auto beneath = [](const char* most, const char* where, const char* group) {
    return "{id: r, limits: [{id: l, atMost: {credit: {amount: \"" + std::string(most) +
           "\", system: ects}}, where: " + where + "}], all: [{id: g, " + group +
           ": [{id: m, credit: {minimum: {amount: \"6\", system: ects}, from: {subjects: "
           "[maths]}}}, "
           "{id: n, credit: {minimum: {amount: \"4\", system: ects}, from: {kinds: [course]}}}]}]}";
  };
  CHECK(findings(beneath("19/2", "{kinds: [course]}", "all")) == "never_satisfied");
  CHECK(findings(beneath("10", "{kinds: [course]}", "all")) == "");
  CHECK(findings(beneath("19/2", "{subjects: [maths]}", "all")) == "");
  CHECK(findings(beneath("19/2", "{kinds: [course]}", "any")) == "");
  CHECK(findings(beneath("7/2", "{kinds: [course]}", "any")) == "never_satisfied never_satisfied");
}

TEST_CASE("a limit that nothing below could exceed is idle") {
  const auto limited = [](const char* rule, const char* limit, const char* beside = "") {
    return "{id: r, all: [{id: n, limits: [{id: l, " + std::string(limit) + "}], " + rule + "}" +
           beside + "]}";
  };
  const char* const three = "awards: {minimum: 3}";
  const char* const course =
      "credit: {minimum: {amount: \"4\", system: ects}, from: {kinds: "
      "[course]}}";
  CHECK(findings(limited(three, "atMost: {awards: 3}")) == "idle_limit");
  CHECK(findings(limited(three, "atMost: {awards: 2}, where: {subjects: [maths]}")) == "");
  CHECK(findings(limited(three, "atMost: {credit: {amount: \"99\", system: ects}}")) == "");
  // A condition may want a fourth.
  CHECK(findings(limited(three, "atMost: {awards: 3}",
                         ", {id: c, distinct: {in: n, by: achievement, minimum: 3}}")) == "");
  CHECK(findings(limited(course, "atMost: {awards: 1}, where: {kinds: [diploma]}")) ==
        "idle_limit");
  CHECK(findings(limited(course, "atMost: {awards: 1}, where: {subjects: [maths]}")) == "");
  const auto at_most = [&](const char* most) {
    return limited(
        R"(credit: {minimum: {amount: "4", system: ects}, maximum: {amount: "8", system: ects}})",
        (R"(atMost: {credit: {amount: ")" + std::string(most) + R"(", system: ects}})").c_str());
  };
  CHECK(findings(at_most("8")) == "idle_limit");
  CHECK(findings(at_most("15/2")) == "");
}

TEST_CASE("facts that cannot hold together contradict each other") {
  const auto both = [](const char* one, const char* other, const char* group = "all") {
    return "{id: r, " + std::string(group) + ": [{id: x, fact: {name: f, " + one +
           "}}, {id: y, fact: {name: f, " + other + "}}]}";
  };
  CHECK(findings(both("is: [red]", "is: [blue]")) == "contradiction");
  CHECK(findings(both("is: [red, blue]", "is: [blue, green]")) == "");
  CHECK(findings(both("is: [red]", "is: [blue]", "any")) == "");
  CHECK(findings(both("is: [\"4\", many]", "atLeast: \"5\"")) == "contradiction");
  CHECK(findings(both("is: [\"5\", many]", "atLeast: \"5\"")) == "");
  CHECK(findings("{id: r, all: [{id: x, fact: {name: f, is: [red]}}, {id: g, any: [{id: y, fact: "
                 "{name: f, is: [blue]}}, {id: h, holds: a}]}]}") == "contradiction");
}

TEST_CASE("a fact that holds wherever another one does adds nothing") {
  const auto both = [](const char* one, const char* other) {
    return "{id: r, all: [{id: x, fact: {name: f, " + std::string(one) +
           "}}, {id: y, fact: {name: f, " + other + "}}]}";
  };
  CHECK(findings(both("is: [red]", "is: [red]")) == "adds_nothing");
  CHECK(findings(both("is: [red, blue]", "is: [red]")) == "adds_nothing");
  CHECK(findings(both("atLeast: \"5\"", "atLeast: \"4\"")) == "adds_nothing");
  CHECK(findings(both("atLeast: \"5\"", "is: [\"5\", \"6\"]")) == "adds_nothing");
  CHECK(findings(both("atLeast: \"5\"", "is: [\"5\", \"4\"]")) == "");
}

TEST_CASE("a branch of a when settles its fact for all that stands in it") {
  const auto in_branch = [](const char* branch, const char* node) {
    const std::string other = std::string(branch) == "then" ? "" : "then: {id: t, holds: a}, ";
    return "{id: r, when: {if: {name: f, is: [red, blue]}, " + other + branch + ": " + node + "}}";
  };
  const auto again = [](const char* value) {
    return "{id: w, when: {if: {name: f, is: [" + std::string(value) +
           "]}, then: {id: p, holds: a}, else: {id: q, awards: {minimum: 2}}}}";
  };
  CHECK(findings(in_branch("then", again("red, blue, green").c_str())) == "settled");
  CHECK(findings(in_branch("then", again("green").c_str())) == "settled");
  CHECK(findings(in_branch("then", again("red").c_str())) == "");
  CHECK(findings(in_branch("else", again("red").c_str())) == "settled");
  CHECK(findings(in_branch("else", again("red, green").c_str())) == "");
  const auto fact = [](const char* value) {
    return "{id: w, fact: {name: f, is: [" + std::string(value) + "]}}";
  };
  CHECK(findings(in_branch("then", fact("green").c_str())) == "contradiction");
  CHECK(findings(in_branch("then", fact("red, blue").c_str())) == "settled");
  CHECK(findings(in_branch("then", fact("red").c_str())) == "");
  CHECK(findings(in_branch("else", fact("red").c_str())) == "contradiction");
  CHECK(findings(in_branch("else", fact("green").c_str())) == "");
}

TEST_CASE("an alternative that stands there twice opens no other way") {
  const auto of = [](const char* group, const char* one, const char* other,
                     const char* rules = "") {
    return "{id: r, all: [{id: g, " + std::string(group) + ": [{id: x, " + one + "}, {id: y, " +
           other + "}]" + rules + "}]}";
  };
  CHECK(findings(of("any", "holds: a", "holds: a")) == "repeated");
  CHECK(findings(of("any", "holds: a", "holds: b, title: {en: B}")) == "level_falls");
  CHECK(findings(of("any", "holds: a", "holds: {achievement: a, where: {origins: [study]}}")) ==
        "");
  CHECK(findings(of("any", "awards: {minimum: 2}", "awards: {minimum: 2}")) == "repeated");
  CHECK(findings(of("any", "awards: {minimum: 2}", "awards: {minimum: 2, maximum: 3}")) == "");
  CHECK(findings(of("all", "awards: {minimum: 2}", "awards: {minimum: 2}")) == "");
  CHECK(findings(of("any", "awards: {minimum: 2}", "awards: {minimum: 2}",
                    ", sharing: [{id: s, between: [x, y]}]")) == "");
}

TEST_CASE("a share forbids a leaf only where it is a part of nothing else") {
  const auto shared = [](const char* share, const char* where, const char* other) {
    return "{id: r, limits: [{id: l, atMost: {credit: {share: \"" + std::string(share) +
           "\", system: ects}}, where: " + where +
           "}], all: [{id: n, credit: {minimum: {amount: \"6\", system: ects}, from: {subjects: "
           "[maths]}}}" +
           other + "]}";
  };
  const char* other = ", {id: o, credit: {minimum: {amount: \"6\", system: ects}}}";
  CHECK(findings(shared("1/2", "{subjects: [maths]}", other)) == "");
  CHECK(findings(shared("0", "{subjects: [maths]}", other)) == "never_satisfied");
  CHECK(findings(shared("1/2", "{}", other)) == "never_satisfied never_satisfied");
  CHECK(findings("{id: n, limits: [{id: l, atMost: {credit: {share: \"1/2\", system: ects}}, "
                 "where: {subjects: [maths]}}], credit: {minimum: {amount: \"6\", system: ects}, "
                 "from: {subjects: [maths]}}}") == "never_satisfied");
}

TEST_CASE("a filter whose parts leave nothing is never satisfied") {
  const auto filter = [](const char* from) {
    return "{id: r, awards: {minimum: 1, from: " + std::string(from) + "}}";
  };
  CHECK(findings(filter("{all: [{subjects: [maths]}, {kinds: [exam]}]}")) == "never_satisfied");
  CHECK(findings(filter("{all: [{subjects: [maths]}, {kinds: [course]}]}")) == "");
  CHECK(findings(filter("{any: [{subjects: [law]}, {kinds: [exam]}]}")) == "never_satisfied");
  CHECK(findings(filter("{any: [{subjects: [law]}, {origins: [recognition]}]}")) == "");
}

TEST_CASE("what a holds asks of its award is looked at where nothing else meets it") {
  const auto holding = [](const char* of, const char* filter) {
    const std::string text =
        catalogue("{id: r, holds: {achievement: " + std::string(of) + ", where: " + filter + "}}") +
        "  - {id: c, organization: uni, kind: certificate, name: {en: C}, "
        "requirement: {id: r, holds: a}}\n";
    return cairn_with({"lint", "--catalogue", "-"}, text).out;
  };
  CHECK(holding("a", "{subjects: [law]}").find("[never_satisfied]") != std::string::npos);
  CHECK(holding("low", "{subjects: [maths]}").find("[never_satisfied]") != std::string::npos);
  CHECK(holding("a", "{subjects: [maths]}") == "");
  CHECK(holding("c", "{subjects: [law]}") == "");  // who holds Algebra has what it rests on
}

TEST_CASE("a condition on more than may be applied is never satisfied") {
  const auto applied = [](const char* minimum, const char* limits) {
    return "{id: r, limits: [" + std::string(limits) +
           "], all: [{id: n, awards: {minimum: 1, maximum: 3}}, {id: c, applied: {in: n, minimum: "
           "{awards: " +
           minimum + "}}}]}";
  };
  CHECK(findings(applied("4", "")) == "never_satisfied");
  CHECK(findings(applied("3", "")) == "");
  CHECK(findings(applied("3", "{id: l, atMost: {awards: 2}}")) == "never_satisfied");
  CHECK(findings(applied("3", "{id: l, atMost: {awards: 2}, where: {subjects: [maths]}}")) == "");
}

TEST_CASE("a mean above the best grade is never satisfied") {
  const auto mean = [](const char* minimum) {
    return "{id: r, all: [{id: n, awards: {minimum: 1}}, {id: m, average: {in: n, scale: letters, "
           "minimum: \"" +
           std::string(minimum) + "\"}}]}";
  };
  CHECK(findings(mean("401/100")) == "never_satisfied");
  CHECK(findings(mean("4")) == "");
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
  CHECK(findings(with("applied: {in: n, minimum: {awards: 2}}")) == "adds_nothing");
  CHECK(findings(with("applied: {in: n, minimum: {awards: 3}}")) == "");
  CHECK(findings(with("applied: {in: n, minimum: {awards: 2}, where: {origins: [study]}}")) == "");
  CHECK(findings(with("applied: {in: n, minimum: {awards: 2}, unshared: true}")) == "");
  // Here the condition says which one must be met.
  CHECK(findings("{id: r, all: [{id: g, any: [{id: n, awards: {minimum: 2}}, {id: h, holds: a}]}, "
                 "{id: c, applied: {in: n, minimum: {awards: 2}}}]}") == "");
  CHECK(findings(with("distinct: {in: n, by: term, minimum: 2}}, {id: e, distinct: {in: n, by: "
                      "term, minimum: 3}")) == "adds_nothing");
  const auto share = [&](const char* more) {
    return with(
        (R"(applied: {in: n, minimum: {awards: {share: "1/2"}}, )" + std::string(more) + "}")
            .c_str());
  };
  CHECK(findings(share("where: {}")) == "adds_nothing");
  CHECK(findings(share("where: {organizations: [uni]}")) == "");
  CHECK(findings(share("unshared: true")) == "");
  const auto last = [&](const char* much) {
    return with(
        ("applied: {in: n, minimum: {awards: 2}, last: " + std::string(much) + "}").c_str());
  };
  CHECK(findings(last("{awards: 2}")) == "adds_nothing");
  // One award may be the last credit.
  CHECK(findings(last("{credit: {amount: \"4\", system: ects}}")) == "");
  // Two awards may be worth no credit at all.
  CHECK(findings(with("applied: {in: n, minimum: {credit: {share: \"1/2\", system: ects}}}")) ==
        "");
  CHECK(findings(with("average: {in: n, scale: letters, minimum: \"0\"}")) == "adds_nothing");
  CHECK(findings(with("average: {in: n, scale: letters, minimum: \"1\"}")) == "");
}

TEST_CASE("what no achievement states is asked for in vain") {
  const auto from = [](const char* filter) {
    return "{id: r, awards: {minimum: 1, from: " + std::string(filter) + "}}";
  };
  CHECK(findings(from("{codes: [{from: MATH 300, to: MATH 499}]}")) == "");
  CHECK(findings(from("{codes: [{from: MATH 311, to: MATH 499}]}")) == "never_satisfied unstated");
  CHECK(findings(from("{codes: [MATH 310, MATH 311]}")) == "unstated");
  CHECK(findings(from("{none: [{codes: [\"LAW *\"]}]}")) == "unstated");
  CHECK(findings(from("{attributes: [lab]}")) == "");
  CHECK(findings(from("{attributes: [lab, labs]}")) == "unstated");
  CHECK(findings(from("{attributes: [{name: part, is: [C]}]}")) == "unstated");
  CHECK(findings(from("{cost: {currency: EUR, atMost: \"200\"}}")) == "");
  CHECK(findings(from("{cost: {currency: EUR, atMost: \"199.99\"}}")) ==
        "never_satisfied unstated");
  CHECK(findings("{id: r, awards: {minimum: 1}, limits: [{id: l, atMost: {awards: 1}, where: "
                 "{attributes: [labs]}}]}") == "idle_limit unstated");
}

TEST_CASE("a split whose step divides nothing, or without a leaf to divide for, is idle") {
  const auto split = [](const char* step, const char* rule) {
    return "{id: r, all: [{id: n, " + std::string(rule) + "}], split: {step: {amount: \"" + step +
           "\", system: ects}}}";
  };
  const char* const credit = "credit: {minimum: {amount: \"4\", system: ects}}";
  CHECK(findings(split("3", credit)) == "");
  CHECK(findings(split("4", credit)) == "splits_nothing");
  CHECK(findings(split("6", credit)) == "splits_nothing");
  CHECK(findings(split("3", "awards: {minimum: 1}")) == "splits_nothing");
}

TEST_CASE("two parts that need the same achievement overlap, unless it may be shared") {
  const std::string sum =
      "{id: s, credit: {minimum: {amount: \"6\", system: ects}, from: "
      "{achievements: [a]}}}";
  const std::string both = "{id: r, all: [{id: h, holds: a}, " + sum + "]";
  CHECK(findings(both + "}") == "overlap");
  CHECK(findings(both + ", sharing: [{id: x, between: [h, s]}]}") == "");
  CHECK(findings("{id: r, any: [{id: h, holds: a}, " + sum + "]}") == "");
  const auto grouped = [&](const char* one, const char* other) {
    return findings("{id: r, all: [{id: g, all: [{id: h, holds: a}]}, " + sum +
                    ", {id: o, awards: {minimum: 1}}], sharing: [{id: x, between: [" + one + ", " +
                    other + "]}]}");
  };
  CHECK(grouped("g", "s") == "");
  CHECK(grouped("g", "o") == "overlap");
  CHECK(findings("{id: r, all: [{id: h, holds: a}, {id: s, credit: {minimum: {amount: \"4\", "
                 "system: ects}}}]}") == "");
}

TEST_CASE("prerequisites take nothing from each other") {
  const auto before = [](const char* part) {
    return cairn_with({"lint", "--catalogue", "-"},
                      catalogue("{id: q, holds: low}") +
                          "  - {id: e, organization: uni, kind: diploma, name: {en: E}, " + part +
                          ": {id: r, all: [{id: h, holds: a}, {id: i, holds: a}]}}\n")
        .out;
  };
  CHECK(before("prerequisites") == "");
  CHECK(before("requirement").find("e, i: ") != std::string::npos);
}

TEST_CASE("parts of one achievement overlap in nothing where its award may be split") {
  const auto halves = [](const char* where, const char* second) {
    return "{id: r, all: [{id: x, credit: {minimum: {amount: \"3\", system: ects}, from: "
           "{achievements: [a]}}}, {id: y, " +
           std::string(second) + "}]" + where + "}";
  };
  const char* const split = ", split: {step: {amount: \"3\", system: ects}}";
  const char* const half =
      "credit: {minimum: {amount: \"3\", system: ects}, from: {achievements: [a]}}";
  CHECK(findings(halves("", half)) == "overlap");
  CHECK(findings(halves(split, half)) == "");
  CHECK(findings(halves(split, "holds: a")) == "overlap");  // takes it whole
}

TEST_CASE("what another award of the organization uses up may be out of reach") {
  const auto beside = [](const char* consumption, const char* requirement) {
    const std::string text = catalogue(requirement) +
                             "  - {id: c, organization: uni, kind: certificate, name: {en: C}, "
                             "consumption: " +
                             consumption + ", requirement: {id: r, holds: a}}\n";
    return cairn_with({"lint", "--catalogue", "-"}, text).out;
  };
  const std::string found = beside("absorbed", "{id: r, holds: a}");
  CHECK(found.find("d, r: C uses this up") != std::string::npos);
  CHECK(found.find("[used_up]") != std::string::npos);
  CHECK(beside("reissued", "{id: r, holds: a}").find("[used_up]") != std::string::npos);
  CHECK(beside("retained", "{id: r, holds: a}").empty());
  CHECK(beside("absorbed", "{id: r, any: [{id: x, holds: a}, {id: y, holds: c}]}").empty());
}

TEST_CASE("levels do not fall along the way") {
  CHECK(findings("{id: r, holds: b}") == "level_falls");
  CHECK(findings("{id: r, holds: a}") == "");
}

TEST_CASE("levels fall over what has none, too") {
  const auto over = [](const char* part) {
    return cairn_with({"lint", "--catalogue", "-"},
                      catalogue("{id: r, holds: gap}") +
                          "  - {id: gap, organization: uni, kind: certificate, name: {en: Gap}, "
                          "requirement: {id: r, holds: " +
                          part + "}}\n")
        .out;
  };
  CHECK(over("b").find("d, r: Biology: of a higher level") != std::string::npos);
  CHECK(over("a") == "");
}

TEST_CASE("a pathway that never climbs is worth a notice, and no fault") {
  const auto leading = [](const char* requirement, const char* option = "--language=en") {
    return cairn_with({"lint", "--catalogue", "-", option},
                      catalogue(requirement) +
                          "pathways: [{id: p, title: {en: P}, organization: uni, goal: d}]\n");
  };
  const auto level = leading("{id: r, holds: a}");
  CHECK(level.exit == ExitCode::ok);
  CHECK(level.out ==
        "-:10:12: p: all that stands on the way to “D” has its level already, so the way never "
        "climbs: Algebra. [never_climbs]\n");
  CHECK(leading("{id: r, holds: a}", "--json").out.find("\"pathway\": \"p\"") != std::string::npos);
  CHECK(leading("{id: r, awards: {minimum: 1}}").out == "");  // who knows what it lets in
  CHECK(leading("{id: r, any: [{id: x, holds: a}, {id: y, holds: low}]}").out == "");
}

TEST_CASE("levels of two frameworks are compared by the day's crosswalks") {
  const std::string two = R"(
organizations: [{id: uni, kind: university, name: {en: University}, creditSystem: ects}]
crosswalks: [{id: x, framework: NQF, validFrom: 2026-01-01, levels: [{level: 8, eqf: 5}, {level: 9, eqf: 6}]}]
achievements:
  - {id: a, organization: uni, kind: course, name: {en: A}, level: {framework: NQF, value: 8}}
  - {id: b, organization: uni, kind: course, name: {en: B}, level: {framework: NQF, value: 9}}
  - {id: d, organization: uni, kind: diploma, name: {en: D}, level: {framework: EQF, value: 5}, requirement: {id: r, all: [{id: same, holds: a}, {id: above, holds: b}]}}
)";
  const auto on = [&](const char* day) {
    return cairn_with({"lint", "--catalogue", "-", "--at", day}, two).out;
  };
  CHECK(on("2026-01-01").find("d, above: B: ") != std::string::npos);
  CHECK(on("2026-01-01").find("d, same") == std::string::npos);
  CHECK(on("2025-12-31") == "");  // no crosswalk says where they stand
}

namespace {

// A programme that needs 8 ECTS by prior learning, below a policy with the rule.
std::string beneath(const std::string& rule) {
  return R"(
organizations: [{id: uni, kind: university, name: {en: University}, creditSystem: ects}]
achievements:
  - {id: a, organization: uni, kind: course, name: {en: A}, participation: online, credit: [{amount: "8", system: ects}]}
  - {id: d, organization: uni, kind: diploma, name: {en: D}, credit: [{amount: "16", system: ects}], requirement: {id: r, all: [{id: prior, credit: {minimum: {amount: "8", system: ects}, from: {origins: [prior-learning]}}}, {id: course, holds: a}]}}
policies:
  - id: house
    layer: organization
    name: {en: House rules}
    organization: uni
    validFrom: 2026-01-01
    rules:
      - {id: r, )" +
         rule + "}\n";
}

}  // namespace

TEST_CASE("what a policy does not allow is found, with both places") {
  const auto found = [](const std::string& rule, const char* day = "2026-01-01") {
    return cairn_with({"lint", "--catalogue", "-", "--at", day}, beneath(rule)).out;
  };
  const std::string limit =
      R"(limit: {atMost: {share: "1/4", system: ects}, where: {origins: [prior-learning]}})";
  CHECK(found(limit) ==
        "-:5:129: d, prior: the policy of University allows less than this needs: “house:r” "
        "(-:13:9). [against_policy]\n");
  CHECK(found(limit, "2025-12-31") == "");
  CHECK(
      found(
          R"(limit: {atMost: {share: "1/2", system: ects}, where: {origins: [prior-learning]}})") ==
      "");
  CHECK(found("limit: {atMost: {awards: 1}, where: {origins: [study]}}") == "");
  CHECK(found("exclude: {modes: [online]}").find("d, course: ") != std::string::npos);
  CHECK(found("exclude: {modes: [onsite]}") == "");
  CHECK(found("only: {kinds: [exam]}").find("d, course: ") != std::string::npos);
  CHECK(found("only: {kinds: [course]}").find("d, course: ") == std::string::npos);
}

TEST_CASE("findings as JSON have the file, line and column of the node and of the rule") {
  const auto run = cairn_with({"lint", "--catalogue", "-", "--json", "--at", "2026-01-01"},
                              beneath("exclude: {modes: [online]}"));
  const auto read = json::read(run.out);
  REQUIRE(read);
  const json::Value& finding = read->root().items()[0];
  CHECK(finding.text_of("code") == "against_policy");
  CHECK(finding.text_of("file") == "-");
  CHECK(finding.find("line")->number() == "5");
  CHECK(finding.text_of("part") == "requirement");
  CHECK(finding.find("rule")->text_of("id") == "house:r");
  CHECK(finding.find("rule")->find("line")->number() == "13");
  CHECK(finding.find("rule")->find("column")->number() == "9");
}

TEST_CASE("a finding is said in the reader's language, with its place") {
  const std::string twice = "{id: r, all: [{id: h, holds: a}, {id: i, holds: a}]}";
  CHECK(cairn_with({"lint", "--catalogue", "-"}, catalogue(twice)).out ==
        "-:9:143: d, i: this and “h” both need Algebra, and one award never counts twice; say that "
        "it may "
        "be shared, or ask for something else. [overlap]\n");
  const auto arabic =
      cairn_with({"lint", "--catalogue", "-", "--language", "ar"}, catalogue(twice));
  CHECK(arabic.out.find("الجبر") != std::string::npos);
}

TEST_CASE("the demonstration has no findings") {
  const auto run = cairn_with({"lint", "--catalogue", "examples/consortium"});
  CHECK(run.out == "");
  CHECK(run.err.starts_with("Nothing found. Looked at: requirements "));
  CHECK(run.exit == ExitCode::ok);
}

TEST_CASE("a clean catalogue is told from one in which there was nothing to look at") {
  const std::string withdrawn =
      "organizations: [{id: u, kind: university, name: {en: U}}]\n"
      "achievements:\n"
      "  - {id: c, organization: u, kind: course, name: {en: C}}\n"
      "  - {id: d, organization: u, kind: course, name: {en: D}, prerequisites: {id: p, holds: "
      "c}}\n"
      "  - {id: old, organization: u, kind: certificate, name: {en: O}, state: withdrawn,\n"
      "     requirement: {id: r, holds: c}}\n";
  const auto said = [&](const std::vector<std::string>& more, const std::string& text) {
    std::vector<std::string> words = {"lint", "--catalogue", "-"};
    words.insert(words.end(), more.begin(), more.end());
    return cairn_with(words, text).err;
  };
  CHECK(said({}, withdrawn) ==
        "Nothing found. Looked at: requirements 1, agreements 0, pathways 0.\n");
  CHECK(said({"--language", "ar"}, withdrawn).find("المتطلبات 1") != std::string::npos);
  CHECK(said({"--json"}, withdrawn) == "");
}

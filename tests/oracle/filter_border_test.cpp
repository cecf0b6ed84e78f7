// What passes each test of filters, fails it and sits on its border, as brute force reads section 5
// of docs/reference/requirements.md.
#include <doctest/doctest.h>

#include <functional>
#include <string>
#include <vector>

#include "oracle/nodes.h"
#include "oracle/story.h"

namespace cairn::oracle {
namespace {

using learning::Achievement;
using learning::Award;
using learning::AwardStatus;
using requirement::Filter;

// What one award must have to pass a filter.
struct FilterCase {
  std::string what;
  std::function<void(Filter&)> filter;
  std::function<void(Award&, Achievement&)> passing;
  std::function<void(Award&, Achievement&)> failing;
};

void check_borders(const std::vector<FilterCase>& cases) {
  for (const FilterCase& each : cases) {
    INFO(each.what);
    for (const bool pass : {true, false}) {
      Story story(node("s", requirement::Sum{requirement::Awards{1}, {}, with(each.filter)}));
      story.achievement("other", 1);
      story.award("w", 1);
      (pass ? each.passing : each.failing)(story.get().record.awards[0], story.of("w"));
      CHECK(story.distance() == (pass ? "(0, 0)" : "(0, 1)"));
    }
  }
}

const auto nothing = [](Award&, Achievement&) {};

TEST_CASE("each test of an achievement passes on its border and fails beyond") {
  const auto level = [](int value) {
    return [value](Award&, Achievement& of) { of.level = {"EQF", value}; };
  };
  check_borders({
      {"name", [](Filter& f) { f.achievements = {"w"}; }, nothing,
       [](Award& a, Achievement&) { a.achievement = AchievementId("other"); }},
      {"beginning", [](Filter& f) { f.achievements = {"oth*"}; },
       [](Award& a, Achievement&) { a.achievement = AchievementId("other"); }, nothing},
      {"everything", [](Filter& f) { f.achievements = {"*"}; }, nothing,
       [](Award& a, Achievement&) { a.achievement = AchievementId("unknown"); }},
      {"organization", [](Filter& f) { f.organizations = {OrganizationId("here")}; }, nothing,
       [](Award& a, Achievement&) { a.organization = OrganizationId("there"); }},
      {"kind", [](Filter& f) { f.kinds = {AchievementKind::course}; },
       [](Award&, Achievement& of) { of.kind = AchievementKind::course; }, nothing},
      {"subject",
       [](Filter& f) {
         f.subjects = {"law", "art"};
       },
       [](Award&, Achievement& of) {
         of.subjects = {"maths", "art"};
       },
       nothing},
      {"skill", [](Filter& f) { f.skills = {"urn:x"}; },
       [](Award&, Achievement& of) {
         of.outcomes = {{"o", {}, {{"urn:x", {}, {}}}}};
       },
       nothing},
      {"mode", [](Filter& f) { f.modes = {"online"}; },
       [](Award&, Achievement& of) { of.participation = "online"; }, nothing},
      {"lowest level",
       [](Filter& f) {
         f.level = {"EQF", 5, {}};
       },
       level(5), level(4)},
      {"highest level",
       [](Filter& f) {
         f.level = {"EQF", {}, 5};
       },
       level(5), level(6)},
      {"framework",
       [](Filter& f) {
         f.level = {"EQF", {}, {}};
       },
       level(1),
       [](Award&, Achievement& of) {
         of.level = {"other", 1};
       }},
  });
}

TEST_CASE("each test of codes, likewise") {
  using requirement::CodeRange;
  using requirement::CodeTest;
  const auto asked = [](const CodeTest& test) {
    return [test](Filter& f) { f.codes = {"X 1", test}; };
  };
  const auto coded = [](const char* code) {
    return [code](Award&, Achievement& of) { of.codes = {"X 2", code}; };
  };
  check_borders({
      {"code", asked("M 300"), coded("M 300"), coded("M 300H")},
      {"no code", asked(CodeRange{"M 1", {}}), coded("M 1"), nothing},
      {"beginning of a code", asked("M 3*"), coded("M 3"), coded("M 03")},
      {"first of a range", asked(CodeRange{"M 300", "M 499"}), coded("M 0300"), coded("M 299Z")},
      {"last of a range", asked(CodeRange{"M 300", "M 499"}), coded("M 499H-2"), coded("M 500")},
      {"prefix", asked(CodeRange{{}, "M 300"}), coded("M 7"), coded("N 7")},
      {"no number", asked(CodeRange{{}, "M300"}), coded("M0"), coded("M")},
      {"first with a letter", asked(CodeRange{"M 61B", {}}), coded("M 61B"), coded("M 61")},
      {"last with a letter", asked(CodeRange{{}, "M 61B"}), coded("M 61"), coded("M 61C")},
      {"numbers after numbers", asked(CodeRange{"18.9", "18.10"}), coded("18.10.1"),
       coded("18.11")},
  });
}

TEST_CASE("each test of attributes, likewise") {
  using requirement::AttributeTest;
  const auto asked = [](const AttributeTest& test) {
    return [test](Filter& f) { f.attributes = {{"x", {}, {}}, test}; };
  };
  const auto has = [](const char* name, const char* value) {
    return [name, value](Award&, Achievement& of) {
      of.attributes = {{"other", "9"}, {name, value}};
    };
  };
  const auto award_has = [](const char* name, const char* value) {
    return [name, value](Award& a, Achievement& of) {
      of.attributes = {{"depth", "1"}};
      a.attributes = {{name, value}};
    };
  };
  const AttributeTest named{"depth", {}, {}};
  const AttributeTest valued{"depth", {"B", "C"}, {}};
  const AttributeTest least{"depth", {}, Rational::create(3, 2).value()};
  check_borders({
      {"attribute", asked(named), has("depth", ""), nothing},
      {"attribute with a value", asked(named), has("depth", "0"), has("depths", "0")},
      {"value", asked(valued), has("depth", "C"), has("depth", "")},
      {"another value", asked(valued), has("depth", "B"), has("depth", "b")},
      {"number", asked(least), has("depth", "1.5"), has("depth", "1.49")},
      {"no number", asked(least), has("depth", "2"), has("depth", "two")},
      {"of the award", asked(valued), award_has("depth", "B"), award_has("lab", "B")},
      {"one of several", asked(least), award_has("depth", "3/2"), award_has("other", "3/2")},
  });
}

TEST_CASE("each test of costs, likewise") {
  using requirement::CostRange;
  const auto asked = [](const CostRange& range) { return [range](Filter& f) { f.cost = range; }; };
  const auto costs = [](std::int64_t minor) {
    return [minor](Award&, Achievement& of) { of.cost = {{1, "USD"}, {minor, "EUR"}}; };
  };
  const auto in_dollars = [](Award&, Achievement& of) { of.cost = {{20'000, "USD"}}; };
  check_borders({
      {"highest cost", asked({"EUR", {}, 20'000}), costs(20'000), costs(20'001)},
      {"lowest cost", asked({"EUR", 20'000, {}}), costs(20'000), costs(19'999)},
      {"for nothing", asked({"EUR", {}, 0}), costs(0), nothing},
      {"another currency", asked({"EUR", 1, 20'000}), costs(1), in_dollars},
  });
}

TEST_CASE("how it was assessed and quality labels, likewise") {
  check_borders({
      {"assessment",
       [](Filter& f) {
         f.assessments = {"exam", "project"};
       },
       [](Award&, Achievement& of) { of.assessment = "project"; }, nothing},
      {"assessment, as the award says", [](Filter& f) { f.assessments = {"exam"}; },
       [](Award& a, Achievement& of) {
         a.assessment = "exam";
         of.assessment = "project";
       },
       [](Award& a, Achievement& of) {
         a.assessment = "project";
         of.assessment = "exam";
       }},
      {"label on its first day", [](Filter& f) { f.labels = {"seal"}; },
       [](Award& a, Achievement& of) {
         of.labels = {{"seal", a.awarded, {}}};
       },
       [](Award& a, Achievement& of) {
         of.labels = {{"seal", a.awarded.plus_days(1), {}}};
       }},
      {"label on its last day", [](Filter& f) { f.labels = {"seal"}; },
       [](Award& a, Achievement& of) {
         of.labels = {{"seal", a.awarded.plus_days(-9), a.awarded}};
       },
       [](Award& a, Achievement& of) {
         of.labels = {{"seal", a.awarded.plus_days(-9), a.awarded.plus_days(-1)}};
       }},
  });
}

TEST_CASE("each test of an award, and any, all and none, pass on their border and fail beyond") {
  const auto graded = [](const char* value) {
    return [value](Award& award, Achievement&) { award.grade = points(value); };
  };
  const auto on = [](const char* day) {
    return [day](Award& award, Achievement&) { award.awarded = date(day); };
  };
  check_borders({
      {"grade", [](Filter& f) { f.grade = points("B"); }, graded("B"), graded("C")},
      {"no grade", [](Filter& f) { f.grade = points("F"); }, graded("F"), nothing},
      {"scale", [](Filter& f) { f.scales = {grade::ScaleId("points")}; }, graded("P"), nothing},
      {"study", [](Filter& f) { f.origins = {AwardOrigin::study}; }, nothing,
       [](Award& a, Achievement&) { a.status = AwardStatus::recognised; }},
      {"from",
       [](Filter& f) {
         f.awarded = {date("2026-05-01"), {}, {}};
       },
       on("2026-05-01"), on("2026-04-30")},
      {"until",
       [](Filter& f) {
         f.awarded = {{}, date("2026-05-01"), {}};
       },
       on("2026-05-01"), on("2026-05-02")},
      {"recency",
       [](Filter& f) {
         f.awarded = {{}, {}, 10};
       },
       on("2026-11-11"), on("2026-11-10")},
      {"any",
       [](Filter& f) {
         f.any = {with([](Filter& g) { g.modes = {"x"}; }), Filter{}};
       },
       nothing, [](Award& a, Achievement&) { a.status = AwardStatus::planned; }},
      {"all",
       [](Filter& f) {
         f.all = {with([](Filter& g) { g.grade = points("B"); }), Filter{}};
       },
       graded("A"), graded("C")},
      {"none", [](Filter& f) { f.none = {with([](Filter& g) { g.grade = points("B"); })}; },
       graded("C"), graded("B")},
  });
}

}  // namespace
}  // namespace cairn::oracle

// The worked examples of docs/reference/requirements.md, and what grants, refuses and sits on the
// border for each operator, as brute force reads that page (of filters: filter_border_test.cpp).
// Distances are (credit, missing leaves).
#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "oracle/brute_force.h"
#include "oracle/cases.h"
#include "oracle/nodes.h"
#include "oracle/story.h"

namespace cairn::oracle {
namespace {

using learning::Achievement;
using learning::Award;
using learning::AwardStatus;
using requirement::Exception;
using requirement::Filter;
using requirement::Node;

Node sum(const std::string& id, requirement::Quantity minimum, Filter filter = {}) {
  return node(id, requirement::Sum{std::move(minimum), {}, std::move(filter)});
}

Node awards(const std::string& id, int count, Filter filter = {}) {
  return sum(id, requirement::Awards{count}, std::move(filter));
}

// --- Section 17 ---

TEST_CASE("the worked example of roots") {
  Story story(all("all", {holds("a", "spreadsheets"), credit("b", 6)}));
  story.award("spreadsheets", 4);
  story.award("charts", 3);
  Award& view = story.award("charts-recognised", 3, "charts");
  view.status = AwardStatus::recognised;
  view.roots = {AwardId("charts")};
  CHECK(story.distance() == "(3, 1)");
  CHECK(story.answer().status == Status::incomplete);
}

TEST_CASE("the worked example of a limit and a condition") {
  Node core = credit("core", 12);
  core.limits.push_back({NodeId("prior"),
                         ects(6),
                         with([](Filter& f) { f.origins = {AwardOrigin::prior_learning}; }),
                         {}});
  const Filter upper = with([](Filter& f) { f.level = {"EQF", 6, {}}; });
  Story story(
      all("all", {core, node("upper", requirement::Applied{NodeId("core"), ects(6), upper})}));
  for (const char* id : {"p1", "p2"}) {
    story.award(id, 6).origin = AwardOrigin::prior_learning;
    story.of(id).level = {"EQF", 5};
  }
  CHECK(story.distance() == "(6, 2)");
  story.award("third", 6);
  story.of("third").level = {"EQF", 6};
  CHECK(story.distance() == "(0, 0)");
  story.get().record.awards.pop_back();
  story.requirement().rule = requirement::All{{credit("core", 12)}};
  CHECK(story.distance() == "(0, 0)");  // without the limit
}

TEST_CASE("the worked example of a double major") {
  Story story(all("all", {credit("maths", 60), credit("physics", 60)}));
  story.requirement().sharing.push_back(
      {NodeId("both"), {NodeId("maths"), NodeId("physics")}, {}, requirement::Awards{2}, 2});
  for (int i = 0; i < 7; ++i) story.award(name("w", i), 12);
  CHECK(story.distance() == "(12, 1)");
  story.award("w7", 12);
  CHECK(story.distance() == "(0, 0)");
}

// --- Sections 1 and 12 ---

TEST_CASE("an award counts from the day it was made to its last day") {
  Story story(credit("c", 3));
  Award& award = story.award("w", 3);
  award.awarded = date("2026-11-21");
  award.expires = date("2026-11-21");
  CHECK(story.distance() == "(0, 0)");
  award.awarded = date("2026-11-22");
  CHECK(story.distance() == "(3, 1)");
  award.awarded = date("2026-01-01");
  award.expires = date("2026-11-20");
  CHECK(story.distance() == "(3, 1)");
}

TEST_CASE("what is hoped for counts in the second pass") {
  Story story(credit("c", 3));
  Award& award = story.award("w", 3);
  award.status = AwardStatus::in_progress;
  award.awarded = date("2027-02-01");
  CHECK(story.answer().status == Status::complete_if_in_progress_passes);
  CHECK(story.distance() == "(3, 1)");
  award.status = AwardStatus::planned;
  CHECK(story.answer().status == Status::incomplete);
}

// --- Sections 2 to 4 ---

TEST_CASE("a replaced achievement meets what replaces it, and not the other way round") {
  Story story(holds("h", "new"));
  story.achievement("new", 5);
  story.achievement("old", 5).superseded_by = AchievementId("new");
  story.award("w", 5, "old");
  CHECK(story.distance() == "(0, 0)");
  story.requirement() = holds("h", "old");
  story.get().record.awards[0].achievement = AchievementId("new");
  CHECK(story.distance() == "(5, 1)");
}

TEST_CASE("a certificate is held, or its requirement satisfied instead") {
  Story story(holds("h", "certificate"));
  story.achievement("certificate", 9).requirement = all("all", {holds("a", "a"), holds("b", "b")});
  story.achievement("b", 4);
  story.award("a", 5);
  CHECK(story.distance() == "(4, 1)");
  story.award("w", 9, "certificate");
  CHECK(story.distance() == "(0, 0)");
}

TEST_CASE("at least n picks exactly n, so that a condition sees no more") {
  Story story(all("all", {node("some", requirement::AtLeast{1, {credit("x", 3), credit("y", 3)}}),
                          node("worth", requirement::Applied{NodeId("some"), ects(6), {}})}));
  story.award("v", 3);
  CHECK(story.distance() == "(0, 1)");
  story.award("w", 3);
  CHECK(story.distance() == "(0, 0)");  // both to the one that is picked
}

TEST_CASE("hours, awards and points have their own worth") {
  Story hours(sum("s", requirement::Hours{Rational(30)}));
  hours.award("w", 1);
  CHECK(hours.distance() == "(0, 1)");
  hours.of("w").workload_hours = 30;
  CHECK(hours.distance() == "(0, 0)");
  hours.of("w").workload_hours = 29;
  CHECK(hours.distance() == "(0, 1)");

  Story count(awards("s", 2));
  count.award("v", 0);
  CHECK(count.distance() == "(0, 1)");
  count.award("w", 0);
  CHECK(count.distance() == "(0, 0)");

  Story scored(node(
      "s", requirement::Points{Rational(3), {{Rational(1), {}}, {Rational(2), with([](Filter& f) {
                                                                   f.grade = points("B");
                                                                 })}}}));
  scored.award("v", 0);
  scored.award("w", 0).grade = points("C");
  CHECK(scored.distance() == "(0, 1)");
  scored.get().record.awards[1].grade = points("B");
  CHECK(scored.distance() == "(0, 0)");
}

TEST_CASE("a maximum keeps out what would be too much") {
  Story story(all("all", {node("a", requirement::Sum{ects(4), ects(5), {}}),
                          node("seen", requirement::Applied{NodeId("a"), ects(6), {}})}));
  story.award("v", 3);
  story.award("w", 3);
  CHECK(story.distance() == "(1, 2)");
  std::get<requirement::Sum>(std::get<requirement::All>(story.requirement().rule).children[0].rule)
      .maximum = ects(6);
  CHECK(story.distance() == "(0, 0)");
}

// --- Sections 6 to 8 ---

TEST_CASE("of several awards of one achievement the kept one alone counts") {
  using Keep = requirement::Repeats::Keep;
  Story story(all("all", {sum("s", ects(5), with([](Filter& f) { f.achievements = {"a"}; }))}));
  story.award("early", 3, "a").grade = points("B");
  Award& late = story.award("late", 5, "a");
  late.grade = points("C");
  late.awarded = date("2026-02-01");
  CHECK(story.distance() == "(0, 0)");
  const auto keep = [&](Keep which) {
    story.requirement().repeats = requirement::Repeats{which, grade::ScaleId("points")};
    return story.distance();
  };
  CHECK(keep(Keep::first) == "(2, 1)");
  CHECK(keep(Keep::last) == "(0, 0)");
  CHECK(keep(Keep::best) == "(2, 1)");
  late.roots = {AwardId("early")};
  CHECK(keep(Keep::first) == "(0, 0)");  // another view of the kept one
}

TEST_CASE("of a certificate and its parts either counts, or one kind alone") {
  using requirement::Stacked;
  Story story(credit("s", 9));
  story.award("p", 4);
  story.award("q", 4);
  story.award("whole", 6).roots = {AwardId("p"), AwardId("q")};
  story.award("copy", 3).roots = {AwardId("p")};
  CHECK(story.distance() == "(1, 1)");  // both parts
  story.requirement().stacked = Stacked::whole;
  CHECK(story.distance() == "(3, 1)");
  story.requirement().stacked = Stacked::parts;
  CHECK(story.distance() == "(1, 1)");
  story.get().record.awards[0].status = AwardStatus::revoked;
  CHECK(story.distance() == "(2, 1)");  // the copy and the other part
  story.get().record.awards[3].roots = {AwardId("p"), AwardId("q")};
  story.get().record.awards[1].status = AwardStatus::revoked;
  CHECK(story.distance() == "(3, 1)");  // no part is left, and the copy is of the whole
}

TEST_CASE("the worked example of a split course") {
  Story story(all("all", {credit("statistics", 3), credit("free", 1)}));
  story.award("course", 4);
  const auto split_by = [&](int step) {
    story.requirement().split = requirement::Split{ects(step), {}};
    return story.distance();
  };
  CHECK(story.distance() == "(1, 1)");
  CHECK(split_by(1) == "(0, 0)");
  CHECK(split_by(2) == "(1, 1)");
  CHECK(split_by(3) == "(1, 1)");
}

TEST_CASE("the pieces of what stands on one root are no more than it") {
  Story story(all("all", {credit("a", 3), credit("b", 3)}));
  story.requirement().split = requirement::Split{ects(1), {}};
  story.award("course", 4);
  story.award("copy", 4).roots = {AwardId("course")};
  CHECK(story.distance() == "(2, 1)");
  story.get().record.awards[1].roots.clear();
  CHECK(story.distance() == "(0, 0)");
}

TEST_CASE("a limit holds for each value of its key by itself") {
  Node leaf = credit("s", 9);
  leaf.limits.push_back({NodeId("l"), ects(3), {}, requirement::Key::organization});
  Story story(leaf);
  story.award("u", 3);
  story.award("v", 3);
  story.award("w", 3);
  CHECK(story.distance() == "(6, 1)");
  story.get().record.awards[2].organization = OrganizationId("there");
  CHECK(story.distance() == "(3, 1)");
  story.requirement().limits[0].at_most = ects(6);
  CHECK(story.distance() == "(0, 0)");
  story.requirement().limits[0].at_most = requirement::Awards{1};
  CHECK(story.distance() == "(3, 1)");
}

TEST_CASE("an award is shared so often, by so many nodes and so much credit") {
  Story story(all("all", {awards("a", 1), awards("b", 1), awards("c", 1)}));
  story.award("w", 4);
  CHECK(story.distance() == "(0, 2)");
  auto& rules = story.requirement().sharing;
  rules.push_back({NodeId("s"), {NodeId("a"), NodeId("b"), NodeId("c")}, {}, {}, 2});
  CHECK(story.distance() == "(0, 1)");
  rules[0].times = 3;
  CHECK(story.distance() == "(0, 0)");
  rules[0].at_most = ects(8);
  CHECK(story.distance() == "(0, 0)");
  rules[0].at_most = ects(7);
  CHECK(story.distance() == "(0, 1)");
  rules[0].where.modes = {"online"};
  CHECK(story.distance() == "(0, 2)");
}

// --- Sections 9 and 10 ---

TEST_CASE("a fact is what the record states, as a text or a number") {
  Story story(node("f", requirement::Fact{"hours", {"many"}, Rational(20)}));
  CHECK(story.distance() == "(0, 1)");
  for (const char* enough : {"20", "41/2", "many"}) {
    story.fact("hours", enough);
    CHECK(story.distance() == "(0, 0)");
  }
  for (const char* refused : {"19.9", "few", "twenty"}) {
    story.fact("hours", refused);
    CHECK(story.distance() == "(0, 1)");
  }
}

TEST_CASE("a branch stands for the child that its fact selects") {
  Story story(node("w", requirement::When{{"route", {"old"}, {}}, {credit("a", 3)}}));
  CHECK(story.distance() == "(0, 0)");  // no else
  story.fact("route", "old");
  CHECK(story.distance() == "(3, 1)");
  story.requirement().rule =
      requirement::When{{"route", {"new"}, {}}, {credit("a", 3), credit("b", 5)}};
  CHECK(story.distance() == "(5, 1)");
}

TEST_CASE("the same provider, achievement or subject") {
  Story story(node("s", requirement::Same{requirement::Key::organization, {credit("c", 6)}}));
  CHECK(story.distance() == "(6, 1)");
  story.award("v", 3);
  story.award("w", 3);
  story.of("v").subjects = {"law", "art"};
  story.of("w").subjects = {"art"};
  CHECK(story.distance() == "(0, 0)");
  story.get().record.awards[1].organization = OrganizationId("there");
  CHECK(story.distance() == "(3, 1)");
  std::get<requirement::Same>(story.requirement().rule).key = requirement::Key::subject;
  CHECK(story.distance() == "(0, 0)");
  story.of("w").subjects = {"maths"};
  CHECK(story.distance() == "(3, 1)");
}

TEST_CASE("conditions look once at each award that is applied") {
  const NodeId in("c");
  const auto distinct = [&](requirement::Key key, int minimum) {
    return node("cond", requirement::Distinct{in, key, minimum, {}});
  };
  Story story(all("all", {credit("c", 6), distinct(requirement::Key::organization, 2)}));
  story.award("v", 3).grade = points("A");
  story.award("w", 3).grade = points("C");
  CHECK(story.distance() == "(0, 1)");
  story.get().record.awards[1].organization = OrganizationId("there");
  CHECK(story.distance() == "(0, 0)");

  const auto with_average = [&](const char* minimum, const char* system) {
    auto& condition = std::get<requirement::All>(story.requirement().rule).children[1];
    condition = node("cond", requirement::Average{in,
                                                  grade::ScaleId("points"),
                                                  credit::SystemId(system),
                                                  Rational::parse(minimum).value(),
                                                  {}});
    return story.distance();
  };
  CHECK(with_average("3", "") == "(0, 0)");
  CHECK(with_average("3.01", "") == "(0, 1)");
  story.award("x", 6).grade = points("A");  // 6 of A are enough, and better than anything else
  CHECK(story.distance() == "(0, 0)");
  CHECK(with_average("1", "units") == "(0, 1)");  // nothing has credit there
}

TEST_CASE("what is shared is applied twice and looked at once") {
  Story story(all("all", {awards("a", 1), awards("b", 1),
                          node("cond", requirement::Applied{NodeId("all"), ects(8), {}})}));
  story.requirement().sharing.push_back({NodeId("s"), {NodeId("a"), NodeId("b")}, {}, {}, 2});
  story.award("w", 4);
  CHECK(story.distance() == "(0, 1)");
}

requirement::Share share_of_credit(int numerator, int denominator) {
  return {Rational::create(numerator, denominator).value(),
          requirement::unit_of(requirement::Quantity(ects(0)))};
}

Filter made_here() {
  return with([](Filter& filter) { filter.organizations = {OrganizationId("here")}; });
}

TEST_CASE("a share is a part of all that is applied, whatever passes") {
  Story story(all(
      "all", {credit("c", 8), node("cond", requirement::Applied{NodeId("c"), share_of_credit(1, 4),
                                                                made_here()})}));
  CHECK(story.distance() == "(8, 2)");  // of nothing, nothing is a share
  story.award("far", 6).organization = OrganizationId("there");
  CHECK(story.distance() == "(2, 2)");
  story.award("near", 2);
  CHECK(story.distance() == "(0, 0)");
  story.get().record.awards[0].credit = {ects(7)};
  CHECK(story.distance() == "(0, 1)");
}

TEST_CASE("a limit that is a share is exceeded by more than its part of what is applied") {
  Node leaf = credit("s", 9);
  leaf.limits.push_back({NodeId("l"), share_of_credit(1, 2), made_here(), {}});
  Story story(leaf);
  story.award("near", 6);
  CHECK(story.distance() == "(9, 1)");
  story.award("far", 6).organization = OrganizationId("there");
  CHECK(story.distance() == "(0, 0)");
  story.get().record.awards[1].credit = {ects(5)};
  CHECK(story.distance() == "(4, 1)");
}

TEST_CASE("the last so much is whole days of whole awards") {
  Node condition = node("cond", requirement::Applied{NodeId("c"), ects(6), made_here(), ects(9)});
  Story story(all("all", {awards("c", 3), condition}));
  story.award("near", 6).awarded = date("2025-01-01");
  for (const char* id : {"far", "farther"}) {
    Award& award = story.award(id, 4);
    award.organization = OrganizationId("there");
    award.awarded = date("2025-07-01");
  }
  CHECK(story.distance() == "(0, 0)");  // 8 are later, so the 6 reach over the border
  story.get().record.awards[1].credit = {ects(5)};
  CHECK(story.distance() == "(0, 1)");  // 9 are later
  story.get().record.awards[0].awarded = date("2025-07-01");
  CHECK(story.distance() == "(0, 0)");  // none is, on their day
}

TEST_CASE("what is applied elsewhere too is not unshared") {
  Node condition = node("cond", requirement::Applied{NodeId("a"), ects(4), {}, {}, true});
  Story story(all("all", {awards("a", 1), awards("b", 1), condition}));
  story.requirement().sharing.push_back({NodeId("s"), {NodeId("a"), NodeId("b")}, {}, {}, 2});
  story.award("v", 4);
  CHECK(story.distance() == "(0, 1)");
  story.award("w", 1);
  CHECK(story.distance() == "(0, 0)");  // v at a, w at b
  story.get().record.awards[0].credit = {ects(3)};
  CHECK(story.distance() == "(0, 1)");  // what b has is not a's alone
}

// --- Sections 14 and 15 ---

TEST_CASE("exceptions change their node on their days") {
  Story story(all("all", {credit("a", 6), holds("b", "b")}));
  story.achievement("b", 5);
  Award& award = story.award("w", 4);
  CHECK(story.distance() == "(7, 2)");
  Exception& waive = story.exception(Exception::Kind::waive, "goal/b");
  CHECK(story.distance() == "(2, 1)");
  waive.until = date("2026-11-21");
  CHECK(story.distance() == "(2, 1)");
  waive.until = date("2026-11-20");
  CHECK(story.distance() == "(7, 2)");
  story.exception(Exception::Kind::substitute, "goal/b").award = award.id;
  CHECK(story.distance() == "(6, 1)");
  story.exception(Exception::Kind::block, "goal/all").award = award.id;
  CHECK(story.distance() == "(11, 2)");
  story.exception(Exception::Kind::adjust, "goal/a").value = Rational(4);
  CHECK(story.distance() == "(5, 1)");
  story.exception(Exception::Kind::waive, "goal");
  CHECK(story.distance() == "(0, 0)");
}

TEST_CASE("prerequisites reserve nothing from each other") {
  Story story(credit("c", 1));
  Achievement& goal = story.get().catalogue.achievements[0];
  goal.prerequisites = all("all", {credit("x", 3), credit("y", 4)});
  story.award("w", 3);
  CHECK(story.text(*story.answer().prerequisites) == "(1, 1)");
  CHECK(story.answer().status == Status::complete);
}

}  // namespace
}  // namespace cairn::oracle

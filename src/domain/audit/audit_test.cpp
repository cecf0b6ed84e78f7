#include "domain/audit/audit.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace cairn::audit {
namespace {

using learning::Achievement;
using learning::Award;
using learning::AwardStatus;
using requirement::Node;

Rational exact(const char* text) { return Rational::parse(text).value(); }

Node all(const char* id, std::vector<Node> children) {
  return {NodeId(id), {}, requirement::All{std::move(children)}};
}
Node at_least(const char* id, int count, std::vector<Node> children) {
  return {NodeId(id), {}, requirement::AtLeast{count, std::move(children)}};
}
Node holds(const char* id, const char* achievement) {
  return {NodeId(id), {}, requirement::Holds{AchievementId(achievement)}};
}
Node credit(const char* id, const char* minimum, std::vector<std::string> from = {}) {
  requirement::Sum sum;
  sum.minimum = credit::Amount{exact(minimum), credit::SystemId("ects")};
  sum.filter.achievements = std::move(from);
  return {NodeId(id), {}, std::move(sum)};
}

Achievement achievement(const char* id, const char* amount) {
  Achievement made;
  made.id = AchievementId(id);
  made.organization = OrganizationId("college");
  made.credit = {{exact(amount), credit::SystemId("ects")}};
  return made;
}
Achievement stacked(const char* id, const char* amount, Node requirement) {
  Achievement made = achievement(id, amount);
  made.requirement = std::move(requirement);
  return made;
}

Award award(const char* id, const char* of, const char* amount) {
  Award made;
  made.id = AwardId(id);
  made.achievement = AchievementId(of);
  made.organization = OrganizationId("college");
  made.credit = {{exact(amount), credit::SystemId("ects")}};
  made.awarded = Date::parse("2026-01-31").value();
  return made;
}

learning::Catalogue catalogue(std::vector<Achievement> achievements) {
  learning::Catalogue made;
  made.achievements = std::move(achievements);
  return made;
}

Audit audit_on(const char* day, const learning::Catalogue& catalogue, std::vector<Award> awards) {
  const auto programme = Programme::compile(AchievementId("goal"), catalogue);
  REQUIRE(programme.has_value());
  auto audit = evaluate(*programme, {std::move(awards)}, {Date::parse(day).value()});
  REQUIRE(audit.has_value());
  return *audit;
}

Audit audit(const learning::Catalogue& catalogue, std::vector<Award> awards) {
  return audit_on("2026-11-21", catalogue, std::move(awards));
}

std::string refusal(const learning::Catalogue& catalogue) {
  const auto programme = Programme::compile(AchievementId("goal"), catalogue);
  return programme ? "compiled" : describe(programme.error());
}

learning::Catalogue two_of_three() {
  return catalogue({stacked("goal", "10", all("r", {holds("x", "a"), credit("y", "6")})),
                    achievement("a", "4"), achievement("b", "3"), achievement("c", "3")});
}

TEST_CASE("an award fills one leaf only") {
  CHECK(audit(two_of_three(), {award("1", "a", "4"), award("2", "b", "3"), award("3", "c", "3")})
            .status == Status::complete);
  const Audit short_of = audit(two_of_three(), {award("1", "a", "4"), award("2", "b", "3")});
  CHECK(short_of.status == Status::incomplete);
  CHECK(short_of.distance.credit == Rational(3));
  CHECK(short_of.distance.missing == 1);
  CHECK(short_of.bound == short_of.distance);
}

TEST_CASE("a greedy that feeds the first leaf from whatever fits would fail here") {
  const auto c = catalogue({stacked("goal", "8", all("r", {credit("a", "4"), holds("b", "x")})),
                            achievement("x", "4"), achievement("y", "4")});
  const Audit done = audit(c, {award("1", "x", "4"), award("2", "y", "4")});
  CHECK(done.status == Status::complete);
  CHECK(done.nodes[2].applied == std::vector<AwardId>{AwardId("2")});
  CHECK(done.nodes[3].applied == std::vector<AwardId>{AwardId("1")});
}

TEST_CASE("two awards with one id are refused, whatever their status") {
  const auto college = catalogue({achievement("a", "4"), stacked("goal", "4", holds("r", "a"))});
  for (const AwardStatus status : {AwardStatus::earned, AwardStatus::in_progress}) {
    learning::Record record;
    record.awards = {award("1", "a", "4"), award("2", "a", "4"), award("1", "a", "4")};
    record.awards.back().status = status;
    const auto programme = Programme::compile(AchievementId("goal"), college);
    const auto audit = evaluate(*programme, record, {Date::parse("2026-06-30").value()});
    REQUIRE_FALSE(audit);
    CHECK(audit.error().message == "two awards of the record have the same id");
    CHECK(audit.error().where == "1");
  }
}

TEST_CASE("views share the capacity of their roots") {
  const auto c = catalogue({stacked("goal", "6", all("r", {holds("a", "x"), holds("b", "y")})),
                            achievement("x", "3"), achievement("y", "3")});
  Award view = award("2", "y", "3");
  view.status = AwardStatus::recognised;
  view.roots = {AwardId("1")};
  const Audit once = audit(c, {award("1", "x", "3"), view});
  CHECK(once.status == Status::incomplete);
  CHECK(once.distance.credit == Rational(3));
  REQUIRE(once.reasons.size() == 1);
  CHECK(once.reasons[0].code == ReasonCode::conflict);
  CHECK(once.reasons[0].nodes == std::vector<int>{2, 3});
  CHECK(once.reasons[0].awards == std::vector<AwardId>{AwardId("1"), AwardId("2")});
  view.roots = {AwardId("elsewhere")};
  CHECK(audit(c, {award("1", "x", "3"), view}).status == Status::complete);
}

TEST_CASE("an award counts up to and including its last day, and not before it is made") {
  const auto c = catalogue({stacked("goal", "4", holds("r", "x")), achievement("x", "4")});
  Award dated = award("1", "x", "4");
  dated.expires = Date::parse("2026-06-30").value();
  CHECK(audit_on("2026-06-30", c, {dated}).status == Status::complete);
  const Audit late = audit_on("2026-07-01", c, {dated});
  CHECK(late.status == Status::incomplete);
  REQUIRE(late.reasons.size() == 1);
  CHECK(late.reasons[0].code == ReasonCode::expired);
  CHECK(audit_on("2026-01-31", c, {dated}).status == Status::complete);
  CHECK(audit_on("2026-01-30", c, {dated}).reasons.at(0).code == ReasonCode::not_yet);
  dated.status = AwardStatus::revoked;
  CHECK(audit_on("2026-03-01", c, {dated}).reasons.at(0).code == ReasonCode::revoked);
}

TEST_CASE("what is in progress completes only under the assumption that it passes") {
  Award hoped = award("3", "c", "3");
  hoped.status = AwardStatus::in_progress;
  hoped.awarded = Date::parse("2027-02-01").value();
  const Audit if_passed =
      audit(two_of_three(), {award("1", "a", "4"), award("2", "b", "3"), hoped});
  CHECK(if_passed.status == Status::complete_if_in_progress_passes);
  CHECK(if_passed.assumed == std::vector<AwardId>{AwardId("3")});
  CHECK(if_passed.distance.credit == Rational(3));
  CHECK(if_passed.nodes[0].status == NodeStatus::satisfied_if_in_progress_passes);
  hoped.status = AwardStatus::planned;
  CHECK(audit(two_of_three(), {award("1", "a", "4"), award("2", "b", "3"), hoped}).status ==
        Status::incomplete);
}

TEST_CASE("a certificate on the way is met by holding it or by its own requirement") {
  const auto c = catalogue(
      {stacked("goal", "12", all("r", {holds("cert", "certificate"), credit("free", "3")})),
       stacked("certificate", "6", all("r", {holds("x", "x"), holds("y", "y")})),
       achievement("x", "3"), achievement("y", "3"), achievement("z", "3")});
  const Audit by_parts =
      audit(c, {award("1", "x", "3"), award("2", "y", "3"), award("3", "z", "3")});
  CHECK(by_parts.status == Status::complete);
  Award earned = award("4", "certificate", "6");
  CHECK(audit(c, {earned, award("3", "z", "3")}).status == Status::complete);
  earned.roots = {AwardId("1"), AwardId("2")};
  const Audit absorbed = audit(c, {award("1", "x", "3"), award("2", "y", "3"), earned});
  CHECK(absorbed.status == Status::incomplete);
  CHECK(absorbed.distance.credit == Rational(3));
  CHECK(audit(c, {earned, award("1", "x", "3")}).status == Status::incomplete);
  const auto programme = Programme::compile(AchievementId("goal"), c);
  REQUIRE(programme.has_value());
  CHECK(programme->nodes()[4].id == NodeId("goal/cert/x"));
}

TEST_CASE("at least n takes the nearest children and reserves nothing for the others") {
  const auto c = catalogue(
      {stacked("goal", "9", at_least("r", 2, {holds("a", "x"), credit("b", "5"), holds("c", "y")})),
       achievement("x", "3"), achievement("y", "2")});
  const Audit one = audit(c, {award("1", "x", "3")});
  CHECK(one.distance.credit == Rational(2));
  CHECK(one.distance.missing == 1);
  CHECK(audit(c, {award("1", "x", "3"), award("2", "y", "2")}).status == Status::complete);
}

TEST_CASE("what replaces an achievement is met by what it replaced") {
  auto old = achievement("old", "4");
  old.superseded_by = AchievementId("newer");
  auto newer = achievement("newer", "4");
  newer.superseded_by = AchievementId("newest");
  const auto c = catalogue(
      {stacked("goal", "4", holds("r", "newest")), old, newer, achievement("newest", "4")});
  CHECK(audit(c, {award("1", "old", "4")}).status == Status::complete);
  const auto back =
      catalogue({stacked("goal", "4", holds("r", "old")), old, newer, achievement("newest", "4")});
  CHECK(audit(back, {award("1", "newest", "4")}).status == Status::incomplete);
}

TEST_CASE("fractions add up exactly") {
  const auto c = catalogue({stacked("goal", "1", credit("r", "1")), achievement("x", "1/3")});
  const auto thirds = [&](int count) {
    std::vector<Award> awards;
    for (int i = 0; i < count; ++i) awards.push_back(award(std::to_string(i).c_str(), "x", "1/3"));
    return audit(c, awards);
  };
  CHECK(thirds(3).status == Status::complete);
  CHECK(thirds(2).distance.credit == exact("1/3"));
}

// Of 60 steps 23 are four pieces, and 30 two.
TEST_CASE("a share counts an award by all its pieces, however many") {
  const credit::Amount one{Rational(1), credit::SystemId("ects")};
  requirement::Applied mostly;
  mostly.in = NodeId("three");
  mostly.minimum =
      requirement::Share{exact("1/2"), {requirement::Unit::Measure::credit, one.system}};
  mostly.where.achievements = {"big"};
  Node rule = all("r", {all("three", {credit("a", "23", {"big"}), credit("b", "30", {"big"}),
                                      credit("c", "20", {"small"})}),
                        credit("rest", "7", {"big"}),
                        {NodeId("most"), {}, mostly}});
  rule.split = requirement::Split{one, {}};
  const auto degree = catalogue({achievement("big", "60"), achievement("small", "20"),
                                 stacked("goal", "80", std::move(rule))});
  const Audit audited = audit(degree, {award("w1", "big", "60"), award("w2", "small", "20")});
  CHECK(audited.status == Status::complete);
  const auto programme = Programme::compile(AchievementId("goal"), degree);
  const int most = programme->tree().find("goal/most");
  REQUIRE(most >= 0);
  CHECK(audited.nodes[static_cast<std::size_t>(most)].have == exact("53/73"));
}

TEST_CASE("prerequisites are reported and reserve nothing") {
  auto goal = stacked("goal", "4", holds("r", "x"));
  goal.prerequisites = all("p", {holds("a", "x"), credit("b", "4"), holds("c", "y")});
  const Audit done = audit(catalogue({goal, achievement("x", "4"), achievement("y", "4")}),
                           {award("1", "x", "4")});
  CHECK(done.status == Status::complete);
  REQUIRE(done.prerequisites.size() == 4);
  CHECK(done.prerequisites[0].status == NodeStatus::unsatisfied);
  CHECK(done.prerequisites[1].status == NodeStatus::satisfied);
  CHECK(done.prerequisites[2].status == NodeStatus::satisfied);
  CHECK(done.prerequisites[3].status == NodeStatus::unsatisfied);
}

TEST_CASE("out of budget is undecided, with a bound") {
  std::vector<Node> leaves;
  std::vector<Award> awards;
  for (int i = 0; i < 12; ++i) leaves.push_back(credit(("l" + std::to_string(i)).c_str(), "7"));
  for (int i = 0; i < 24; ++i)
    awards.push_back(award(std::to_string(10 + i).c_str(), "x", i < 12 ? "3" : "4"));
  const auto c =
      catalogue({stacked("goal", "84", all("r", std::move(leaves))), achievement("x", "3")});
  const auto programme = Programme::compile(AchievementId("goal"), c);
  REQUIRE(programme.has_value());
  const auto none = evaluate(*programme, {awards}, {Date::parse("2026-11-21").value(), 0});
  REQUIRE(none.has_value());
  CHECK(none->status == Status::undecided);
  CHECK(none->bound.is_zero());
  CHECK(none->reasons.back().code == ReasonCode::out_of_budget);
  const auto enough = evaluate(*programme, {awards}, {Date::parse("2026-11-21").value()});
  CHECK(enough->status == Status::complete);
}

TEST_CASE("what cannot be meant is refused with its place") {
  CHECK(refusal(catalogue({stacked("goal", "1", holds("r", "ghost"))})) ==
        "no achievement \"ghost\" is in the catalogue (at goal/r)");
  CHECK(refusal(catalogue({stacked("goal", "1", at_least("r", 3, {holds("a", "goal")}))})) ==
        "impossible: at least 3 of 1; expected 1 to 1 (at goal/r)");
  CHECK(refusal(catalogue(
            {stacked("goal", "1", holds("r", "b")), stacked("b", "1", holds("r", "goal"))})) ==
        "a requirement rests on itself: \"goal\" needs \"b\" needs \"goal\" (at goal/r/r)");
  CHECK(refusal(catalogue({stacked("goal", "1", credit("r", "0"))})) ==
        "impossible: a minimum of 0 credit; expected more than 0 (at goal/r)");
  CHECK(
      refusal(catalogue({stacked("goal", "1", credit("r", "2", {"x"})), achievement("x", "0")})) ==
      "impossible: none of the achievements named has credit in \"ects\" (at goal/r)");
  CHECK(refusal(catalogue({stacked("goal", "1", all("r", {holds("a", "x"), holds("a", "x")})),
                           achievement("x", "1")})) ==
        "two nodes have this id; ids are unique in a requirement (at goal/a)");
}

TEST_CASE("prerequisites that wait for each other are refused, unless there is a way around") {
  auto a = achievement("a", "1");
  auto b = achievement("b", "1");
  a.prerequisites = holds("p", "b");
  b.prerequisites = holds("p", "a");
  CHECK(refusal(catalogue({stacked("goal", "1", holds("r", "a")), a, b})) ==
        "prerequisites wait for each other, so nobody can start: \"a\" before \"b\" before \"a\" "
        "(at a/prerequisites)");
  b.prerequisites = at_least("p", 1, {holds("x", "a"), holds("y", "c")});
  CHECK(refusal(catalogue({stacked("goal", "1", holds("r", "a")), a, b, achievement("c", "1")})) ==
        "compiled");
}

}  // namespace
}  // namespace cairn::audit

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "domain/plan/plan.h"

using namespace cairn;
using namespace cairn::plan;
using learning::Achievement;
using learning::Award;
using learning::AwardStatus;
using learning::Offering;
using requirement::Node;

namespace {

Date day(int number) { return Date::parse("2026-11-23").value().plus_days(number); }
credit::Amount ects(int value) { return {Rational(value), credit::SystemId("ects")}; }
Node holds(const char* id, const char* achievement) {
  return {NodeId(id), {}, requirement::Holds{AchievementId(achievement)}};
}
Node all(const char* id, std::vector<Node> children) {
  return {NodeId(id), {}, requirement::All{std::move(children)}};
}
Node any(const char* id, std::vector<Node> children) {
  return {NodeId(id), {}, requirement::AtLeast{1, std::move(children)}};
}

// One organization, a goal "goal", and courses of two weeks at six hours for 100 EUR.
struct World1 {
  learning::Catalogue catalogue;
  std::vector<recognition::Agreement> agreements;
  learning::Record record;
  Request request;

  World1() {
    for (const char* id : {"uni", "academy"}) {
      catalogue.organizations.emplace_back().id = OrganizationId(id);
      catalogue.organizations.back().credit_system = credit::SystemId("ects");
    }
    request.goal = AchievementId("goal");
    request.start = day(0);
    request.weekly_hours = 10;
  }
  Achievement& achievement(const char* id) {
    Achievement& made = catalogue.achievements.emplace_back();
    made.id = AchievementId(id);
    made.organization = OrganizationId("uni");
    made.credit = {ects(3)};
    return made;
  }
  Offering& offering(const char* id, const char* of) {
    Offering& made = catalogue.offerings.emplace_back();
    made.id = OfferingId(id);
    made.achievement = AchievementId(of);
    made.organization = OrganizationId("uni");
    made.price = {10'000, "EUR"};
    made.weeks = 2;
    made.hours_per_week = 6;
    return made;
  }
  Achievement& course(const char* id) {
    offering(id, id);
    return achievement(id);
  }
  Achievement& goal(Node requirement) {
    Achievement& made = achievement("goal");
    made.requirement = std::move(requirement);
    return made;
  }
  // Of an agreement by which the academy's learning counts at the university without being asked.
  recognition::Term& automatic_term() {
    recognition::Agreement& agreement = agreements.emplace_back();
    agreement.id = AgreementId("agreement");
    agreement.sender = OrganizationId("academy");
    agreement.receiver = OrganizationId("uni");
    agreement.valid_from = day(-10);
    agreement.automatic = true;
    recognition::Term& term = agreement.terms.emplace_back();
    term.id = "t";
    return term;
  }
  Award& award(const char* id, const char* of) {
    Award& made = record.awards.emplace_back();
    made.id = AwardId(id);
    made.achievement = AchievementId(of);
    made.organization = OrganizationId("uni");
    made.credit = {ects(3)};
    made.awarded = day(-100);
    return made;
  }
  Plan plan(Objective objective = Objective::cheapest) const {
    Request asked = request;
    asked.objective = objective;
    const auto made = make_plan(asked, record, {catalogue, agreements});
    if (!made) MESSAGE(describe(made.error()));
    REQUIRE(made);
    return *made;
  }
  std::string error() const {
    const auto made = make_plan(request, record, {catalogue, agreements});
    return made ? "accepted" : describe(made.error());
  }
  Obstacle::Kind obstacle() const {
    const Plan made = plan();
    CHECK(made.status == Status::infeasible);
    REQUIRE(made.obstacles.size() >= 1);
    return made.obstacles.back().kind;
  }
};

}  // namespace

TEST_CASE("a prerequisite is over before the step that needs it starts") {
  World1 world;
  world.course("a");
  world.course("b").prerequisites = holds("p", "a");
  world.goal(holds("g", "b"));
  const Plan plan = world.plan();
  CHECK(plan.status == Status::optimal);
  REQUIRE(plan.steps.size() == 2);
  CHECK(plan.steps[0].end == day(13));
  CHECK(plan.steps[1].start == day(14));
  CHECK(plan.totals.finish == day(27));
  CHECK(plan.totals.weeks == 4);
  CHECK(plan.totals.price == credit::Money{20'000, "EUR"});
  REQUIRE(plan.steps[0].uses.size() == 1);
  CHECK(plan.steps[0].uses[0].kind == Use::Kind::prerequisite);
  CHECK(plan.steps[0].uses[0].achievement == AchievementId("b"));
  CHECK(plan.steps[1].uses[0].node == NodeId("goal/g"));
}

TEST_CASE("steps run side by side up to the weekly hours, and not one hour more") {
  World1 world;
  world.course("a");
  world.course("b");
  world.goal(all("g", {holds("x", "a"), holds("y", "b")}));
  world.request.weekly_hours = 12;
  CHECK(world.plan().totals.weeks == 2);
  world.request.weekly_hours = 11;
  CHECK(world.plan().totals.weeks == 4);
  world.request.weekly_hours = 6;
  CHECK(world.plan().totals.weeks == 4);
  world.request.weekly_hours = 5;
  CHECK(world.obstacle() == Obstacle::Kind::too_heavy);
}

TEST_CASE("offerings start on their dates only, the first day included") {
  World1 world;
  world.course("a");
  world.goal(holds("g", "a"));
  world.catalogue.offerings[0].starts = {day(-7), day(0)};
  CHECK(world.plan().steps[0].start == day(0));
  world.catalogue.offerings[0].starts = {day(-1), day(9)};
  CHECK(world.plan().steps[0].start == day(9));
  CHECK(world.plan().totals.weeks == 4);  // 23 days
  world.catalogue.offerings[0].starts = {day(-1)};
  CHECK(world.obstacle() == Obstacle::Kind::no_start);
}

TEST_CASE("cheapest and fastest differ where money buys time, and ties go to the next number") {
  World1 world;
  world.course("a");
  world.goal(holds("g", "a"));
  Offering& quick = world.offering("quick", "a");
  quick.weeks = 1;
  quick.price.minor = 30'000;
  CHECK(world.plan(Objective::cheapest).steps[0].offering == OfferingId("a"));
  CHECK(world.plan(Objective::fastest).steps[0].offering == OfferingId("quick"));
  world.catalogue.offerings[1].price.minor = 10'000;
  CHECK(world.plan(Objective::cheapest).steps[0].offering == OfferingId("quick"));
}

TEST_CASE("what is held is not taken again, what has expired is") {
  World1 world;
  world.course("a");
  world.goal(holds("g", "a"));
  Award& held = world.award("r", "a");
  CHECK(world.plan().status == Status::optimal);
  CHECK(world.plan().steps.empty());
  CHECK(world.plan().totals.finish == day(0));
  held.expires = day(0);
  CHECK(world.plan().steps.empty());
  held.expires = day(-1);
  CHECK(world.plan().steps.size() == 1);
  held.expires.reset();
  held.status = AwardStatus::revoked;
  CHECK(world.plan().steps.size() == 1);
}

TEST_CASE("an award that ends before the plan finishes does not count for it") {
  World1 world;
  world.course("a");
  world.course("b");
  world.goal(any("g", {all("x", {holds("x1", "a"), holds("x2", "b")}), holds("y", "c")}));
  world.course("c");
  world.catalogue.offerings.back().price.minor = 15'000;
  Award& held = world.award("r", "a");
  held.expires = day(13);  // b ends on this day
  CHECK(world.plan().totals.price.minor == 10'000);
  held.expires = day(12);
  CHECK(world.plan().totals.price.minor == 15'000);
}

TEST_CASE("awards in progress are taken as passed, and listed") {
  World1 world;
  world.course("a");
  world.course("b").prerequisites = holds("p", "a");
  world.goal(holds("g", "b"));
  world.award("r", "a").status = AwardStatus::in_progress;
  const Plan plan = world.plan();
  CHECK(plan.steps.size() == 1);
  CHECK(plan.assumed == std::vector{AwardId("r")});
}

TEST_CASE("an automatic agreement gives a view that cannot count beside its root") {
  World1 world;
  world.course("uni-sql");
  world.course("academy-sql").organization = OrganizationId("academy");
  world.catalogue.offerings[0].price.minor = 50'000;
  world.goal(holds("g", "uni-sql"));
  recognition::Term& term = world.automatic_term();
  term.from = {{AchievementId("academy-sql")}};
  term.grant.achievement = AchievementId("uni-sql");
  term.grant.credit = ects(1);
  Plan plan = world.plan();
  REQUIRE(plan.steps.size() == 1);
  CHECK(plan.steps[0].offering == OfferingId("academy-sql"));
  CHECK(plan.steps[0].uses[0].agreement == AgreementId("agreement"));
  CHECK(plan.steps[0].uses[0].achievement == AchievementId("uni-sql"));

  world.catalogue.achievements.back().requirement =
      all("g", {holds("x", "uni-sql"), holds("y", "academy-sql")});
  CHECK(world.plan().steps.size() == 2);  // one root, so both are taken
  world.catalogue.achievements.back().requirement = holds("g", "uni-sql");
  world.agreements[0].automatic = false;
  CHECK(world.plan().steps[0].offering == OfferingId("uni-sql"));
  world.agreements[0].automatic = true;
  world.agreements[0].valid_until = day(-1);
  CHECK(world.plan().steps[0].offering == OfferingId("uni-sql"));
}

TEST_CASE("what was earned counts in a plan by the version of its day, the last day included") {
  World1 world;
  world.course("uni-sql");
  world.goal(holds("g", "uni-sql"));
  Award& badge = world.award("r", "badge");
  badge.organization = OrganizationId("academy");
  recognition::Term& term = world.automatic_term();
  term.from = {{AchievementId("badge")}};
  term.grant.achievement = AchievementId("uni-sql");
  term.grant.credit = ects(1);
  recognition::Agreement next = world.agreements[0];  // it takes the badge no more
  next.version = 2;
  next.valid_from = day(-5);
  next.terms.clear();
  world.agreements[0].valid_until = day(-6);
  world.agreements.push_back(next);
  badge.awarded = day(-6);
  CHECK(world.plan().steps.empty());
  badge.awarded = day(-5);
  CHECK(world.plan().steps.size() == 1);
  badge.awarded = day(-6);
  world.agreements[1].awards_from = day(-6);  // it takes over what was earned since
  CHECK(world.plan().steps.size() == 1);
}

TEST_CASE("what is to be earned counts in a plan by the version that decides on its start") {
  World1 world;
  world.course("uni-sql");
  world.catalogue.offerings[0].price.minor = 50'000;
  world.course("academy-sql").organization = OrganizationId("academy");
  world.goal(holds("g", "uni-sql"));
  recognition::Term& term = world.automatic_term();
  term.from = {{AchievementId("academy-sql")}};
  term.grant.achievement = AchievementId("uni-sql");
  term.grant.credit = ects(1);
  recognition::Agreement next = world.agreements[0];
  next.version = 2;
  next.valid_from = day(1);
  next.terms.clear();
  world.agreements.push_back(next);
  const auto taken = [&] { return world.plan().steps.at(0); };
  CHECK(taken().offering == OfferingId("academy-sql"));  // though it ends after version 2 begins
  CHECK(taken().uses.at(0).agreement_version == 1);
  world.agreements[1].valid_from = day(0);
  CHECK(taken().offering == OfferingId("uni-sql"));
  world.agreements[1].terms = world.agreements[0].terms;
  CHECK(taken().uses.at(0).agreement_version == 2);
}

TEST_CASE("of a term with several groups the one that helps counts, and only one") {
  World1 world;
  for (const char* id : {"academy-long", "academy-short"})
    world.achievement(id).organization = OrganizationId("academy");
  world.award("w1", "academy-short").credit = {ects(3)};
  world.award("w2", "academy-long").credit = {ects(5)};
  for (Award& each : world.record.awards) each.organization = OrganizationId("academy");
  recognition::Term& term = world.automatic_term();
  // In either order: neither the first nor the last by id is the right one as such.
  term.from = {{AchievementId("academy-long")}, {AchievementId("academy-short")}};
  term.grant.rate = credit::Rate{credit::SystemId("ects"), credit::SystemId("ects"), Rational(1)};
  const auto asks_for = [&](int credit) {
    requirement::Sum sum;
    sum.minimum = ects(credit);
    sum.filter.origins = {AwardOrigin::recognition};
    World1 asked = world;
    asked.goal({NodeId("g"), {}, std::move(sum)});
    return asked.plan();
  };
  CHECK(asks_for(5).status == Status::optimal);
  CHECK(asks_for(3).steps.empty());
  world.record.awards[0].credit = {ects(5)};
  world.record.awards[1].credit = {ects(3)};
  CHECK(asks_for(5).status == Status::optimal);
  CHECK(asks_for(6).status == Status::infeasible);  // 5 and 3, of which one counts
}

TEST_CASE("why there is no plan") {
  World1 world;
  world.course("a");
  world.achievement("untaught");
  world.goal(all("g", {holds("x", "a"), holds("y", "untaught")}));
  CHECK(world.obstacle() == Obstacle::Kind::no_offering);
  CHECK(world.plan().obstacles[0].node == NodeId("goal/y"));
  world.catalogue.achievements[0].prerequisites = holds("p", "untaught");
  world.catalogue.achievements.back().requirement = holds("x", "a");
  const Plan blocked = world.plan();
  REQUIRE(blocked.obstacles.size() == 2);
  CHECK(blocked.obstacles[0].kind == Obstacle::Kind::prerequisites);
  CHECK(blocked.obstacles[1].kind == Obstacle::Kind::no_offering);
  CHECK(blocked.obstacles[1].node == NodeId("a/prerequisites/p"));
}

TEST_CASE("too little credit says how much there is, competition names the leaf that loses") {
  World1 world;
  world.course("a");
  const Node credit{NodeId("c"), {}, requirement::Sum{ects(3), {}, {}}};
  world.goal(credit);
  CHECK(world.plan().status == Status::optimal);
  world.catalogue.achievements.back().requirement =
      Node{NodeId("c"), {}, requirement::Sum{ects(4), {}, {}}};
  const Plan plan = world.plan();
  REQUIRE(plan.obstacles.size() == 1);
  CHECK(plan.obstacles[0].kind == Obstacle::Kind::too_little_credit);
  CHECK(*plan.obstacles[0].reachable == Rational(3));
  CHECK(*plan.obstacles[0].needed == ects(4));
  world.catalogue.achievements.back().requirement = all("g", {credit, holds("h", "a")});
  CHECK(world.obstacle() == Obstacle::Kind::competition);
}

TEST_CASE("what cannot be planned at all is an error that names it") {
  World1 world;
  world.course("a");
  world.course("b");
  world.goal(any("g", {holds("x", "a"), holds("y", "b")}));
  world.catalogue.offerings[1].price.currency = "USD";
  CHECK(world.error().find("\"a\" is in EUR, \"b\" in USD") != std::string::npos);
  world.catalogue.offerings[1].price.currency = "EUR";
  world.catalogue.achievements[0].prerequisites = holds("p", "b");
  world.catalogue.achievements[1].prerequisites = holds("p", "a");
  CHECK(world.error().find("wait for each other") != std::string::npos);
  world.catalogue.achievements[1].prerequisites.reset();
  world.request.weekly_hours = 0;
  CHECK(world.error().find("weekly hours") != std::string::npos);
  world.request.weekly_hours = 169;
  CHECK(world.error().find("weekly hours") != std::string::npos);
}

TEST_CASE("out of budget says so, with a bound that holds") {
  World1 world;
  std::vector<Node> children;
  for (const char* id : {"a", "b", "c", "d", "e"}) {
    world.course(id);
    children.push_back(holds(id, id));
  }
  world.goal({NodeId("g"), {}, requirement::AtLeast{3, children}});
  const Plan best = world.plan();
  CHECK(best.status == Status::optimal);
  world.request.nodes_max = 1;
  const Plan plan = world.plan();
  CHECK(plan.status == Status::unproven);
  CHECK_FALSE(plan.found);
  CHECK(plan.bound.price.minor <= best.totals.price.minor);
  CHECK(plan.bound.price.minor == 30'000);
}

TEST_CASE("the order of the input changes nothing") {
  World1 world;
  world.course("a");
  world.course("b");
  world.course("c").prerequisites = any("p", {holds("p1", "a"), holds("p2", "b")});
  world.goal(holds("g", "c"));
  const Plan one = world.plan();
  std::ranges::reverse(world.catalogue.achievements);
  std::ranges::reverse(world.catalogue.offerings);
  const Plan two = world.plan();
  REQUIRE(one.steps.size() == two.steps.size());
  for (std::size_t i = 0; i < one.steps.size(); ++i) {
    CHECK(one.steps[i].offering == two.steps[i].offering);
    CHECK(one.steps[i].start == two.steps[i].start);
  }
  CHECK(one.nodes == two.nodes);
}

TEST_CASE("open exits are those on the way, the nearest first, and the goal") {
  World1 world;
  world.course("a");
  world.course("b");
  world.course("c");
  Achievement& certificate = world.achievement("certificate");
  certificate.requirement = all("r", {holds("x", "a"), holds("y", "b")});
  certificate.exit = true;
  world.goal(all("g", {holds("x", "certificate"), holds("y", "c")}));
  const auto exits = [&] {
    return open_exits(AchievementId("goal"), world.record, {world.catalogue, {}}, day(0)).value();
  };
  CHECK(exits() == std::vector{AchievementId("certificate"), AchievementId("goal")});
  world.award("ra", "a");
  world.award("rb", "b");
  CHECK(exits() == std::vector{AchievementId("goal")});
  world.award("rc", "c");
  CHECK(exits().empty());
}

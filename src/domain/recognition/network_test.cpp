// Chains, precedents and contradictions.
#include <doctest/doctest.h>

#include <string>

#include "domain/recognition/contradiction.h"
#include "domain/recognition/propose.h"

using namespace cairn;
using namespace cairn::recognition;
using learning::Award;

namespace {

Date day(const char* text) { return Date::parse(text).value(); }
credit::Amount amount(const char* value, const char* system) {
  return {Rational::parse(value).value(), credit::SystemId(system)};
}

Agreement agreement(const char* sender, const char* receiver, const char* from, const char* to,
                    credit::Rate rate) {
  Agreement made;
  made.id = AgreementId(std::string(sender) + "-" + receiver);
  made.sender = OrganizationId(sender);
  made.receiver = OrganizationId(receiver);
  made.valid_from = day("2026-01-01");
  made.automatic = true;
  Term term;
  term.id = "t";
  term.from = {{AchievementId(from)}};
  term.grant.achievement = AchievementId(to);
  term.grant.rate = std::move(rate);
  made.terms = {std::move(term)};
  return made;
}

credit::Rate rate(const char* from, const char* to, const char* factor) {
  return {credit::SystemId(from), credit::SystemId(to), Rational::parse(factor).value()};
}

// An award of 5 credits in a, which b counts at a third, rounded down to whole credits; c counts
// what b recognises three times.
struct World {
  learning::Catalogue catalogue;
  learning::Record record;
  std::vector<Agreement> agreements;
  std::vector<Precedent> precedents;

  World() {
    for (const char* id : {"a/x", "b/x", "c/x"})
      catalogue.achievements.emplace_back().id = AchievementId(id);
    Award award;
    award.id = AwardId("root");
    award.achievement = AchievementId("a/x");
    award.organization = OrganizationId("a");
    award.credit = {amount("5", "ects")};
    award.awarded = day("2026-06-01");
    record.awards = {award};
    agreements = {agreement("a", "b", "a/x", "b/x", rate("ects", "us", "1/3")),
                  agreement("b", "c", "b/x", "c/x", rate("us", "ects", "3"))};
    agreements[0].terms[0].grant.rate->rounding = {credit::RoundingMode::down, 1};
    agreements[1].accepts_recognised = true;
  }
  Proposals on(const char* date) const {
    auto found = propose(record, {catalogue, agreements, precedents}, day(date));
    REQUIRE(found);
    return *found;
  }
};

}  // namespace

TEST_CASE("a chain rounds at its end alone, shows each step, and is never automatic") {
  World world;
  world.agreements[1].terms[0].grant.rate->factor = Rational(2);
  const Proposals found = world.on("2026-11-21");
  REQUIRE(found.proposals.size() == 2);
  const Decision& direct = found.proposals[0].decision;
  CHECK(direct.automatic);
  CHECK(direct.view.credit == std::vector{amount("1", "us")});
  const Decision& chained = found.proposals[1].decision;
  CHECK(chained.id == DecisionId("b-c@1/t+root"));
  CHECK_FALSE(chained.automatic);
  CHECK(chained.view.credit == std::vector{amount("10/3", "ects")});
  CHECK(chained.from == std::vector{AwardId("root")});
  CHECK(chained.view.roots == std::vector{AwardId("root")});
  REQUIRE(chained.chain.size() == 1);
  const Step& step = chained.chain[0];
  CHECK(step.receiver == OrganizationId("b"));
  CHECK(step.from == std::vector{amount("5", "ects")});
  CHECK(step.exact == std::vector{amount("5/3", "us")});
  CHECK(step.counted == std::vector{amount("1", "us")});
  const auto loss = loss_of(chained);
  REQUIRE(loss);
  CHECK(*loss == amount("5/3", "ects"));
  CHECK_FALSE(*loss_of(direct));
}

TEST_CASE("a chain needs the permission of every agreement after the first") {
  World world;
  CHECK(world.on("2026-11-21").proposals.size() == 2);
  world.agreements[1].accepts_recognised = false;
  CHECK(world.on("2026-11-21").proposals.size() == 1);
}

TEST_CASE("an earned award comes before a chain, and a chain never comes back") {
  World world;
  Award own = world.record.awards[0];
  own.id = AwardId("own");
  own.achievement = AchievementId("b/x");
  own.organization = OrganizationId("b");
  own.credit = {amount("4", "us")};
  world.record.awards.push_back(own);
  Proposals found = world.on("2026-11-21");
  REQUIRE(found.proposals.size() == 2);
  CHECK(found.proposals[1].decision.from == std::vector{AwardId("own")});
  CHECK(found.proposals[1].decision.chain.empty());
  world.record.awards.pop_back();
  world.agreements.push_back(agreement("c", "a", "c/x", "a/x", rate("ects", "ects", "1")));
  world.agreements.back().accepts_recognised = true;
  CHECK(world.on("2026-11-21").proposals.size() == 2);
}

TEST_CASE("age is asked of the originals, however young the chain") {
  World world;
  world.agreements[1].terms[0].awarded_within_days = 30;
  CHECK(world.on("2026-07-01").proposals.size() == 2);
  CHECK(world.on("2026-07-02").proposals.size() == 1);
}

namespace {

Precedent precedent(const World& world, const char* id, const char* decided) {
  Precedent made;
  made.id = PrecedentId(id);
  made.receiver = OrganizationId("c");
  made.facts = facts_of(world.record.awards[0],
                        world.catalogue.find_achievement(world.record.awards[0].achievement));
  made.decided = day(decided);
  made.grant = Grant{GrantKind::credit, AchievementId("c/x"), {}, {}, amount("3", "ects")};
  return made;
}

}  // namespace

TEST_CASE("the same facts get the receiver's latest answer, for a person to confirm") {
  World world;
  world.agreements.clear();
  world.precedents = {precedent(world, "p1", "2026-07-01")};
  CHECK(world.on("2026-06-30").proposals.empty());
  Proposals found = world.on("2026-07-01");
  REQUIRE(found.proposals.size() == 1);
  CHECK(found.proposals[0].decision.precedent == PrecedentId("p1"));
  CHECK(found.proposals[0].decision.view.credit == std::vector{amount("3", "ects")});
  CHECK_FALSE(found.proposals[0].decision.automatic);
  Precedent refused = precedent(world, "p2", "2026-08-01");
  refused.grant.reset();
  world.precedents.push_back(refused);
  CHECK(world.on("2026-07-31").proposals.size() == 1);
  found = world.on("2026-08-01");
  CHECK(found.proposals.empty());
  CHECK(found.refusals.front().reason == RefusalReason::precedent_refuses);
  CHECK(found.answers == std::vector{Answer{AwardId("root"), PrecedentId("p2")}});
}

TEST_CASE("another fact is another case, and an agreement comes before a precedent") {
  World world;
  world.precedents = {precedent(world, "p1", "2026-07-01")};
  world.agreements.resize(1);
  CHECK(world.on("2026-11-21").proposals.size() == 2);
  world.precedents[0].facts.content = "version 2";
  CHECK(world.on("2026-11-21").proposals.size() == 1);
  world = World();
  world.precedents = {precedent(world, "p1", "2026-07-01")};
  const Proposals found = world.on("2026-11-21");
  REQUIRE(found.proposals.size() == 2);
  CHECK(found.proposals[1].decision.precedent.empty());
}

TEST_CASE("another answer on the same facts must explain itself") {
  const World world;
  std::vector<Precedent> all{precedent(world, "p1", "2026-07-01"),
                             precedent(world, "p2", "2026-08-01")};
  CHECK_FALSE(find_inconsistency(all));
  all[1].grant->credit = amount("4", "ects");
  const auto found = find_inconsistency(all);
  REQUIRE(found);
  CHECK(found->earlier == PrecedentId("p1"));
  CHECK(found->later == PrecedentId("p2"));
  all[1].deviates = Deviation{PrecedentId("p1"), "the laboratory was added"};
  CHECK_FALSE(find_inconsistency(all));
  all[1].deviates->from = PrecedentId("p0");
  CHECK(find_inconsistency(all));
  all[1].deviates.reset();
  all[1].receiver = OrganizationId("d");
  CHECK_FALSE(find_inconsistency(all));
}

TEST_CASE("contradicting agreements are found, agreeing and consecutive ones are not") {
  World world;
  std::vector<Agreement> both{world.agreements[0], world.agreements[0]};
  both[1].id = AgreementId("second");
  CHECK_FALSE(find_contradiction(both));
  both[1].terms[0].grant.rate->rounding.mode = credit::RoundingMode::half_up;
  CHECK(find_contradiction(both));
  both[1].precedence = 1;
  CHECK_FALSE(find_contradiction(both));  // it is said which one counts
  both[1].precedence = 0;
  both[1].terms[0].grant.rate->factor = Rational(1);
  const auto found = find_contradiction(both);
  REQUIRE(found);
  CHECK(found->first->id == AgreementId("a-b"));
  CHECK(found->second->id == AgreementId("second"));
  CHECK(found->from == day("2026-01-01"));
  both[1].terms[0].grant.achievement = AchievementId();
  CHECK_FALSE(find_contradiction(both));  // another way to count it: they compete
  both[1].terms[0].grant.achievement = AchievementId("b/x");
  both[0].valid_until = day("2026-12-31");
  both[1].valid_from = day("2026-12-31");
  CHECK(find_contradiction(both));
  both[1].valid_from = day("2027-01-01");
  CHECK_FALSE(find_contradiction(both));
}

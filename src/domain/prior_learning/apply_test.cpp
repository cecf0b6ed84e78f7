#include "domain/prior_learning/apply.h"

#include <doctest/doctest.h>

#include "support/prior_learning.h"

using namespace cairn;
using namespace cairn::prior_learning;
using test::day;
using test::Walk;

namespace {

constexpr auto kTaken = std::optional<RefusalCode>();
using Outcomes = std::vector<std::string>;

Evidence evidence(const char* id, int dated, Outcomes outcomes = {"analyse"}) {
  return {id, "Evidence", day(dated), std::string("sha256:") + id, std::move(outcomes)};
}

Appoint appoint(const char* assessor) { return {PersonId(assessor)}; }
Release release(const char* assessor) { return {PersonId(assessor)}; }

}  // namespace

TEST_CASE("a learner claims outcomes of the achievement, with consent, and none twice") {
  Walk walk;
  const auto claim = [&](Outcomes outcomes, bool consent) {
    return walk.take(0, Role::learner, "lina", Claim{std::move(outcomes), consent});
  };
  CHECK(claim({"analyse"}, false) == RefusalCode::no_consent);
  CHECK(claim({}, true) == RefusalCode::no_outcomes);
  CHECK(claim({"cook"}, true) == RefusalCode::unknown_outcome);
  CHECK(walk.refusal.subject == "cook");
  CHECK(claim({"chart", "analyse", "chart"}, true) == kTaken);
  CHECK(walk.now.claimed == Outcomes{"analyse", "chart"});
  CHECK(walk.now.state == State::guidance);

  Opening credited = test::small_opening();
  credited.background.credited = {{"chart", AwardId("old")}};
  walk = Walk(credited);
  CHECK(claim({"chart"}, true) == RefusalCode::already_credited);
  CHECK(std::get<AwardId>(walk.refusal.accepted) == AwardId("old"));
  CHECK(claim({"analyse"}, true) == kTaken);
}

TEST_CASE("a learner's deadline: the day itself is in time, the next is too late") {
  Walk walk;
  const Claim claim{{"analyse"}, true};
  CHECK(walk.now.due == day(10));
  Walk late = walk;
  CHECK(walk.take(10, Role::learner, "lina", claim) == kTaken);
  CHECK(late.take(11, Role::learner, "lina", claim) == RefusalCode::deadline_passed);
  CHECK(std::get<Date>(late.refusal.accepted) == day(10));
  CHECK(on_day(late.now, day(10)).state == State::identification);
  CHECK(on_day(late.now, day(11)).state == State::lapsed);

  walk.must(12, Role::adviser, "aida", Advise{});
  CHECK(walk.now.due == day(22));
  CHECK(on_day(walk.now, day(22)).state == State::documentation);
  CHECK(on_day(walk.now, day(23)).state == State::lapsed);
}

TEST_CASE("the organization's deadline costs the learner nothing") {
  Walk walk;
  walk.must(0, Role::learner, "lina", Claim{{"analyse"}, true});
  CHECK_FALSE(is_overdue(walk.now, day(10)));
  CHECK(is_overdue(walk.now, day(11)));
  CHECK(on_day(walk.now, day(900)).state == State::guidance);
  CHECK(walk.take(900, Role::adviser, "aida", Advise{}) == kTaken);
  CHECK_FALSE(is_overdue(walk.now, day(911)));  // the learner's own: it lapses instead
}

TEST_CASE("steps stand in the order of their days; several may be on one") {
  Walk walk;
  walk.must(5, Role::learner, "lina", Claim{{"analyse"}, true});
  CHECK(walk.take(4, Role::adviser, "aida", Advise{}) == RefusalCode::out_of_order);
  CHECK(std::get<Date>(walk.refusal.accepted) == day(5));
  CHECK(walk.take(5, Role::adviser, "aida", Advise{}) == kTaken);
  CHECK(Walk().take(-1, Role::learner, "lina", Claim{{"analyse"}, true}) ==
        RefusalCode::out_of_order);
}

TEST_CASE("a step belongs to its state and its role, and a person to one role") {
  Walk walk;
  CHECK(walk.take(0, Role::learner, "lina", Submit{}) == RefusalCode::not_now);
  CHECK(std::get<std::vector<StepKind>>(walk.refusal.accepted) ==
        std::vector{StepKind::claim, StepKind::withdraw});
  CHECK(walk.take(0, Role::adviser, "aida", Claim{{"analyse"}, true}) ==
        RefusalCode::not_your_role);
  CHECK(std::get<Role>(walk.refusal.accepted) == Role::learner);
  CHECK(walk.take(0, Role::learner, "eve", Claim{{"analyse"}, true}) ==
        RefusalCode::not_the_learner);
  walk.must(0, Role::learner, "lina", Claim{{"analyse"}, true});
  CHECK(walk.take(0, Role::adviser, "lina", Advise{}) == RefusalCode::other_role);
  CHECK(std::get<Role>(walk.refusal.accepted) == Role::learner);
}

TEST_CASE("evidence may be exactly as old as the policy says, and of today") {
  Walk walk;
  walk.to_documentation(0, {"analyse"});
  const auto hand_in = [&](Evidence one) {
    return walk.take(0, Role::learner, "lina", Document{std::move(one)});
  };
  CHECK(hand_in(evidence("old", -101)) == RefusalCode::evidence_too_old);
  CHECK(std::get<Date>(walk.refusal.accepted) == day(-100));
  CHECK(hand_in(evidence("border", -100)) == kTaken);
  CHECK(hand_in(evidence("tomorrow", 1)) == RefusalCode::evidence_in_future);
  CHECK(std::get<Date>(walk.refusal.accepted) == day(0));
  CHECK(hand_in(evidence("today", 0)) == kTaken);

  CHECK(hand_in(evidence("border", 0)) == RefusalCode::evidence_known);
  Evidence copy = evidence("copy", 0);
  copy.digest = "sha256:today";
  CHECK(hand_in(copy) == RefusalCode::evidence_known);
  CHECK(hand_in(evidence("none", 0, {})) == RefusalCode::no_outcomes);
  CHECK(hand_in(evidence("other", 0, {"chart"})) == RefusalCode::unknown_outcome);  // not claimed
}

TEST_CASE("each claimed outcome needs evidence before the case is submitted") {
  Walk walk;
  walk.to_documentation();
  walk.must(0, Role::learner, "lina", Document{evidence("one", 0, {"analyse"})});
  CHECK(walk.take(0, Role::learner, "lina", Submit{}) == RefusalCode::evidence_missing);
  CHECK(walk.refusal.subject == "chart");
  walk.must(0, Role::learner, "lina", Document{evidence("two", 0, {"chart", "analyse"})});
  CHECK(walk.take(0, Role::learner, "lina", Submit{}) == kTaken);
  CHECK(walk.now.state == State::appointment);
}

TEST_CASE("assessors are others than the learner, the adviser and the officers, each once") {
  Walk walk;
  walk.to_appointment();
  const auto seat = [&](const char* officer, const char* assessor) {
    return walk.take(0, Role::officer, officer, appoint(assessor));
  };
  for (const char* involved : {"lina", "aida"}) {
    CHECK(seat("omar", involved) == RefusalCode::other_role);
    CHECK(walk.refusal.subject == involved);
  }
  CHECK(seat("omar", "omar") == RefusalCode::other_role);
  CHECK(std::get<Role>(walk.refusal.accepted) == Role::officer);
  CHECK(seat("omar", "ben") == kTaken);
  CHECK(seat("omar", "ben") == RefusalCode::appointed_before);
  CHECK(seat("ben", "dora") == RefusalCode::other_role);
  CHECK(seat("omar", "chen") == kTaken);
  CHECK(seat("omar", "dora") == RefusalCode::no_seat);
}

TEST_CASE("an assessor serves after declaring no conflict, and leaves with one at any time") {
  Walk walk;
  walk.to_appointment();
  const auto declare = [&](const char* who, bool conflict) {
    return walk.take(0, Role::assessor, who, Declare{conflict});
  };
  CHECK(declare("ben", false) == RefusalCode::not_appointed);
  walk.must(0, Role::officer, "omar", appoint("ben"));
  CHECK(declare("ben", true) == kTaken);
  CHECK(declare("ben", false) == RefusalCode::not_appointed);
  CHECK(walk.take(0, Role::officer, "omar", appoint("ben")) == RefusalCode::appointed_before);
  walk.seat(0, "chen");
  CHECK(declare("chen", false) == RefusalCode::answered_before);
  CHECK(walk.now.state == State::appointment);
  walk.seat(0, "dora");
  CHECK(walk.now.state == State::assessment);

  // Found out late: the judgement goes too, and another assessor is needed.
  CHECK(walk.judge(0, "chen", "analyse", 3) == kTaken);
  CHECK(walk.judge(0, "dora", "analyse", 3) == kTaken);
  CHECK(declare("chen", true) == kTaken);
  CHECK(walk.now.state == State::appointment);
  CHECK(walk.now.panel.judgements.size() == 1);
  CHECK(walk.judge(0, "chen", "chart", 3) == RefusalCode::not_now);
  walk.seat(0, "emil");
  CHECK(walk.now.state == State::assessment);
  CHECK(walk.judge(0, "chen", "chart", 3) == RefusalCode::not_appointed);
}

TEST_CASE("a judgement is by who serves, once, on the scale, and founded on the evidence") {
  Walk walk;
  walk.to_appointment(0, {"analyse"});
  walk.seat(0, "ben");
  walk.seat(0, "chen");
  CHECK(walk.judge(0, "eve", "analyse", 3) == RefusalCode::not_appointed);
  CHECK(walk.judge(0, "ben", "chart", 3) == RefusalCode::unknown_outcome);  // not claimed
  CHECK(walk.judge(0, "ben", "analyse", 5) == RefusalCode::level_off_scale);
  CHECK(std::get<int>(walk.refusal.accepted) == 4);
  CHECK(walk.judge(0, "ben", "analyse", -1) == RefusalCode::level_off_scale);

  Judge wanting = Walk::judgement("analyse", 2);
  wanting.judgement.found.erase(Quality::current);
  CHECK(walk.take(0, Role::assessor, "ben", wanting) == RefusalCode::evidence_wanting);
  wanting.judgement.level = 1;  // below the threshold nothing has to be found
  CHECK(walk.take(0, Role::assessor, "ben", wanting) == kTaken);
  CHECK(walk.judge(0, "ben", "analyse", 3) == RefusalCode::judged_before);
  CHECK(walk.judge(0, "chen", "analyse", 4) == kTaken);
  CHECK(walk.now.state == State::reconciliation);
}

TEST_CASE("a difference of exactly the tolerance needs no further assessor, one more does") {
  Walk walk;
  walk.to_assessment();
  Walk apart = walk;
  for (Walk* each : {&walk, &apart}) {
    CHECK(each->judge(1, "ben", "analyse", 4) == kTaken);
    CHECK(each->judge(1, "ben", "chart", 2) == kTaken);
    CHECK(each->judge(1, "chen", "chart", 2) == kTaken);
  }
  CHECK(walk.judge(1, "chen", "analyse", 3) == kTaken);
  CHECK(walk.now.state == State::decision);
  CHECK(apart.judge(1, "chen", "analyse", 2) == kTaken);
  CHECK(apart.now.state == State::reconciliation);

  // The further one judges what is disputed, and only that.
  CHECK(apart.take(1, Role::officer, "omar", appoint("dora")) == kTaken);
  CHECK(apart.take(1, Role::officer, "omar", appoint("emil")) == RefusalCode::no_seat);
  CHECK(apart.judge(1, "dora", "analyse", 1) == RefusalCode::not_declared);
  CHECK(apart.take(1, Role::assessor, "dora", Declare{false}) == kTaken);
  CHECK(apart.judge(1, "dora", "chart", 1) == RefusalCode::not_to_judge);
  CHECK(apart.judge(1, "dora", "analyse", 1) == kTaken);
  CHECK(apart.now.state == State::decision);
  CHECK(apart.decide(1, Extent::full) == kTaken);
  CHECK(apart.now.decision->outcomes[0].level == 2);
}

TEST_CASE("an assessor who owes something can be released on the day after the deadline") {
  Walk walk;
  walk.to_appointment();
  walk.must(0, Role::officer, "omar", appoint("ben"));
  CHECK(walk.take(10, Role::officer, "omar", release("ben")) == RefusalCode::not_overdue);
  CHECK(std::get<Date>(walk.refusal.accepted) == day(11));
  CHECK(walk.take(10, Role::officer, "omar", release("chen")) == RefusalCode::not_appointed);
  CHECK(walk.take(11, Role::officer, "omar", release("ben")) == kTaken);
  CHECK(walk.take(11, Role::officer, "omar", release("ben")) == RefusalCode::not_appointed);
  walk.seat(11, "chen");
  CHECK(walk.take(12, Role::officer, "omar", release("chen")) == RefusalCode::owes_nothing);
  walk.seat(12, "dora");
  CHECK(walk.judge(12, "chen", "analyse", 3) == kTaken);
  CHECK(walk.judge(12, "chen", "chart", 3) == kTaken);
  CHECK(walk.take(23, Role::officer, "omar", release("chen")) == RefusalCode::owes_nothing);
  CHECK(walk.take(23, Role::officer, "omar", release("dora")) == kTaken);
  CHECK(walk.now.state == State::appointment);
  CHECK(walk.now.due == day(33));
}

TEST_CASE("an officer decides what the judgements come to, and nothing else") {
  Walk walk;
  walk.to_decision(3, 3);
  CHECK(walk.decide(1, Extent::partial) == RefusalCode::other_extent);
  CHECK(std::get<Extent>(walk.refusal.accepted) == Extent::full);
  CHECK(walk.decide(1, Extent::full, "ben") == RefusalCode::other_role);
  CHECK(walk.decide(1, Extent::full) == kTaken);
  CHECK(walk.now.state == State::closed);
  CHECK_FALSE(walk.now.due.has_value());
  CHECK(walk.decide(1, Extent::full) == RefusalCode::final);
  CHECK(walk.take(1, Role::learner, "lina", Withdraw{}) == RefusalCode::final);

  Walk none;
  none.to_decision(1, 0);
  CHECK(none.decide(1, Extent::none) == kTaken);
  CHECK(none.now.state == State::appealable);
}

TEST_CASE("what was credited or granted meanwhile is stated with the decision") {
  Walk walk;
  walk.to_decision(3, 3);
  const auto decide = [&](Extent extent, const char* credited) {
    return walk.take(1, Role::officer, "omar",
                     Decide{extent, Background{{{credited, AwardId("new")}}, {}}});
  };
  CHECK(decide(Extent::partial, "cook") == RefusalCode::unknown_outcome);
  CHECK(decide(Extent::full, "chart") == RefusalCode::other_extent);
  CHECK(decide(Extent::partial, "chart") == kTaken);
  // Nothing was judged as not met: there is nothing to appeal.
  CHECK(walk.now.state == State::closed);
}

TEST_CASE("an appeal is made within its days, about outcomes that were not met") {
  Walk walk;
  walk.to_decision(3, 1);
  walk.must(5, Role::officer, "omar", Decide{Extent::partial, {}});
  CHECK(walk.now.state == State::appealable);
  CHECK(walk.now.due == day(15));
  const auto appeal = [&](int on, Outcomes outcomes) {
    return walk.take(on, Role::learner, "lina", Appeal{std::move(outcomes), "read it again"});
  };
  CHECK(appeal(6, {}) == RefusalCode::no_outcomes);
  CHECK(appeal(6, {"analyse"}) == RefusalCode::unknown_outcome);
  CHECK(walk.take(6, Role::learner, "lina", Withdraw{}) == RefusalCode::not_now);
  CHECK(on_day(walk.now, day(15)).state == State::appealable);
  CHECK(on_day(walk.now, day(16)).state == State::closed);
  CHECK(appeal(16, {"chart"}) == RefusalCode::deadline_passed);
  CHECK(std::get<Date>(walk.refusal.accepted) == day(15));
  CHECK(appeal(15, {"chart"}) == kTaken);
  CHECK(walk.now.state == State::appointment);
  CHECK(walk.now.round == Round::appeal);
}

TEST_CASE("an appeal is judged and decided by others, and its decision is final") {
  Walk walk;
  walk.to_decision(3, 1);
  walk.must(1, Role::officer, "omar", Decide{Extent::partial, {}});
  walk.must(2, Role::learner, "lina", Appeal{{"chart"}, "read it again"});
  CHECK(walk.take(2, Role::officer, "omar", appoint("dora")) == RefusalCode::decided_before);
  for (const char* before : {"ben", "chen"})
    CHECK(walk.take(2, Role::officer, "olga", appoint(before)) == RefusalCode::appointed_before);
  CHECK(walk.take(2, Role::officer, "olga", appoint("omar")) == RefusalCode::other_role);
  walk.seat(2, "dora", "olga");
  walk.seat(2, "emil", "olga");
  CHECK(walk.judge(2, "ben", "chart", 4) == RefusalCode::not_appointed);
  CHECK(walk.judge(2, "dora", "analyse", 0) == RefusalCode::unknown_outcome);
  CHECK(walk.judge(2, "dora", "chart", 2) == kTaken);
  CHECK(walk.judge(2, "emil", "chart", 1) == kTaken);
  CHECK(walk.now.state == State::reconciliation);
  walk.seat(2, "fay", "olga");
  CHECK(walk.judge(2, "fay", "chart", 2) == kTaken);
  CHECK(walk.decide(3, Extent::full, "omar") == RefusalCode::decided_before);
  CHECK(walk.decide(3, Extent::full, "olga") == kTaken);
  CHECK(walk.now.state == State::closed);
  CHECK(walk.now.decision->grant->award.achievement == AchievementId("sheets"));
  CHECK(walk.take(3, Role::learner, "lina", Appeal{{"chart"}, "again"}) == RefusalCode::final);
}

TEST_CASE("an appeal that finds nothing else leaves decision and award as they were") {
  Walk walk;
  walk.to_decision(3, 1);
  walk.must(1, Role::officer, "omar", Decide{Extent::partial, {}});
  walk.must(2, Role::learner, "lina", Appeal{{"chart"}, "read it again"});
  Walk withdrawn = walk;
  withdrawn.must(3, Role::learner, "lina", Withdraw{});
  CHECK(withdrawn.now.state == State::closed);
  CHECK(withdrawn.now.decision->extent == Extent::partial);
  walk.seat(2, "dora", "olga");
  walk.seat(2, "emil", "olga");
  CHECK(walk.judge(2, "dora", "chart", 0) == kTaken);
  CHECK(walk.judge(2, "emil", "chart", 1) == kTaken);
  CHECK(walk.decide(9, Extent::partial, "olga") == kTaken);
  CHECK(walk.now.state == State::closed);
  CHECK(walk.now.decision->grant->award.awarded == day(1));
}

TEST_CASE("a learner withdraws at any time before the decision") {
  Walk walk;
  CHECK(walk.take(0, Role::officer, "omar", Withdraw{}) == RefusalCode::not_your_role);
  walk.to_decision(3, 3);
  CHECK(walk.take(0, Role::learner, "lina", Withdraw{}) == kTaken);
  CHECK(walk.now.state == State::withdrawn);
  CHECK_FALSE(walk.now.decision.has_value());
}

TEST_CASE("a history is replayed up to the first step that a rule forbids") {
  const Case opened = open(test::small_opening(), test::small_catalogue()).value();
  const Actor lina{PersonId("lina"), Role::learner};
  const std::vector<Step> history = {{day(1), lina, Claim{{"analyse"}, true}},
                                     {day(2), lina, Submit{}},
                                     {day(3), {PersonId("aida"), Role::adviser}, Advise{}}};
  const Replay replayed = replay(opened, history).value();
  REQUIRE(replayed.refused.has_value());
  CHECK(replayed.refused->step == 1);
  CHECK(replayed.refused->refusal.code == RefusalCode::not_now);
  CHECK(replayed.reached.state == State::guidance);
  CHECK(replayed.reached.last == day(1));
}

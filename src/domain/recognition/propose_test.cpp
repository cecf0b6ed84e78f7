#include <doctest/doctest.h>

#include <string>

#include "domain/recognition/propose.h"

using namespace cairn;
using namespace cairn::recognition;
using learning::Award;
using learning::AwardStatus;

namespace {

Date day(const char* text) { return Date::parse(text).value(); }
credit::Amount amount(const char* value, const char* system) {
  return {Rational::parse(value).value(), credit::SystemId(system)};
}

Award earned(const char* id, const char* achievement, const char* ects) {
  Award award;
  award.id = AwardId(id);
  award.achievement = AchievementId(achievement);
  award.organization = OrganizationId("academy");
  award.credit = {amount(ects, "ects")};
  award.awarded = day("2026-06-01");
  return award;
}

Term half(const char* id, std::vector<AchievementId> from, const char* achievement) {
  Term term;
  term.id = id;
  term.from = {std::move(from)};
  term.grant.achievement = AchievementId(achievement);
  term.grant.rate = credit::Rate{credit::SystemId("ects"), credit::SystemId("us-semester"),
                                 Rational::parse("1/2").value()};
  return term;
}

const AchievementId kSql("academy/sql");
const AchievementId kPython("academy/python");

struct World {
  learning::Catalogue catalogue;
  learning::Record record;
  std::vector<Agreement> agreements{1};
  std::vector<Precedent> precedents;

  World() {
    for (const char* id : {"academy/sql", "academy/python", "uni/databases"})
      catalogue.achievements.emplace_back().id = AchievementId(id);
    catalogue.achievements[2].version = 3;
    record.awards = {earned("a1", "academy/sql", "2")};
    Agreement& agreement = agreements[0];
    agreement.id = AgreementId("academy-uni");
    agreement.sender = OrganizationId("academy");
    agreement.receiver = OrganizationId("uni");
    agreement.valid_from = day("2026-01-01");
    agreement.valid_until = day("2026-12-31");
    agreement.automatic = true;
    agreement.terms = {half("sql", {kSql}, "uni/databases")};
  }
  Proposals on(const char* date) const {
    auto found = propose(record, {catalogue, agreements, precedents}, day(date));
    REQUIRE(found);
    return *found;
  }
  RefusalReason refused_on(const char* date) const {
    const Proposals found = on(date);
    CHECK(found.proposals.empty());
    REQUIRE(found.refusals.size() == 1);
    return found.refusals[0].reason;
  }
};

}  // namespace

TEST_CASE("2 ECTS become exactly 1 US semester credit, on the root of the award") {
  World world;
  const Proposals found = world.on("2026-11-21");
  REQUIRE(found.proposals.size() == 1);
  const Decision& decision = found.proposals[0].decision;
  CHECK(decision.view.credit == std::vector{amount("1", "us-semester")});
  CHECK(decision.original == std::vector{amount("2", "ects")});
  CHECK(decision.from == std::vector{AwardId("a1")});
  CHECK(decision.view.roots == std::vector{AwardId("a1")});
  CHECK(decision.view.status == AwardStatus::recognised);
  CHECK(decision.view.achievement == AchievementId("uni/databases"));
  CHECK(decision.view.version == 3);
  CHECK(decision.view.organization == OrganizationId("uni"));
  CHECK(decision.view.source == decision.id.text());
  CHECK(decision.id == DecisionId("academy-uni@1/sql+a1"));
  CHECK(decision.automatic);
  CHECK(found.refusals.empty());
  CHECK(decide(found).size() == 1);
}

TEST_CASE("a rate is applied once to the exact sum, and nothing is rounded") {
  World world;
  world.record.awards.push_back(earned("a2", "academy/python", "5/3"));
  world.agreements[0].terms = {half("both", {kSql, kPython}, "uni/databases")};
  const Proposals found = world.on("2026-11-21");
  REQUIRE(found.proposals.size() == 1);
  CHECK(found.proposals[0].decision.view.credit == std::vector{amount("11/6", "us-semester")});
  CHECK(found.proposals[0].decision.view.roots == std::vector{AwardId("a1"), AwardId("a2")});
}

TEST_CASE("a rate that rounds does so once, to the sum, and the exact credit is kept") {
  World world;
  world.record.awards.push_back(earned("a2", "academy/python", "5/3"));
  world.agreements[0].terms = {half("both", {kSql, kPython}, "uni/databases")};
  const auto granted = [&](credit::RoundingMode mode, const char* step) {
    world.agreements[0].terms[0].grant.rate->rounding = {mode, Rational::parse(step).value()};
    const Proposals found = world.on("2026-11-21");
    REQUIRE(found.proposals.size() == 1);
    const Decision& decision = found.proposals[0].decision;
    CHECK(decision.original == std::vector{amount("2", "ects"), amount("5/3", "ects")});
    const auto& exact = decision.exact;
    CHECK((mode == credit::RoundingMode::none ? !exact : exact == amount("11/6", "us-semester")));
    return decision.view.credit[0].value.to_string();
  };
  CHECK(granted(credit::RoundingMode::none, "1") == "11/6");
  CHECK(granted(credit::RoundingMode::down, "1") == "1");
  CHECK(granted(credit::RoundingMode::down, "1/2") == "3/2");
  CHECK(granted(credit::RoundingMode::half_up, "1/2") == "2");
}

TEST_CASE("stated credit and unspecified credit are granted as written") {
  World world;
  Grant& grant = world.agreements[0].terms[0].grant;
  grant = {};
  grant.credit = amount("3", "us-semester");
  const Proposals found = world.on("2026-11-21");
  REQUIRE(found.proposals.size() == 1);
  CHECK(found.proposals[0].decision.view.credit == std::vector{amount("3", "us-semester")});
  CHECK_FALSE(found.proposals[0].decision.exact);
  CHECK(found.proposals[0].decision.view.achievement.empty());
}

TEST_CASE("an agreement holds from its first to its last day, inclusive") {
  World world;
  world.record.awards[0].awarded = day("2025-06-01");
  CHECK(world.refused_on("2025-12-31") == RefusalReason::agreement_not_yet_valid);
  CHECK(world.on("2026-01-01").proposals.size() == 1);
  CHECK(world.on("2026-12-31").proposals.size() == 1);
  CHECK(world.refused_on("2027-01-01") == RefusalReason::agreement_ended);
  CHECK(*world.on("2027-01-01").refusals[0].date == day("2026-12-31"));
  world.agreements[0].valid_until.reset();
  CHECK(world.on("2035-01-01").proposals.size() == 1);
}

TEST_CASE("an award counts from its day to its last day, inclusive") {
  World world;
  world.record.awards[0].expires = day("2026-09-30");
  CHECK(world.refused_on("2026-05-31") == RefusalReason::awarded_later);
  CHECK(world.on("2026-06-01").proposals.size() == 1);
  const Proposals last = world.on("2026-09-30");
  REQUIRE(last.proposals.size() == 1);
  CHECK(*last.proposals[0].decision.view.expires == day("2026-09-30"));
  CHECK(world.refused_on("2026-10-01") == RefusalReason::expired);
}

TEST_CASE("recency counts days from the award to the decision, inclusive") {
  World world;
  world.agreements[0].terms[0].awarded_within_days = 30;
  CHECK(world.on("2026-07-01").proposals.size() == 1);
  CHECK(world.refused_on("2026-07-02") == RefusalReason::too_old);
  CHECK(*world.on("2026-07-02").refusals[0].date == day("2026-07-01"));
}

TEST_CASE("only earned awards made by the sender count") {
  World world;
  for (const AwardStatus status : {AwardStatus::in_progress, AwardStatus::planned,
                                   AwardStatus::recognised, AwardStatus::revoked}) {
    world.record.awards[0].status = status;
    CHECK(world.refused_on("2026-11-21") == RefusalReason::not_earned);
  }
  world.record.awards[0].status = AwardStatus::earned;
  world.record.awards[0].organization = OrganizationId("somebody");
  CHECK(world.refused_on("2026-11-21") == RefusalReason::other_issuer);
}

TEST_CASE("every achievement of a term is needed, and what is missing is named") {
  World world;
  world.agreements[0].terms = {half("both", {kSql, kPython}, "uni/databases")};
  CHECK(world.refused_on("2026-11-21") == RefusalReason::not_held);
  CHECK(world.on("2026-11-21").refusals[0].achievement == kPython);
  world.record.awards.clear();
  CHECK(world.on("2026-11-21").refusals.empty());  // a term that nothing touches is no news
}

TEST_CASE("an award of a superseded achievement counts where it is named, and only there") {
  World world;
  world.catalogue.achievements[0].superseded_by = kPython;
  CHECK(world.on("2026-11-21").proposals.size() == 1);
  world.agreements[0].terms = {half("python", {kPython}, "uni/databases")};
  const Proposals found = world.on("2026-11-21");
  CHECK(found.proposals.empty());
  REQUIRE(found.refusals.size() == 1);
  CHECK(found.refusals[0].reason == RefusalReason::no_agreement);
  CHECK(*found.refusals[0].superseded_by == kPython);
}

TEST_CASE("a rate needs credit in the system it converts from") {
  World world;
  world.record.awards[0].credit = {amount("40", "cpd-hours")};
  CHECK(world.refused_on("2026-11-21") == RefusalReason::credit_missing);
  CHECK(world.on("2026-11-21").refusals[0].system == credit::SystemId("ects"));
}

TEST_CASE("of several awards of one achievement the latest usable one is taken") {
  World world;
  world.record.awards.push_back(earned("a2", "academy/sql", "4"));
  world.record.awards[1].awarded = day("2026-08-01");
  CHECK(world.on("2026-11-21").proposals[0].decision.from == std::vector{AwardId("a2")});
  CHECK(world.on("2026-07-01").proposals[0].decision.from == std::vector{AwardId("a1")});
}

TEST_CASE("what competes for one root at one receiver is for a person to decide") {
  World world;
  world.agreements.push_back(world.agreements[0]);
  world.agreements[1].id = AgreementId("other");
  world.agreements[1].terms[0].grant.achievement = AchievementId();
  const Proposals found = world.on("2026-11-21");
  REQUIRE(found.proposals.size() == 2);
  CHECK(found.proposals[0].competing == std::vector<std::string>{"other@1/sql+a1"});
  CHECK(decide(found).empty());
  world.agreements[1].receiver = OrganizationId("another-uni");
  CHECK(decide(world.on("2026-11-21")).size() == 2);
  world.agreements[1].automatic = false;
  CHECK(decide(world.on("2026-11-21")).size() == 1);
}

TEST_CASE("a decision is not proposed again, and blocks others on its root") {
  World world;
  const Decision made = decide(world.on("2026-11-21")).at(0);
  world.record.awards.push_back(made.view);
  CHECK(world.on("2026-11-22").proposals.empty());
  world.agreements[0].terms[0].grant.achievement = AchievementId();
  const Proposals other = world.on("2026-11-22");
  REQUIRE(other.proposals.size() == 1);
  CHECK(other.proposals[0].competing == std::vector<std::string>{made.id.text()});
  CHECK(decide(other).empty());
}

TEST_CASE("a view of a stacked award stands on its parts") {
  World world;
  world.record.awards[0].roots = {AwardId("p1"), AwardId("p2")};
  CHECK(world.on("2026-11-21").proposals[0].decision.view.roots ==
        std::vector{AwardId("p1"), AwardId("p2")});
}

TEST_CASE("any of several groups is enough, and a term grants once") {
  World world;
  world.agreements[0].terms[0].from = {{kPython}, {kSql}};
  Proposals found = world.on("2026-11-21");
  REQUIRE(found.proposals.size() == 1);
  CHECK(found.proposals[0].decision.id == DecisionId("academy-uni@1/sql:2+a1"));
  CHECK(found.refusals.empty());  // the other group is not needed
  world.record.awards.push_back(earned("a2", "academy/python", "3"));
  found = world.on("2026-11-21");
  REQUIRE(found.proposals.size() == 2);
  CHECK(found.proposals[0].competing == std::vector<std::string>{"academy-uni@1/sql:2+a1"});
  CHECK(decide(found).empty());
}

TEST_CASE("a signed agreement holds from the day on which both sides had signed") {
  World world;
  world.agreements[0].requires_signatures = true;
  CHECK(world.refused_on("2026-11-21") == RefusalReason::not_signed);
  CHECK(world.on("2026-11-21").refusals[0].organization == OrganizationId("academy"));
  world.agreements[0].signatures = {{"Registrar", Side::receiver, day("2026-07-02")},
                                    {"Dean", Side::sender, day("2026-07-01")}};
  CHECK(world.refused_on("2026-07-01") == RefusalReason::not_signed);
  CHECK(world.on("2026-07-01").refusals[0].organization == OrganizationId("uni"));
  CHECK(world.on("2026-07-02").proposals.size() == 1);
  world.agreements[0].signatures.push_back({"a name alone says nothing of the side"});
  world.agreements[0].signatures.erase(world.agreements[0].signatures.begin());
  CHECK(world.refused_on("2026-11-21") == RefusalReason::not_signed);
}

namespace {

// Version 1 holds through 2026 and grants half a credit, version 2 from 2027 and grants 3.
struct TwoVersions : World {
  TwoVersions() {
    Agreement& next = agreements.emplace_back(agreements[0]);
    next.version = 2;
    next.valid_from = day("2027-01-01");
    next.valid_until = day("2027-12-31");
    next.terms[0].grant.rate.reset();
    next.terms[0].grant.credit = amount("3", "us-semester");
  }
  /// The version that decides on the day what was awarded on the other; 0: none grants.
  int decided_by(const char* awarded, const char* date = "2027-06-01") {
    record.awards[0].awarded = day(awarded);
    const Proposals found = on(date);
    REQUIRE(found.proposals.size() < 2);
    if (found.proposals.empty()) return 0;
    CHECK(found.refusals.empty());
    return found.proposals[0].decision.agreement_version;
  }
};

}  // namespace

TEST_CASE("the version that held when an award was made decides it") {
  TwoVersions world;
  CHECK(world.decided_by("2026-06-01", "2026-12-31") == 1);
  CHECK(world.decided_by("2026-12-31", "2027-01-01") == 1);  // what was promised then
  CHECK(world.decided_by("2027-01-01") == 2);
  CHECK(world.decided_by("2020-01-01") == 1);  // before any agreement: the first
  CHECK(world.decided_by("2027-06-01", "2027-12-31") == 2);
  CHECK(world.decided_by("2027-06-01", "2028-01-01") == 0);
  CHECK(world.on("2028-01-01").refusals[0].reason == RefusalReason::agreement_ended);
  CHECK(world.on("2028-01-01").refusals[0].date == day("2027-12-31"));
}

TEST_CASE("a newer version takes over what was earned since the day that it says") {
  TwoVersions world;
  world.agreements[1].awards_from = day("2026-09-01");
  CHECK(world.decided_by("2026-08-31") == 1);
  CHECK(world.decided_by("2026-09-01") == 2);
  CHECK(world.decided_by("2026-09-01", "2026-12-31") == 1);  // it does not hold yet
}

TEST_CASE("a version ends where the next begins, and one that begins with the next never holds") {
  TwoVersions world;
  world.agreements[0].valid_until.reset();
  CHECK(world.decided_by("2026-12-31") == 1);
  CHECK(world.decided_by("2027-01-01") == 2);
  world.agreements[0].valid_from = world.agreements[1].valid_from;  // a correction
  CHECK(world.decided_by("2020-01-01") == 2);
}

TEST_CASE("in a gap between versions nothing is decided, and the next begins on a day") {
  TwoVersions world;
  world.agreements[0].valid_until = day("2026-09-30");
  CHECK(world.decided_by("2026-09-30", "2026-10-01") == 0);
  const Proposals found = world.on("2026-10-01");
  REQUIRE(found.refusals.size() == 2);  // a term of each version
  CHECK(found.refusals[0].reason == RefusalReason::between_versions);
  CHECK(found.refusals[0].date == day("2027-01-01"));
  CHECK(world.decided_by("2026-09-30") == 1);
  CHECK(world.decided_by("2026-10-01") == 2);  // no version held: the next one
}

TEST_CASE("a group goes by its latest award, and a version that names nothing of it says so") {
  TwoVersions world;
  world.record.awards.push_back(earned("a2", "academy/python", "2"));
  world.record.awards[1].awarded = day("2027-01-01");
  for (Agreement& each : world.agreements) each.terms[0].from = {{kPython, kSql}};
  CHECK(world.decided_by("2026-06-01") == 2);
  world.agreements[1].terms[0].from = {{AchievementId("uni/databases")}};
  const Proposals found = world.on("2027-06-01");
  CHECK(found.proposals.empty());
  REQUIRE(found.refusals.size() == 1);
  CHECK(found.refusals[0].reason == RefusalReason::other_version);
  CHECK(found.refusals[0].version == 1);
  CHECK(found.refusals[0].by == "2");
}

TEST_CASE("a version denies only what it decides") {
  TwoVersions world;
  world.agreements[1].terms.clear();
  world.agreements[1].denials = {{kSql, {}}};
  CHECK(world.decided_by("2026-12-31") == 1);
  CHECK(world.decided_by("2027-01-01") == 0);
}

TEST_CASE("an agreement converts the grade of one award by its tables, and keeps the original") {
  World world;
  const auto scale = [](const char* id, const char* best, const char* rest) {
    return grade::Scale{grade::ScaleId(id), {}, {{best}, {rest}, {"F", {}, false}}};
  };
  const auto table = [](const char* id, const char* scale_id, const char* best, const char* share,
                        const char* rest) {
    grade::DistributionTable made;
    made.id = grade::TableId(id);
    made.scale = grade::ScaleId(scale_id);
    const Rational first = Rational::parse(share).value();
    made.shares = {{best, first}, {rest, subtract(Rational(1), first).value()}};
    return made;
  };
  world.catalogue.grade_scales = {scale("us", "A", "B"), scale("de", "1", "2")};
  world.catalogue.grade_tables = {table("us-table", "us", "A", "1/2", "B"),
                                  table("de-table", "de", "1", "1/4", "2")};
  Grant& grant = world.agreements[0].terms[0].grant;
  grant.grade = GradeRule{grade::TableId("us-table"), grade::TableId("de-table")};
  const auto decision = [&] { return world.on("2026-11-21").proposals.at(0).decision; };
  CHECK_FALSE(decision().view.grade);  // it has none
  const auto graded = [&](const char* value) {
    world.record.awards[0].grade = grade::Grade{grade::ScaleId("us"), value};
  };
  graded("A");  // the middle of 0 to 1/2 is the border: the better one
  CHECK(decision().view.grade == grade::Grade{grade::ScaleId("de"), "1"});
  CHECK(decision().original_grade == world.record.awards[0].grade);
  grant.grade->policy = grade::Policy::lowest;
  CHECK(decision().view.grade == grade::Grade{grade::ScaleId("de"), "2"});
  graded("F");
  CHECK_FALSE(decision().view.grade);
  CHECK(decision().grade_refused == grade::RefusalReason::failing);
  graded("B");
  world.record.awards.push_back(earned("a2", "academy/python", "2"));
  world.agreements[0].terms[0].from = {{kPython, kSql}};
  CHECK_FALSE(decision().view.grade);  // two awards have no grade in common
  CHECK_FALSE(decision().grade_refused);
}

TEST_CASE("an agreement may ask how an award was assessed") {
  World world;
  requirement::Filter& where = world.agreements[0].terms[0].where;
  where.assessments = {"exam"};
  CHECK(world.refused_on("2026-11-21") == RefusalReason::condition_failed);
  CHECK(world.on("2026-11-21").refusals[0].condition.assessments == where.assessments);
  world.catalogue.achievements[0].assessment = "exam";
  CHECK(world.on("2026-11-21").proposals.size() == 1);
  world.record.awards[0].assessment = "attendance";  // what the award says is what happened
  CHECK(world.refused_on("2026-11-21") == RefusalReason::condition_failed);
}

TEST_CASE("an agreement may ask for a quality label, held on the day of the award") {
  World world;
  requirement::Filter& where = world.agreements[0].terms[0].where;
  where.labels = {"seal"};
  const auto unknown =
      propose(world.record, {world.catalogue, world.agreements}, day("2026-11-21"));
  REQUIRE(!unknown);
  CHECK(unknown.error().message.find("quality label \"seal\"") != std::string::npos);
  const Date awarded = world.record.awards[0].awarded;
  auto& labels = world.catalogue.achievements[0].labels;
  labels = {{"seal", awarded, awarded}};
  CHECK(world.on("2026-11-21").proposals.size() == 1);
  labels = {{"seal", awarded.plus_days(1), {}}};  // held since, and not on the day
  CHECK(world.refused_on("2026-11-21") == RefusalReason::condition_failed);
  CHECK(world.on("2026-11-21").refusals[0].condition.labels == where.labels);
  learning::Organization& sender = world.catalogue.organizations.emplace_back();
  sender.id = world.agreements[0].sender;
  sender.labels = {{"seal", awarded, {}}};
  CHECK(world.on("2026-11-21").proposals.size() == 1);
}

TEST_CASE("a condition is a filter, and the refusal gives the test that fails") {
  World world;
  world.catalogue.grade_scales.push_back(
      {grade::ScaleId("marks"), {}, {{"A", 4, false}, {"B", 3, false}, {"C", 2, false}}});
  requirement::Filter& where = world.agreements[0].terms[0].where;
  where.grade = grade::Grade{grade::ScaleId("marks"), "B"};
  where.organizations = {};
  CHECK(world.refused_on("2026-11-21") == RefusalReason::condition_failed);
  CHECK(world.on("2026-11-21").refusals[0].condition.grade->value == "B");
  world.record.awards[0].grade = grade::Grade{grade::ScaleId("marks"), "C"};
  CHECK(world.refused_on("2026-11-21") == RefusalReason::condition_failed);
  world.record.awards[0].grade->value = "B";
  CHECK(world.on("2026-11-21").proposals.size() == 1);
  where.grade->value = "Z";
  const auto found = propose(world.record, {world.catalogue, world.agreements}, day("2026-11-21"));
  REQUIRE_FALSE(found);
  CHECK(found.error().where == "agreement academy-uni, term sql");
}

TEST_CASE("what is denied counts nowhere between the two, unless a higher agreement says so") {
  World world;
  Agreement denying = world.agreements[0];
  denying.id = AgreementId("denying");
  denying.terms.clear();
  denying.denials = {{kSql, LocalizedText()}};
  world.agreements.push_back(denying);
  CHECK(world.refused_on("2026-11-21") == RefusalReason::denied);
  CHECK(world.on("2026-11-21").refusals[0].by == "denying");
  world.agreements[0].precedence = 1;
  CHECK(world.on("2026-11-21").proposals.size() == 1);
  world.agreements[1].precedence = 1;
  CHECK(world.refused_on("2026-11-21") == RefusalReason::denied);
  world.agreements[1].valid_until = day("2026-11-20");
  CHECK(world.on("2026-11-21").proposals.size() == 1);
  world.agreements[1].valid_until.reset();
  world.agreements[0].terms[0].from = {{kPython}};
  CHECK(world.refused_on("2026-11-21") == RefusalReason::denied);  // that nobody asked for
}

TEST_CASE("the higher precedence sets aside what competes, and only what competes") {
  World world;
  world.agreements.push_back(world.agreements[0]);
  world.agreements[1].id = AgreementId("better");
  world.agreements[1].precedence = 2;
  world.agreements[1].terms[0].grant.achievement = AchievementId();
  Proposals found = world.on("2026-11-21");
  REQUIRE(found.proposals.size() == 1);
  CHECK(found.proposals[0].decision.agreement == AgreementId("better"));
  CHECK(decide(found).size() == 1);
  REQUIRE(found.refusals.size() == 1);
  CHECK(found.refusals[0].reason == RefusalReason::outranked);
  CHECK(found.refusals[0].by == "better@1/sql+a1");
  CHECK(found.refusals[0].by_agreement == AgreementId("better"));
  CHECK(found.refusals[0].by_version == 1);
  world.agreements[1].receiver = OrganizationId("another-uni");
  CHECK(world.on("2026-11-21").proposals.size() == 2);
}

TEST_CASE("an award of what would be granted is in the way") {
  World world;
  world.record.awards.push_back(earned("own", "uni/databases", "3"));
  world.record.awards[1].organization = OrganizationId("uni");
  const Proposals found = world.on("2026-11-21");
  REQUIRE(found.proposals.size() == 1);
  CHECK(found.proposals[0].competing == std::vector<std::string>{"own"});
  CHECK(decide(found).empty());
  // On its last day it still is, and then no more.
  world.record.awards[1].expires = Date::parse("2026-11-21").value();
  CHECK_FALSE(world.on("2026-11-21").proposals[0].competing.empty());
  CHECK(world.on("2026-11-22").proposals[0].competing.empty());
}

TEST_CASE("a requirement met, a waiver and advanced standing are for a person") {
  World world;
  Grant& grant = world.agreements[0].terms[0].grant;
  const auto only = [&] {
    const Proposals found = world.on("2026-11-21");
    REQUIRE(found.proposals.size() == 1);
    CHECK(decide(found).empty());
    return found.proposals[0].decision;
  };
  grant = {GrantKind::requirement, {}, NodeId("uni/degree/maths"), {}, amount("2", "us-semester")};
  Decision made = only();
  CHECK(made.exception->kind == requirement::Exception::Kind::substitute);
  CHECK(made.exception->award == made.view.id);
  CHECK(made.view.credit == std::vector{amount("2", "us-semester")});
  grant = {GrantKind::waiver, {}, NodeId("uni/degree/maths"), {}};
  made = only();
  CHECK(made.exception->kind == requirement::Exception::Kind::waive);
  CHECK(made.exception->node == NodeId("uni/degree/maths"));
  CHECK(made.exception->from == day("2026-11-21"));
  CHECK(made.view.credit.empty());
  world.record.exceptions.push_back(*made.exception);
  CHECK(world.on("2026-11-21").proposals.empty());  // it was granted
  grant = {GrantKind::advanced_standing, {}, {}, {"entry/degree", "second-year"}};
  CHECK(only().standing->value == "second-year");
  grant = {GrantKind::block, AchievementId("uni/databases"), {}, {}, amount("9", "us-semester")};
  CHECK(decide(world.on("2026-11-21")).size() == 1);
}

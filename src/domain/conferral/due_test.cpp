// What is due, and who decides; each reason once, at the border of each day.
#include "domain/conferral/due.h"

#include <doctest/doctest.h>

#include <functional>
#include <string>

using namespace cairn;
using conferral::Conferral;
using conferral::Outcome;
using conferral::Reason;
using learning::Authority;
using learning::AwardStatus;
using requirement::Exception;

namespace {

Date day(const char* text) { return Date::parse(text).value(); }

requirement::Node holds(const char* id, const char* achievement) {
  return {NodeId(id), {}, requirement::Holds{AchievementId(achievement), {}}};
}

// A certificate of uni for holding a and b, and one award of each.
struct Situation {
  learning::Catalogue catalogue;
  learning::Record record;
  Authority authority{"standing",       1,         OrganizationId("uni"),
                      "Dean",           {"cert*"}, day("2026-01-01"),
                      day("2026-06-30")};
  std::vector<Authority> more = {};
  Date at = day("2026-06-30");

  Situation() {
    learning::Organization uni;
    uni.id = OrganizationId("uni");
    uni.credit_system = credit::SystemId("ects");
    catalogue.organizations = {uni};
    for (const char* id : {"a", "b", "certificate"}) {
      learning::Achievement made;
      made.id = AchievementId(id);
      made.organization = uni.id;
      made.credit = {{Rational(3), uni.credit_system}};
      catalogue.achievements.push_back(std::move(made));
    }
    catalogue.achievements[2].requirement =
        requirement::Node{NodeId("r"), {}, requirement::All{{holds("x", "a"), holds("y", "b")}}};
    catalogue.achievements[2].valid_days = 10;
    award("a");
    award("b");
  }

  learning::Award& award(const char* achievement) {
    learning::Award made;
    made.id = AwardId(std::string("award of ") + achievement);
    made.achievement = AchievementId(achievement);
    made.organization = OrganizationId("uni");
    made.awarded = day("2026-01-15");
    record.awards.push_back(std::move(made));
    return record.awards.back();
  }

  Conferral conferral() const {
    std::vector<Authority> all = more;
    all.push_back(authority);
    const auto conferrals = conferral::due(catalogue, record, all, {at});
    REQUIRE(conferrals.has_value());
    REQUIRE(conferrals->size() == 1);
    return conferrals->front();
  }
  Reason reason() const { return conferral().reason; }
};

}  // namespace

TEST_CASE("what is complete is awarded under a standing authority, on the roots of what it needs") {
  Situation now;
  now.record.awards[1].roots = {AwardId("elsewhere")};
  const Conferral conferral = now.conferral();
  CHECK(conferral.outcome == Outcome::granted);
  CHECK(conferral.reason == Reason::authorized);
  CHECK(conferral.authority == "standing");
  REQUIRE(conferral.award);
  CHECK(conferral.award->achievement.text() == "certificate");
  CHECK(conferral.award->organization.text() == "uni");
  CHECK(conferral.award->awarded == day("2026-06-30"));
  CHECK(conferral.award->expires == day("2026-07-10"));
  CHECK(conferral.award->roots == std::vector{AwardId("award of a"), AwardId("elsewhere")});
  CHECK(conferral.award->source == "standing");
}

TEST_CASE("what is incomplete names what is missing, and whether anything of it is there") {
  Situation now;
  now.record.awards.pop_back();
  const Conferral one = now.conferral();
  CHECK(one.reason == Reason::incomplete);
  CHECK(one.is_begun);
  REQUIRE(one.missing.size() == 1);
  const int leaf = one.missing.front().node;
  CHECK(one.programme->nodes()[static_cast<std::size_t>(leaf)].id.text() == "certificate/y");
  now.record.awards.front().expires = now.at.plus_days(-1);
  CHECK(!now.conferral().is_begun);
  CHECK(now.conferral().missing.size() == 2);
  now.record.awards.front().expires = now.at;
  CHECK(now.conferral().is_begun);
}

TEST_CASE("without an authority that holds on the day an officer decides") {
  Situation now;
  now.at = day("2026-07-01");
  CHECK(now.reason() == Reason::authority_idle);
  CHECK(now.conferral().outcome == Outcome::proposed);
  CHECK(now.conferral().award.has_value());
  now.at = day("2026-06-30");
  now.authority.revoked = {day("2026-06-30"), "Senate", "the rules are under review"};
  CHECK(now.reason() == Reason::authority_idle);
  now.authority.revoked->on = day("2026-07-01");
  CHECK(now.reason() == Reason::authorized);
  now.authority.from = day("2026-07-01");
  CHECK(now.reason() == Reason::authority_idle);
  now.authority.achievements = {"certificates*"};
  CHECK(now.reason() == Reason::no_authority);
  now.authority.achievements = {"certificate"};
  now.authority.organization = OrganizationId("college");
  CHECK(now.reason() == Reason::no_authority);
}

TEST_CASE("of several authorities one that holds is enough") {
  Situation now;
  now.more = {now.authority};
  now.more[0].id = "another";
  now.more[0].until = day("2026-06-29");
  CHECK(now.conferral().authority == "standing");
  now.more[0].until.reset();
  CHECK(now.conferral().authority == "another");
}

TEST_CASE("what a person decided before, a person decides again") {
  Situation now;
  Exception exception;
  exception.id = requirement::ExceptionId("e");
  exception.kind = Exception::Kind::waive;
  exception.node = NodeId("certificate/x");
  exception.from = day("2026-06-30");
  now.record.exceptions = {exception};
  CHECK(now.reason() == Reason::by_exception);
  CHECK(now.conferral().outcome == Outcome::proposed);
  now.record.exceptions[0].from = day("2026-07-01");
  CHECK(now.reason() == Reason::authorized);
  now.award("certificate").status = AwardStatus::revoked;
  CHECK(now.reason() == Reason::revoked_before);
  CHECK(now.conferral().outcome == Outcome::proposed);
}

TEST_CASE("what is held, not complete or not proven is refused") {
  Situation now;
  now.award("certificate").expires = day("2026-06-30");
  CHECK(now.reason() == Reason::held);
  CHECK_FALSE(now.conferral().award.has_value());
  now.record.awards.back().expires = day("2026-06-29");
  CHECK(now.reason() == Reason::authorized);
  now.record.awards.back().expires.reset();
  now.record.awards.back().status = AwardStatus::in_progress;
  CHECK(now.reason() == Reason::authorized);
  now.record.awards.pop_back();
  now.record.awards[1].status = AwardStatus::in_progress;
  CHECK(now.reason() == Reason::in_progress);
  now.record.awards.pop_back();
  CHECK(now.reason() == Reason::incomplete);
  CHECK(now.conferral().distance.credit == Rational(3));
  CHECK(now.conferral().outcome == Outcome::refused);
}

TEST_CASE(
    "what an award uses up is listed, and what it would take away is for an officer to weigh") {
  Situation now;
  auto& achievements = now.catalogue.achievements;
  learning::Achievement other = achievements[2];
  other.id = AchievementId("diploma");
  other.requirement = holds("r", "a");
  achievements.push_back(other);
  now.authority.achievements = {"*"};
  const auto certificate = [&] {
    const auto all =
        conferral::due(now.catalogue, now.record, std::vector{now.authority}, {now.at});
    REQUIRE(all.has_value());
    return all->front();
  };
  CHECK(certificate().reason == Reason::authorized);
  CHECK(certificate().consumes.empty());
  achievements[2].consumption = learning::Consumption::absorbed;
  CHECK(certificate().reason == Reason::competes);
  CHECK(certificate().outcome == Outcome::proposed);
  CHECK(certificate().against == std::vector{AchievementId("diploma")});
  CHECK(certificate().consumes == std::vector{AwardId("award of a"), AwardId("award of b")});
  achievements[3].organization = OrganizationId("college");  // which counts what others absorb
  CHECK(certificate().reason == Reason::authorized);
  achievements[2].consumption = learning::Consumption::reissued;
  CHECK(certificate().reason == Reason::competes);
  now.record.awards[0].organization = OrganizationId("college");  // and is not uni's to end
  CHECK(certificate().consumes == std::vector{AwardId("award of b")});
  CHECK(certificate().reason == Reason::authorized);
}

TEST_CASE("only what is published and has a requirement may be due") {
  Situation now;
  now.catalogue.achievements[2].state = learning::AchievementState::withdrawn;
  const auto none = conferral::due(now.catalogue, now.record, {}, {now.at});
  REQUIRE(none.has_value());
  CHECK(none->empty());
}

#include "domain/standing/standing.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace cairn::standing {
namespace {

using learning::Achievement;
using learning::Award;
using requirement::Node;

const Date kDay = Date::parse("2026-11-21").value();

credit::Amount amount(int value, const char* system = "ects") {
  return {Rational(value), credit::SystemId(system)};
}

Achievement achievement(const char* id, int value) {
  Achievement made;
  made.id = AchievementId(id);
  made.credit = {amount(value)};
  return made;
}

Achievement programme(const char* id, const credit::Amount& credit, Node requirement) {
  Achievement made;
  made.id = AchievementId(id);
  made.kind = AchievementKind::certificate;
  made.credit = {credit};
  made.requirement = std::move(requirement);
  return made;
}

Node all_of(const std::vector<const char*>& parts) {
  requirement::All all;
  for (const char* part : parts)
    all.children.push_back({NodeId(part), {}, requirement::Holds{AchievementId(part)}});
  return {NodeId("all"), {}, std::move(all)};
}

Node credit_of(int minimum, const char* system = "ects") {
  return {NodeId("credit"), {}, requirement::Sum{amount(minimum, system), std::nullopt, {}}};
}

Award award(const char* of, int credit = 3) {
  Award made;
  made.id = AwardId(std::string("award of ") + of);
  made.achievement = AchievementId(of);
  made.credit = {amount(credit)};
  made.awarded = Date::parse("2026-01-31").value();
  return made;
}

requirement::Exception waiver(const char* node) {
  requirement::Exception made;
  made.id = requirement::ExceptionId("waiver");
  made.node = NodeId(node);
  made.from = Date::parse("2026-01-01").value();
  return made;
}

learning::Catalogue modules(std::vector<Achievement> programmes) {
  learning::Catalogue made;
  made.achievements = {achievement("a", 3), achievement("b", 3), achievement("c", 3)};
  for (Achievement& each : programmes) made.achievements.push_back(std::move(each));
  return made;
}

learning::Catalogue ladder() {
  return modules({programme("degree", amount(12), all_of({"a", "b", "c", "diploma"})),
                  programme("diploma", amount(6), all_of({"a", "b"})),
                  programme("certificate", amount(3), all_of({"c"}))});
}

// The goals in their order, and their bounds: "diploma 3/1".
std::vector<std::string> order(const learning::Catalogue& catalogue,
                               const learning::Record& record) {
  const Programmes programmes(catalogue);
  const auto standing = stand(programmes, record, {kDay});
  REQUIRE(standing);
  CHECK(standing->is_proven());
  std::vector<std::string> found;
  for (const Place& place : standing->places)
    found.push_back(
        programmes.indexed()[static_cast<std::size_t>(place.programme)].programme.goal().text() +
        (place.is_begun ? " " : " - ") + place.bound.credit.to_string() + "/" +
        std::to_string(place.bound.missing));
  return found;
}

using Order = std::vector<std::string>;

TEST_CASE("begun programmes stand before others, each by what is missing") {
  CHECK(order(ladder(), {{award("a")}}) ==
        Order{"diploma 3/1", "degree 12/4", "certificate - 3/1"});
  CHECK(order(ladder(), {{award("c")}}) ==
        Order{"certificate 0/0", "degree 12/4", "diploma - 6/2"});
  CHECK(order(ladder(), {}) == Order{"certificate - 3/1", "diploma - 6/2", "degree - 15/5"});
}

TEST_CASE("what cannot be used begins nothing, what is in progress does") {
  Award revoked = award("a");
  revoked.status = learning::AwardStatus::revoked;
  CHECK(order(ladder(), {{revoked}}).front() == "certificate - 3/1");
  Award hoped = award("a");
  hoped.status = learning::AwardStatus::in_progress;
  CHECK(order(ladder(), {{hoped}}).front() == "diploma 6/2");
}

TEST_CASE("an exception in force begins its programme, on another day it does not") {
  requirement::Exception exception = waiver("degree/diploma");
  CHECK(order(ladder(), {{}, {}, {exception}}).front() == "degree 9/3");
  exception.until = kDay.plus_days(-1);
  CHECK(order(ladder(), {{}, {}, {exception}}).back() == "degree - 15/5");
}

TEST_CASE("a fact brings a programme nearer but does not begin it") {
  requirement::Fact fact;
  fact.name = "declared";
  fact.is = {"yes"};
  requirement::All all;
  all.children = {{NodeId("f"), {}, fact},
                  {NodeId("a"), {}, requirement::Holds{AchievementId("a")}}};
  const auto catalogue = modules({programme("x", amount(3), {NodeId("all"), {}, all}),
                                  programme("y", amount(3), all_of({"b"}))});
  CHECK(order(catalogue, {}) == Order{"y - 3/1", "x - 3/2"});
  CHECK(order(catalogue, {{}, {{"declared", "yes"}}}) == Order{"x - 3/1", "y - 3/1"});
}

TEST_CASE("credit of different systems is compared by the hours it stands for") {
  learning::Catalogue catalogue = modules({programme("units", amount(4, "units"), all_of({"a"})),
                                           programme("ects", amount(5), credit_of(5))});
  catalogue.achievements[0].credit.push_back(amount(4, "units"));
  const auto system = [](const char* id, int hours) {
    return credit::System{
        credit::SystemId(id), {}, credit::SystemKind::credit, {Rational(1), Rational(hours)}};
  };
  catalogue.credit_systems = {system("ects", 30), system("units", 45)};
  CHECK(order(catalogue, {}) == Order{"ects - 5/1", "units - 4/1"});
  catalogue.credit_systems = {system("ects", 40), system("units", 45)};
  CHECK(order(catalogue, {}) == Order{"units - 4/1", "ects - 5/1"});
  catalogue.credit_systems = {};
  CHECK(order(catalogue, {}) == Order{"ects - 5/1", "units - 4/1"});
}

TEST_CASE("drafts, and achievements without a requirement, are no programmes") {
  learning::Catalogue catalogue = ladder();
  catalogue.achievements.back().state = learning::AchievementState::draft;
  CHECK(Programmes(catalogue).indexed().size() == 2);
}

TEST_CASE("a programme that cannot be audited is refused, with why") {
  const Programmes programmes(modules({programme("x", amount(3), all_of({"nothing"}))}));
  CHECK(programmes.indexed().empty());
  REQUIRE(programmes.refused().size() == 1);
  CHECK(programmes.refused()[0].programme.text() == "x");
}

TEST_CASE(
    "an exception about a node that is not there is told once, and not of another's programme") {
  learning::Record record;
  for (const char* node : {"degree/diploma", "degree/gone", "certificat/c", "a/gone"}) {
    record.exceptions.push_back(waiver(node));
    record.exceptions.back().id = requirement::ExceptionId(node);
  }
  record.exceptions.push_back(waiver("diploma/gone"));
  record.exceptions.back().until = kDay.plus_days(-1);
  const Programmes programmes(ladder());
  const auto standing = stand(programmes, record, {kDay});
  REQUIRE(standing);
  CHECK(standing->idle == std::vector{requirement::ExceptionId("certificat/c"),
                                      requirement::ExceptionId("degree/gone")});
  for (const auto& audit : standing->audits) {
    REQUIRE(audit);
    CHECK(std::ranges::none_of(audit->reasons, [](const audit::Reason& reason) {
      return reason.code == audit::ReasonCode::exception_idle;
    }));
  }
}

TEST_CASE("an exception that does not fit leaves its place unproven, with why") {
  requirement::Exception adjusts = waiver("diploma/a");
  adjusts.kind = requirement::Exception::Kind::adjust;
  adjusts.value = Rational(2);
  const Programmes programmes(ladder());
  const auto standing = stand(programmes, {{award("a")}, {}, {adjusts}}, {kDay});
  REQUIRE(standing);
  CHECK(!standing->is_proven());
  CHECK(!standing->places[0].is_exact);
  CHECK(standing->places[0].bound.is_zero());
  CHECK(!standing->audits[0]);
  CHECK(standing->audits[1]);
}

TEST_CASE("a search that ends at its budget leaves its place unproven, by its bound") {
  learning::Catalogue catalogue;
  requirement::All blocks;
  for (int block = 0; block < 6; ++block) {
    blocks.children.push_back(credit_of(15));
    blocks.children.back().id = NodeId("block " + std::to_string(block));
  }
  learning::Record record;
  for (int i = 0; i < 9; ++i) {
    const std::string id = "module " + std::to_string(i);
    const int credit = 8 + i * 7 % 5;  // 8 to 12: one does not fill a block, two are too much
    catalogue.achievements.push_back(achievement(id.c_str(), credit));
    record.awards.push_back(award(id.c_str(), credit));
  }
  catalogue.achievements.push_back(programme("blocks", amount(90), {NodeId("all"), {}, blocks}));
  Options options{kDay};
  options.nodes_max = 1;
  const auto standing = stand(Programmes(catalogue), record, options);
  REQUIRE(standing);
  const audit::Audit& audited = *standing->audits[0];
  REQUIRE(audited.bound < audited.distance);
  CHECK(!standing->is_proven());
  CHECK(!standing->places[0].is_exact);
  CHECK(standing->places[0].bound == audited.bound);
}

TEST_CASE("only the places asked for are audited; those before them are proven all the same") {
  const Programmes programmes(ladder());
  const auto standing = stand(programmes, {{award("a")}}, {kDay, 1, 1});
  REQUIRE(standing);
  REQUIRE(standing->audits.size() == 1);
  CHECK(standing->audits[0]->distance.credit == Rational(12));
  CHECK(standing->audited == 2);
  const auto beyond = stand(programmes, {{award("a")}}, {kDay, 7, 1});
  CHECK(beyond->audits.empty());
  CHECK(beyond->places.size() == 3);
}

TEST_CASE("places are given among some programmes, and among those that are not complete") {
  const Programmes programmes(ladder());  // by id: certificate, degree, diploma
  const learning::Record record{{award("a"), award("b"), award("c")}};
  const auto goals = [&](const Options& options) {
    const auto standing = stand(programmes, record, options);
    REQUIRE(standing);
    CHECK(standing->is_proven());
    Order found;
    for (const Place& place : standing->places)
      found.push_back(
          programmes.indexed()[static_cast<std::size_t>(place.programme)].programme.goal().text());
    return found;
  };
  Options options{.at = kDay};
  CHECK(goals(options) == Order{"certificate", "diploma", "degree"});
  options.is_open_only = true;
  CHECK(goals(options) == Order{"degree"});
  options.among = {true, false, true};
  options.is_open_only = false;
  CHECK(goals(options) == Order{"certificate", "diploma"});
}

TEST_CASE("what is complete takes no place of those before which a page begins") {
  const Programmes programmes(ladder());
  const learning::Record record{{award("c")}};
  const auto standing =
      stand(programmes, record, {.at = kDay, .skip = 1, .nearest = 1, .is_open_only = true});
  REQUIRE(standing);
  CHECK(standing->first == 1);
  REQUIRE(standing->audits.size() == 1);
  CHECK(standing->audits[0]->distance.credit == Rational(6));
  CHECK(standing->places.size() == 2);
}

TEST_CASE("an award that two leaves could have saves only once in the bound") {
  // Leaf by leaf nothing is missing of the first, and less than of the second.
  requirement::All all;
  for (const char* id : {"one", "two"})
    all.children.push_back({NodeId(id), {}, requirement::Sum{amount(3), std::nullopt, {}}});
  const auto catalogue = modules({programme("twice", amount(6), {NodeId("all"), {}, all}),
                                  programme("once", amount(5), credit_of(5))});
  const Programmes programmes(catalogue);
  const auto standing = stand(programmes, {{award("a")}}, {kDay, 0, 1});
  REQUIRE(standing);
  CHECK(standing->audits[0]->distance.credit == Rational(2));
  CHECK(standing->audited == 1);
  CHECK(standing->places[1].bound.credit == Rational(3));
}

TEST_CASE("two awards of one id are refused") {
  const Programmes programmes(ladder());
  const auto standing = stand(programmes, {{award("a"), award("a")}}, {kDay});
  REQUIRE(!standing);
  CHECK(standing.error().code == ErrorCode::invalid);
}

TEST_CASE("a share is rounded down, and 100 only when nothing is missing") {
  const auto distance = [](const Rational& credit, int missing) {
    return audit::Distance{credit, credit::SystemId("ects"), missing};
  };
  CHECK(percent_there(distance(3, 1), distance(1, 1)) == 66);
  CHECK(percent_there(distance(1'000, 9), distance(1, 1)) == 99);
  CHECK(percent_there(distance(3, 1), distance(3, 1)) == 0);
  CHECK(percent_there(distance(3, 1), distance(0, 0)) == 100);
  CHECK(percent_there(distance(0, 4), distance(0, 1)) == 75);
}

}  // namespace
}  // namespace cairn::standing

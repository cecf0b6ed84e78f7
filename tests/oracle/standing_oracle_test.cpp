// Standing against auditing every programme one by one, on random registries.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdio>
#include <string>
#include <tuple>
#include <vector>

#include "domain/audit/candidates.h"
#include "domain/requirement/exception_scope.h"
#include "domain/standing/standing.h"
#include "oracle/cases.h"
#include "oracle/nodes.h"
#include "oracle/requirement_dice.h"

namespace cairn::oracle {
namespace {

using learning::Achievement;
using requirement::Node;

constexpr std::uint64_t kNodesMax = 2'000;

credit::System system(const char* id, int hours) {
  return {credit::SystemId(id), {}, credit::SystemKind::credit, {Rational(hours), Rational(hours)}};
}

Achievement programme(int number, Dice& dice) {
  Achievement made;
  made.id = AchievementId(name("p", number));
  made.organization = OrganizationId(name("o", dice.below(kOrganizations)));
  made.kind = dice.chance(50) ? AchievementKind::diploma : AchievementKind::degree;
  made.credit = {
      {Rational(10 + dice.below(20)), credit::SystemId(dice.chance(80) ? "ects" : "units")}};
  return made;
}

// Of modules that no record of small cases holds.
Node untouched(int number, Dice& dice) {
  std::vector<Node> parts = {holds("a", name("x", dice.below(4)))};
  if (dice.chance(50)) parts.push_back(credit("b", 1 + dice.below(5), {name("x", number % 4)}));
  return all("untouched", std::move(parts));
}

requirement::Exception exception_at(const Achievement& programme, int number, Dice& dice) {
  requirement::Exception made;
  made.id = requirement::ExceptionId(name("y", number));
  made.node = NodeId(programme.id.text() + "/" + programme.requirement->id.text());
  made.kind =
      dice.chance(50) ? requirement::Exception::Kind::waive : requirement::Exception::Kind::block;
  made.award = AwardId(name("w", dice.below(13)));
  made.from = Date::parse("2026-01-01").value();
  return made;
}

// A small case whose catalogue has many more programmes over the same achievements.
Case crowded_case(std::uint64_t seed) {
  Case made = small_case(seed, 3'000);
  Dice dice(seed * 7919);
  std::vector<AchievementId> names;
  for (const Achievement& each : made.catalogue.achievements) names.push_back(each.id);
  RequirementDice requirements(dice, names);
  for (int i = 0; i < 4; ++i) {
    Achievement module;
    module.id = AchievementId(name("x", i));
    module.organization = OrganizationId("o0");
    module.credit = {ects(Rational(2))};
    made.catalogue.achievements.push_back(std::move(module));
  }
  const int rules = dice.chance(30) ? 0 : 20 + dice.below(40);
  const int count = 5 + dice.below(25);
  for (int i = 0; i < count; ++i) {
    Achievement each = programme(i, dice);
    each.requirement = dice.chance(20) ? untouched(i, dice) : requirements.tree(3, rules);
    if (dice.chance(5)) made.record.exceptions.push_back(exception_at(each, i, dice));
    made.catalogue.achievements.push_back(std::move(each));
  }
  if (dice.chance(60)) made.catalogue.credit_systems = {system("ects", 30), system("units", 45)};
  return made;
}

struct Expected {
  AchievementId id;
  bool is_begun = false;
  audit::Distance distance;
};

bool is_begun(const audit::Programme& programme, const Case& input) {
  std::vector<int> leaves;
  for (const learning::Award& award : input.record.awards)
    if (audit::is_usable(award, input.day)) programme.tree().accepting(award, input.day, leaves);
  return !leaves.empty() ||
         std::ranges::any_of(input.record.exceptions, [&](const requirement::Exception& each) {
           return requirement::holds_on(each, input.day) &&
                  programme.tree().find(each.node.text()) >= 0;
         });
}

// docs/reference/standing.md, section 2, by auditing everything; nothing when that cannot be done.
std::vector<Expected> audit_all(const Case& input) {
  std::vector<Expected> all;
  for (const Achievement& each : input.catalogue.achievements) {
    if (!standing::is_programme(each)) continue;
    const auto compiled = audit::Programme::compile(each.id, input.catalogue);
    if (!compiled) continue;
    const auto audit =
        audit::evaluate(*compiled, input.record, {input.day, kNodesMax, audit::Explain::briefly});
    if (!audit || audit->bound != audit->distance) return {};
    all.push_back({each.id, is_begun(*compiled, input), audit->distance});
  }
  const bool are_hours_known = !input.catalogue.credit_systems.empty();
  const auto key = [&](const Expected& each) {
    const std::string& system = each.distance.system.text();
    const int hours = system == "ects" ? 30 : 45;
    const Rational length = multiply(each.distance.credit, Rational(hours)).value();
    return std::tuple(!each.is_begun, are_hours_known ? std::string() : system, length,
                      each.distance.missing, each.id);
  };
  std::ranges::sort(all, [&](const Expected& a, const Expected& b) { return key(a) < key(b); });
  return all;
}

const Expected& find(const std::vector<Expected>& all, const AchievementId& id) {
  return *std::ranges::find(all, id, &Expected::id);
}

struct Counts {
  int registries = 0, programmes = 0, untouched = 0, audited = 0, exact_bounds = 0, others = 0;
};

void check_registry(std::uint64_t seed, Counts& counts) {
  INFO("seed " << seed);
  const Case input = crowded_case(seed);
  const std::vector<Expected> expected = audit_all(input);
  if (expected.empty()) return;
  const standing::Programmes programmes(input.catalogue);
  REQUIRE(programmes.indexed().size() == expected.size());
  const standing::Options options{input.day, seed % 4, 1 + seed % 7, kNodesMax};
  const auto found = standing::stand(programmes, input.record, options);
  REQUIRE(found);
  CHECK(found->is_proven());
  REQUIRE(found->places.size() == expected.size());
  const std::size_t proven = found->first + found->audits.size();
  CHECK(proven == std::min<std::size_t>(expected.size(), options.skip + options.nearest));
  for (std::size_t i = 0; i < found->places.size(); ++i) {
    const standing::Place& place = found->places[i];
    const AchievementId& id = programmes.indexed()[std::size_t(place.programme)].programme.goal();
    const Expected& exact = find(expected, id);
    CHECK(place.is_begun == exact.is_begun);
    CHECK(place.bound <= exact.distance);
    if (place.is_exact) CHECK(place.bound == exact.distance);
    if (i < proven) CHECK(id == expected[i].id);
    if (i >= found->first && i < proven)
      CHECK(found->audits[i - found->first]->distance == exact.distance);
    counts.untouched += exact.is_begun ? 0 : 1;
    counts.others += i < proven ? 0 : 1;
    counts.exact_bounds += i >= proven && place.bound == exact.distance ? 1 : 0;
  }
  ++counts.registries;
  counts.programmes += static_cast<int>(expected.size());
  counts.audited += static_cast<int>(found->audited);
}

TEST_CASE("the nearest programmes are those that auditing all of them finds") {
  constexpr int kRegistries = 500;
  Counts counts;
  for (std::uint64_t seed = 1; seed <= kRegistries; ++seed) check_registry(seed, counts);
  std::printf(
      "standing: %d registries of %d programmes (%d not begun), %d audited; of %d others the bound "
      "is exact for %d\n",
      counts.registries, counts.programmes, counts.untouched, counts.audited, counts.others,
      counts.exact_bounds);
  CHECK(counts.registries > kRegistries * 9 / 10);
  // The generator and the bounds must be worth something.
  CHECK(counts.untouched > counts.programmes / 20);
  CHECK(counts.audited < counts.programmes / 2);
}

}  // namespace
}  // namespace cairn::oracle

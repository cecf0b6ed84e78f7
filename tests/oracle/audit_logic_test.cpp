// The audit against clasp, which has its own reading of every operator (audit.lp).
#include <doctest/doctest.h>

#include "oracle/against_clasp.h"
#include "oracle/clasp.h"
#include "oracle/nodes.h"
#include "oracle/seeds.h"
#include "support/temporary_folder.h"

namespace cairn::oracle {
namespace {

constexpr int kCases = 100;  // from each seed
constexpr const char* kWanted = "no gringo and clasp on PATH (Debian packages): ./dev setup test";

TEST_CASE("the audit agrees with clasp on 200 logic-heavy cases") {
  REQUIRE_MESSAGE(have_clasp(), kWanted);
  const test::TemporaryFolder folder;
  for (const Seeds& seeds : gate_seeds()) {
    LogicTally tally;
    for (const auto& [seed, difference] :
         compare_logic_cases(seeds.first, kCases, folder.path(), tally))
      FAIL_CHECK("seed " << seed << ": " << difference);
    tally.print("audit, clasp, seeds " + seeds.name);
    CHECK(tally.differed == 0);
    CHECK(tally.not_encoded.empty());
    CHECK(tally.compared * 4 >= kCases * 3);
    CHECK(tally.complete * 5 >= tally.compared);
  }
}

// A goal of so much, and an award for it.
Case credit_case(const Rational& amount) {
  Case made;
  made.day = Date::parse("2026-11-21").value();
  made.goal = AchievementId("goal");
  made.catalogue.organizations = {organization("here")};
  learning::Achievement goal;
  goal.id = made.goal;
  goal.organization = OrganizationId("here");
  goal.credit = {ects(amount)};
  goal.requirement = credit("c", amount);
  made.catalogue.achievements = {goal};
  return made;
}

TEST_CASE("what clasp cannot be told is counted as not encoded") {
  REQUIRE_MESSAGE(have_clasp(), kWanted);
  const test::TemporaryFolder folder;
  LogicTally tally;
  const std::vector<Seeded> cases{{1, credit_case(Rational(20'000))},
                                  {2, credit_case(Rational(20'001))}};
  CHECK(compare_with_clasp(cases, folder.path(), tally).empty());
  CHECK(tally.compared == 1);
  CHECK(tally.not_encoded.at("an amount of more than 20,000 units") == 1);
}

}  // namespace
}  // namespace cairn::oracle

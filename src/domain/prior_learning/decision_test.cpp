#include "domain/prior_learning/decision.h"

#include <doctest/doctest.h>

#include "support/prior_learning.h"

using namespace cairn;
using namespace cairn::prior_learning;
using test::day;
using test::ects;
using test::exact;

namespace {

constexpr Finding kMet{Agreement::settled, 3, true};
constexpr Finding kNotMet{Agreement::settled, 1, false};

Cap cap(CapScope scope, const char* amount) {
  return {scope, credit::SystemId("ects"), exact(amount), std::nullopt};
}

EarlierGrant granted(const char* id, const char* goal, const char* amount) {
  return {CaseId(id), AchievementId(goal), {ects(amount)}};
}

Decision decided(const Opening& opening, const Findings& findings,
                 const std::optional<Decision>& earlier = {}, int on = 20) {
  const auto target = target_of(opening, test::small_catalogue());
  REQUIRE(target.has_value());
  const auto made = decide({opening, *target, opening.background}, findings,
                           {day(on), PersonId("omar")}, earlier);
  REQUIRE(made.has_value());
  return *made;
}

OutcomeResult result_of(const Decision& decision, std::size_t index) {
  return decision.outcomes.at(index).result;
}

}  // namespace

TEST_CASE("all outcomes met: the achievement, as an award that is its own root") {
  const Decision made = decided(test::small_opening(), {{"analyse", kMet}, {"chart", kMet}});
  CHECK(made.extent == Extent::full);
  REQUIRE(made.grant.has_value());
  const learning::Award& award = made.grant->award;
  CHECK(award.id == AwardId("award-1"));
  CHECK(award.achievement == AchievementId("sheets"));
  CHECK(award.organization == OrganizationId("college"));
  CHECK(award.status == learning::AwardStatus::recognised);
  CHECK(award.credit == std::vector{ects("3")});
  CHECK(award.awarded == day(20));
  CHECK(award.expires == day(385));
  CHECK(award.roots.empty());
  CHECK(award.source == "case case-1");
  CHECK(made.grant->level->value == 5);
  CHECK(made.grant->outcomes == std::vector<std::string>{"analyse", "chart"});
}

TEST_CASE("a part is unspecified credit by the weights, exactly") {
  const Decision heavy = decided(test::small_opening(), {{"analyse", kMet}, {"chart", kNotMet}});
  CHECK(heavy.extent == Extent::partial);
  CHECK(heavy.fraction == exact("2/3"));
  CHECK(heavy.grant->award.achievement.empty());
  CHECK(heavy.grant->award.credit == std::vector{ects("2")});
  CHECK(heavy.outcomes[1].level == 1);
  const Decision light = decided(test::small_opening(), {{"chart", kMet}});
  CHECK(light.grant->award.credit == std::vector{ects("1")});
  CHECK(result_of(light, 0) == OutcomeResult::not_claimed);

  Opening uneven = test::small_opening();
  uneven.outcomes = {{"analyse", 4}, {"chart", 3}};
  CHECK(decided(uneven, {{"chart", kMet}}).grant->award.credit == std::vector{ects("9/7")});
}

TEST_CASE("nothing met: no award") {
  const Decision made = decided(test::small_opening(), {{"analyse", kNotMet}, {"chart", kNotMet}});
  CHECK(made.extent == Extent::none);
  CHECK_FALSE(made.grant.has_value());
}

TEST_CASE("an outcome that is credited already is not granted again, so the rest is a part") {
  Opening opening = test::small_opening();
  opening.background.credited = {{"chart", AwardId("old")}};
  const Decision made = decided(opening, {{"analyse", kMet}, {"chart", kMet}});
  CHECK(result_of(made, 1) == OutcomeResult::already_credited);
  CHECK(made.extent == Extent::partial);
  CHECK(made.grant->award.credit == std::vector{ects("2")});
  CHECK(made.grant->outcomes == std::vector<std::string>{"analyse"});
}

TEST_CASE("a cap that is exactly met leaves the whole, one that is not cuts") {
  const Findings all = {{"analyse", kMet}, {"chart", kMet}};
  Opening opening = test::small_opening();
  opening.policy.caps = {cap(CapScope::organization, "10")};
  opening.background.granted = {granted("case-0", "other", "7")};
  CHECK(decided(opening, all).extent == Extent::full);
  opening.background.granted = {granted("case-0", "other", "15/2")};
  const Decision cut = decided(opening, all);
  CHECK(cut.extent == Extent::partial);
  CHECK(cut.cut_by == CapScope::organization);
  CHECK(cut.grant->award.credit == std::vector{ects("5/2")});
  CHECK(cut.grant->award.achievement.empty());
  for (const char* used : {"10", "11"}) {
    opening.background.granted = {granted("case-0", "other", used)};
    CHECK(decided(opening, all).extent == Extent::none);
    CHECK(decided(opening, all).cut_by == CapScope::organization);
  }
}

TEST_CASE("a cap of the goal counts its own cases alone, as an amount or as a share") {
  const Findings all = {{"analyse", kMet}, {"chart", kMet}};
  Opening opening = test::small_opening();
  opening.policy.caps = {
      {CapScope::goal, credit::SystemId("ects"), std::nullopt, exact("1/5")}};  // of 30: 6
  opening.background.granted = {granted("case-0", "certificate", "3"),
                                granted("case-9", "other", "9")};
  CHECK(decided(opening, all).extent == Extent::full);
  opening.background.granted = {granted("case-0", "certificate", "4")};
  CHECK(decided(opening, all).grant->award.credit == std::vector{ects("2")});
  // What this very case granted, does not count against it.
  opening.background.granted = {granted("case-1", "certificate", "6")};
  CHECK(decided(opening, all).extent == Extent::full);
}

TEST_CASE("the tightest of several caps counts, and none where less was met anyway") {
  Opening opening = test::small_opening();
  opening.policy.caps = {cap(CapScope::goal, "2"), cap(CapScope::organization, "1"),
                         cap(CapScope::organization, "5/2")};
  const Decision cut = decided(opening, {{"analyse", kMet}, {"chart", kMet}});
  CHECK(cut.fraction == exact("1/3"));
  CHECK(cut.cut_by == CapScope::organization);
  const Decision light = decided(opening, {{"chart", kMet}});  // 1 of 3, just what the cap leaves
  CHECK(light.fraction == exact("1/3"));
  CHECK_FALSE(light.cut_by.has_value());
}

TEST_CASE("an achievement without credit is granted whole or not at all") {
  learning::Catalogue catalogue = test::small_catalogue();
  catalogue.achievements[0].credit.clear();
  Opening opening = test::small_opening();
  opening.policy.caps = {cap(CapScope::organization, "1")};
  const Target target = target_of(opening, catalogue).value();
  const Matter matter{opening, target, opening.background};
  const Ruling ruling{day(20), PersonId("omar")};
  const Decision full = decide(matter, {{"analyse", kMet}, {"chart", kMet}}, ruling, {}).value();
  CHECK(full.extent == Extent::full);
  CHECK(full.grant->award.achievement == AchievementId("sheets"));
  const Decision part = decide(matter, {{"analyse", kMet}}, ruling, {}).value();
  CHECK(part.extent == Extent::partial);
  CHECK_FALSE(part.grant.has_value());
}

TEST_CASE("an appeal adds to what was granted, and takes nothing") {
  const Opening opening = test::small_opening();
  const Decision first = decided(opening, {{"analyse", kMet}, {"chart", kNotMet}});
  const Decision better = decided(opening, {{"chart", kMet}}, first, 40);
  CHECK(better.extent == Extent::full);
  CHECK(better.grant->award.id == first.grant->award.id);
  CHECK(better.grant->award.awarded == day(40));
  const Decision same = decided(opening, {{"chart", kNotMet}}, first, 40);
  CHECK(same.extent == Extent::partial);
  CHECK(same.grant->award.awarded == day(20));

  // Caps that other cases filled meanwhile take nothing back, and give nothing more.
  Opening capped = opening;
  capped.policy.caps = {cap(CapScope::organization, "3")};
  capped.background.granted = {granted("case-2", "other", "2")};
  const Decision kept = decided(capped, {{"chart", kMet}}, first, 40);
  CHECK(kept.fraction == exact("2/3"));
  CHECK(kept.cut_by == CapScope::organization);
  CHECK(kept.grant->award.awarded == day(20));
  CHECK(kept.grant->outcomes == std::vector<std::string>{"analyse", "chart"});
  // An outcome that was granted stays so, although its own award credits it by now.
  capped.background = {{{"analyse", AwardId("award-1")}}, {}};
  CHECK(decided(capped, {{"chart", kMet}}, first, 40).extent == Extent::full);
}

TEST_CASE("amounts that do not fit are an error, never another number") {
  Opening opening = test::small_opening();
  opening.policy.caps = {cap(CapScope::organization, "3")};
  opening.background.granted = {granted("a", "", "9223372036854775807"),
                                granted("b", "", "9223372036854775807")};
  const Target target = target_of(opening, test::small_catalogue()).value();
  const auto made = decide({opening, target, opening.background}, {{"analyse", kMet}},
                           {day(20), PersonId("omar")}, {});
  REQUIRE_FALSE(made.has_value());
  CHECK(made.error().code == ErrorCode::exhausted);
}

TEST_CASE("a case cannot be opened about what the catalogue does not have") {
  const auto failure = [](auto change) {
    Opening opening = test::small_opening();
    learning::Catalogue catalogue = test::small_catalogue();
    change(opening, catalogue);
    const auto target = target_of(opening, catalogue);
    return target ? std::string("accepted") : target.error().message;
  };
  using C = learning::Catalogue;
  CHECK(failure([](Opening&, C&) {}) == "accepted");
  CHECK(failure([](Opening& o, C&) {
          o.achievement = AchievementId("no");
        }).find("no achievement \"no\"") != std::string::npos);
  CHECK(failure([](Opening& o, C&) {
          o.organization = OrganizationId("guild");
        }).find("is not of the organization \"guild\"") != std::string::npos);
  CHECK(failure([](Opening& o, C&) { o.version = 2; }).find("version 1, not 2") !=
        std::string::npos);
  CHECK(failure([](Opening&, C& c) {
          c.achievements[0].state = learning::AchievementState::draft;
        }).find("not published") != std::string::npos);
  CHECK(failure([](Opening& o, C&) { o.outcomes.pop_back(); }).find("must be just those") !=
        std::string::npos);
  CHECK(failure([](Opening& o, C&) {
          o.background.credited = {{"no", AwardId("a")}};
        }).find("credits \"no\"") != std::string::npos);
  CHECK(failure([](Opening& o, C&) { o.goal = AchievementId("no"); }).find("no goal \"no\"") !=
        std::string::npos);
  CHECK(failure([](Opening& o, C&) {
          o.goal = AchievementId();
          o.policy.caps = {cap(CapScope::goal, "3")};
        }).find("the case has none") != std::string::npos);
  CHECK(failure([](Opening& o, C&) {
          o.policy.caps = {
              {CapScope::organization, credit::SystemId("cats"), exact("3"), std::nullopt}};
        }).find("\"cats\", in which") != std::string::npos);
  CHECK(failure([](Opening& o, C& c) {
          c.achievements[1].credit.clear();
          o.policy.caps = {{CapScope::goal, credit::SystemId("ects"), std::nullopt, exact("1/5")}};
        }).find("share of the goal's credit") != std::string::npos);
}

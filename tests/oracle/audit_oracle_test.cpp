// The audit against brute force and against CBC, from a fixed seed and from that of the commit.
#include <doctest/doctest.h>

#include <cstdio>
#include <map>
#include <string>
#include <utility>

#include "oracle/against_optimum.h"
#include "oracle/compare.h"
#include "oracle/integer_program.h"
#include "oracle/nodes.h"
#include "oracle/operators.h"
#include "oracle/seeds.h"
#include "oracle/shape.h"
#include "support/temporary_folder.h"

namespace cairn::oracle {
namespace {

constexpr int kSmall = 20'000;
constexpr int kOperatorLeast = 400;  // of the small cases have each operator of the language
constexpr int kMiddle = 200;
constexpr int kRuled = 100;
constexpr int kLarge = 20;
constexpr int kSolverSeconds = 60;

std::string row(const char* title, const std::map<int, int>& counts) {
  std::string text = title;
  for (const auto& [size, count] : counts)
    text += " " + std::to_string(size) + ":" + std::to_string(count);
  return text;
}

const char* name_of(audit::Status status) {
  static const char* const kNames[] = {"complete", "complete_if_in_progress_passes", "incomplete",
                                       "undecided"};
  return kNames[static_cast<int>(status)];
}

struct BruteForceTally {
  int compared = 0, differed = 0, refused = 0, greedy_failed = 0;
  std::map<int, int> awards, leaves;
  std::map<std::string, int> statuses;
  Shape shape;

  void count(const Case& input, const Comparison& result) {
    ++compared;
    shape.count(input, result.question, result.audit.status != audit::Status::incomplete);
    ++awards[fitting_count(result.question)];
    ++leaves[result.question.leaf_count];
    ++statuses[name_of(result.audit.status)];
    if (result.audit.status == audit::Status::complete && !result.greedy_completes) ++greedy_failed;
  }

  void print(const std::string& seeds) {
    std::printf(
        "audit, brute force, seeds %s: %d compared, %d differ (%d more refused as impossible)\n",
        seeds.c_str(), compared, differed, refused);
    std::printf("  %s\n  %s\n", row("awards that fit:", awards).c_str(),
                row("leaves:", leaves).c_str());
    for (const auto& [status, count] : statuses) std::printf("  %s: %d\n", status.c_str(), count);
    std::printf("  a plain greedy misses %d of %d complete ones\n", greedy_failed,
                statuses["complete"]);
    shape.print("small, seeds " + seeds, true);
  }
};

TEST_CASE("the audit agrees with brute force on 20,000 small cases") {
  for (const Seeds& seeds : gate_seeds()) {
    BruteForceTally tally;
    for (std::uint64_t seed = seeds.first; tally.compared < kSmall; ++seed) {
      const Case input = small_case(seed, 3'000);
      const Comparison result = compare(input);
      if (result.refused) {
        ++tally.refused;
        continue;
      }
      tally.count(input, result);
      if (!result.difference.empty() && ++tally.differed <= 5)
        FAIL_CHECK("seed " << seed << ": " << result.difference);
    }
    tally.print(seeds.name);
    CHECK(tally.differed == 0);
    // The generator must be worth something: every status, and cases that greed gets wrong.
    CHECK(tally.statuses["complete"] > kSmall / 10);
    CHECK(tally.statuses["incomplete"] > kSmall / 10);
    CHECK(tally.statuses["complete_if_in_progress_passes"] > kSmall / 200);
    CHECK(tally.statuses["undecided"] == 0);
    CHECK(tally.greedy_failed > tally.statuses["complete"] / 25);
    for (const std::string& name : operators_of_the_language()) {
      INFO(name);
      CHECK(tally.shape.operators[name] >= kOperatorLeast);
    }
  }
}

using Generator = Case (*)(std::uint64_t seed);

SolverTally compare_with_cbc(Generator generate, std::uint64_t first, int cases,
                             std::uint64_t nodes_max) {
  const test::TemporaryFolder folder;
  SolverTally tally;
  for (std::uint64_t seed = first; seed < first + static_cast<std::uint64_t>(cases); ++seed) {
    INFO("seed " << seed);
    CHECK(compare_with_cbc(generate(seed), nodes_max, kSolverSeconds, folder.path() / "audit.lp",
                           tally) == "");
  }
  return tally;
}

TEST_CASE("the audit agrees with CBC on 200 middle cases, many of which greed gets wrong") {
  REQUIRE_MESSAGE(have_cbc(), "no cbc on PATH (Debian package coinor-cbc): ./dev setup test");
  for (const Seeds& seeds : gate_seeds()) {
    const SolverTally plain = compare_with_cbc(middle_case, seeds.first, kMiddle, 600'000);
    plain.print("audit, CBC, middle, seeds " + seeds.name, true);
    CHECK(plain.cases == kMiddle);
    // Any commit may meet a hard one; the fixed cases are all proven.
    CHECK(plain.unproven * 50 <= (seeds.first == 1 ? 0 : kMiddle));
    CHECK(plain.complete >= kMiddle / 4);
    CHECK(plain.greedy_failed * 10 >= plain.complete);
    const SolverTally ruled = compare_with_cbc(ruled_case, seeds.first, kRuled, 2'000);
    ruled.print("audit, CBC, middle with rules, seeds " + seeds.name, true);
    CHECK(ruled.cases == kRuled);
    CHECK(ruled.unproven * 5 <= ruled.cases);  // of a small budget
  }
}

TEST_CASE("the audit agrees with CBC on 20 large cases") {
  REQUIRE_MESSAGE(have_cbc(), "no cbc on PATH (Debian package coinor-cbc): ./dev setup test");
  for (const Seeds& seeds : gate_seeds()) {
    const SolverTally large = compare_with_cbc(large_case, seeds.first, kLarge, 2'000);
    large.print("audit, CBC, large, seeds " + seeds.name, true);
    CHECK(large.cases + large.not_solved == kLarge);
    CHECK(large.not_solved * 4 <= kLarge);
    // Of a small budget, which many of those with rules, each fourth one, need more than.
    CHECK(large.unproven * (seeds.name == "fixed" ? 4 : 3) <= large.cases);
  }
}

// 8162 once because CBC, though it did not preprocess, called an optimum what is none.
TEST_CASE("middle cases that once differed") {
  REQUIRE_MESSAGE(have_cbc(), "no cbc on PATH (Debian package coinor-cbc): ./dev setup test");
  for (const std::uint64_t seed : {8'162U, 8'972U})
    CHECK(compare_with_cbc(ruled_case, seed, 1, 20'000).cases == 1);
}

TEST_CASE("the seed of a commit is the beginning of its name") {
  CHECK(seed_of("00000000a81afc4e") == 10);
  CHECK(seed_of("97bf3ee81afc4e55f59a584f976e17bcddae91a5\n") == 0x97bf3ee81U);
  CHECK(seed_of("97bf3ee8") == std::nullopt);
  CHECK(seed_of("no commit here") == std::nullopt);
}

TEST_CASE("60 awards by 25 blocks are proven, many of them equal") {
  for (std::uint64_t seed = 1; seed <= 10; ++seed) {
    const Case input = sized_case(seed, 25, 60);
    const auto programme = audit::Programme::compile(input.goal, input.catalogue);
    REQUIRE(programme.has_value());
    const audit::Options options{input.day, 30'000, audit::Explain::briefly};
    const auto audit = audit::evaluate(*programme, input.record, options);
    INFO("seed " << seed);
    CHECK(audit->bound == audit->distance);
    CHECK(check_allocation(*programme, *audit, input) == "");
  }
}

TEST_CASE("the worked example of the reference page") {
  Case input;
  input.goal = AchievementId("certificate");
  input.day = Date::parse("2026-11-21").value();
  const auto add = [&](const char* id, int credit) {
    learning::Achievement made;
    made.id = AchievementId(id);
    made.credit = {ects(credit)};
    input.catalogue.achievements.push_back(made);
    learning::Award award;
    award.id = AwardId(id);
    award.achievement = made.id;
    award.credit = made.credit;
    award.awarded = Date::parse("2026-01-01").value();
    input.record.awards.push_back(award);
  };
  add("spreadsheets", 4);
  add("charts", 3);
  learning::Award view = input.record.awards.back();
  view.id = AwardId("charts-recognised");
  view.status = learning::AwardStatus::recognised;
  view.roots = {AwardId("charts")};
  input.record.awards.push_back(view);
  learning::Achievement goal;
  goal.id = input.goal;
  goal.credit = {ects(10)};
  goal.requirement = all("all", {holds("a", "spreadsheets"), credit("b", 6)});
  input.catalogue.achievements.push_back(goal);

  const Comparison result = compare(input);
  CHECK(result.difference == "");
  CHECK(result.audit.status == audit::Status::incomplete);
  CHECK(result.audit.distance.credit == Rational(3));
  CHECK(result.audit.distance.missing == 1);
  CHECK(result.audit.nodes[3].have == Rational(3));
  REQUIRE(result.audit.reasons.size() == 1);
  CHECK(result.audit.reasons[0].code == audit::ReasonCode::conflict);
  CHECK(result.audit.reasons[0].nodes == std::vector<int>{2, 3});
}

}  // namespace
}  // namespace cairn::oracle

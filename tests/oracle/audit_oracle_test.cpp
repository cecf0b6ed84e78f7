// The audit against brute force, against CBC, and against its own laws.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <functional>
#include <map>
#include <string>
#include <utility>

#include "oracle/compare.h"
#include "oracle/greedy.h"
#include "oracle/integer_program.h"
#include "support/temporary_folder.h"

namespace cairn::oracle {
namespace {

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

TEST_CASE("the audit agrees with brute force on 20,000 generated cases") {
  constexpr int kCases = 20'000;
  std::map<int, int> awards, leaves;
  std::map<std::string, int> statuses;
  int compared = 0, differed = 0, refused = 0, greedy_failed = 0;
  for (std::uint64_t seed = 1; compared < kCases; ++seed) {
    const Case input = small_case(seed, 3'000);
    const Comparison result = compare(input);
    if (result.refused) {
      ++refused;
      continue;
    }
    ++compared;
    if (!result.difference.empty() && ++differed <= 5)
      FAIL_CHECK("seed " << seed << ": " << result.difference);
    ++awards[static_cast<int>(result.question.made.size() + result.question.hoped_for.size())];
    ++leaves[result.question.leaf_count];
    ++statuses[name_of(result.audit.status)];
    if (result.audit.status == audit::Status::complete && !result.greedy_completes) ++greedy_failed;
  }
  CHECK(differed == 0);
  std::printf("audit, brute force: %d compared, %d differ (%d more refused as impossible)\n",
              compared, differed, refused);
  std::printf("  %s\n  %s\n", row("awards that fit:", awards).c_str(),
              row("leaves:", leaves).c_str());
  for (const auto& [status, count] : statuses) std::printf("  %s: %d\n", status.c_str(), count);
  std::printf("  a plain greedy misses %d of %d complete ones\n", greedy_failed,
              statuses["complete"]);
  // The generator must be worth something: every status, and cases that greed gets wrong.
  CHECK(statuses["complete"] > kCases / 10);
  CHECK(statuses["incomplete"] > kCases / 10);
  CHECK(statuses["complete_if_in_progress_passes"] > kCases / 200);
  CHECK(statuses["undecided"] == 0);
  CHECK(greedy_failed > statuses["complete"] / 25);
}

TEST_CASE("the audit agrees with CBC on 200 middle-sized cases, many of which greed gets wrong") {
  if (!have_cbc()) {
    std::printf("audit, CBC: skipped, no cbc on PATH (Debian package coinor-cbc)\n");
    return;
  }
  constexpr int kCases = 200;
  const test::TemporaryFolder folder;
  std::map<int, int> awards, leaves, missing;
  int complete = 0, greedy_failed = 0, unproven = 0, undecided = 0, equal_distance = 0;
  std::uint64_t search_nodes = 0;
  for (std::uint64_t seed = 1; seed <= kCases; ++seed) {
    const Case input = middle_case(seed);
    const auto programme = audit::Programme::compile(input.goal, input.catalogue);
    REQUIRE(programme.has_value());
    const audit::Options options{input.day, 600'000, audit::Explain::briefly};
    const auto audit = audit::evaluate(*programme, input.record, options);
    REQUIRE(audit.has_value());
    const Question question = expand_goal(input.catalogue, input.goal, input.record, input.day);
    INFO("seed " << seed);
    const auto optimum = solve_with_cbc(question, folder.path() / "audit.lp");
    REQUIRE_MESSAGE(optimum.has_value(), "CBC proved nothing");
    const Rational credit = Rational::create(optimum->credit, question.denominator).value();
    const audit::Distance best{credit, audit->distance.system, optimum->missing};
    CHECK(audit->bound <= best);
    CHECK(audit->distance >= best);
    if (audit->bound == audit->distance)
      CHECK(audit->distance == best);
    else
      ++unproven;
    if (audit->status == audit::Status::complete) CHECK(best.is_zero());
    if (audit->status == audit::Status::incomplete) CHECK(!best.is_zero());
    if (audit->status == audit::Status::undecided) ++undecided;
    if (audit->distance == best) ++equal_distance;
    CHECK(check_allocation(*programme, *audit, question) == "");
    ++awards[static_cast<int>(question.made.size()) / 5 * 5];
    ++leaves[question.leaf_count / 5 * 5];
    ++missing[audit->distance.missing];
    search_nodes += audit->search_nodes;
    if (*optimum != Deficit{}) continue;
    ++complete;
    if (!greedy_completes(question)) ++greedy_failed;
  }
  std::printf(
      "audit, CBC: %d cases, %d equal, %d not proven by us within budget, of which %d undecided; "
      "%d complete, of which a plain greedy misses %d; %.1f search nodes on average\n",
      kCases, equal_distance, unproven, undecided, complete, greedy_failed,
      static_cast<double>(search_nodes) / kCases);
  std::printf("  %s\n  %s\n  %s\n", row("awards that fit, from:", awards).c_str(),
              row("leaves, from:", leaves).c_str(), row("missing leaves:", missing).c_str());
  CHECK(equal_distance == kCases);
  CHECK(unproven == 0);
  CHECK(undecided == 0);
  CHECK(complete >= kCases / 4);
  CHECK(greedy_failed * 10 >= complete);
}

bool equal(const audit::Audit& a, const audit::Audit& b) {
  const auto same_node = [](const audit::NodeResult& x, const audit::NodeResult& y) {
    return x.status == y.status && x.have == y.have && x.deficit == y.deficit &&
           x.applied == y.applied;
  };
  const auto same_reason = [](const audit::Reason& x, const audit::Reason& y) {
    return x.code == y.code && x.nodes == y.nodes && x.awards == y.awards;
  };
  return a.status == b.status && a.distance == b.distance && a.bound == b.bound &&
         a.search_nodes == b.search_nodes && a.assumed == b.assumed &&
         std::ranges::equal(a.nodes, b.nodes, same_node) &&
         std::ranges::equal(a.prerequisites, b.prerequisites, same_node) &&
         std::ranges::equal(a.reasons, b.reasons, same_reason);
}

void shuffle_tree(requirement::Node& node, Dice& dice) {
  std::vector<requirement::Node>* children = nullptr;
  if (auto* all = std::get_if<requirement::All>(&node.rule)) children = &all->children;
  if (auto* some = std::get_if<requirement::AtLeast>(&node.rule)) children = &some->children;
  if (auto* credit = std::get_if<requirement::CreditAtLeast>(&node.rule))
    dice.shuffle(credit->filter.achievements);
  if (children == nullptr) return;
  dice.shuffle(*children);
  for (requirement::Node& child : *children) shuffle_tree(child, dice);
}

void shuffle(Case& input, Dice& dice) {
  dice.shuffle(input.record.awards);
  dice.shuffle(input.catalogue.achievements);
  for (learning::Achievement& achievement : input.catalogue.achievements) {
    dice.shuffle(achievement.credit);
    if (achievement.requirement) shuffle_tree(*achievement.requirement, dice);
    if (achievement.prerequisites) shuffle_tree(*achievement.prerequisites, dice);
  }
}

TEST_CASE("order changes nothing: not of awards, achievements, children or lists") {
  int compared = 0;
  for (std::uint64_t seed = 1; seed <= 1'500; ++seed) {
    Case input = seed % 25 == 0 ? middle_case(seed) : small_case(seed, 3'000);
    const auto programme = audit::Programme::compile(input.goal, input.catalogue);
    if (!programme) continue;
    const auto before = audit::evaluate(*programme, input.record, {input.day, 500});
    Dice dice(seed);
    shuffle(input, dice);
    const auto shuffled = audit::Programme::compile(input.goal, input.catalogue);
    REQUIRE(shuffled.has_value());
    const auto after = audit::evaluate(*shuffled, input.record, {input.day, 500});
    INFO("seed " << seed);
    CHECK(equal(*before, *after));
    ++compared;
  }
  CHECK(compared > 900);
}

TEST_CASE("a further award never increases the distance") {
  int decreased = 0;
  for (std::uint64_t seed = 1; seed <= 1'500; ++seed) {
    Case input = seed % 25 == 0 ? middle_case(seed) : small_case(seed, 3'000);
    const auto programme = audit::Programme::compile(input.goal, input.catalogue);
    if (!programme || input.record.awards.empty()) continue;
    const auto with = audit::evaluate(*programme, input.record, {input.day, 500});
    input.record.awards.pop_back();
    const auto without = audit::evaluate(*programme, input.record, {input.day, 500});
    INFO("seed " << seed);
    CHECK(with->bound <= without->distance);
    if (with->distance < without->distance) ++decreased;
  }
  CHECK(decreased > 100);
}

TEST_CASE("the worked example of the reference page") {
  Case input;
  input.goal = AchievementId("certificate");
  input.day = Date::parse("2026-11-21").value();
  const auto amount = [](int value) {
    return std::vector{credit::Amount{Rational(value), credit::SystemId("ects")}};
  };
  const auto add = [&](const char* id, int credit) {
    learning::Achievement made;
    made.id = AchievementId(id);
    made.credit = amount(credit);
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
  goal.credit = amount(10);
  goal.requirement = requirement::Node{
      NodeId("all"),
      {},
      requirement::All{{{NodeId("a"), {}, requirement::Holds{AchievementId("spreadsheets")}},
                        {NodeId("b"), {}, requirement::CreditAtLeast{amount(6).front(), {}}}}}};
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

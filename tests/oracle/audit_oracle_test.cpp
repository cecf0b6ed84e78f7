// The audit against brute force, against CBC, and against its own laws.
#include <doctest/doctest.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <utility>

#include "oracle/compare.h"
#include "oracle/greedy.h"
#include "oracle/integer_program.h"
#include "oracle/nodes.h"
#include "oracle/operators.h"
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
    ++awards[fitting_count(result.question)];
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

struct AgainstCbc {
  int cases = 0, equal_distance = 0, unproven = 0, undecided = 0, complete = 0, greedy_failed = 0;
  std::uint64_t search_nodes = 0;
  std::map<int, int> awards, leaves, missing;

  void print(const char* name) const {
    std::printf(
        "%s: %d cases, %d equal, %d not proven by us within budget, of which %d undecided; "
        "%d complete, of which a plain greedy misses %d; %.1f search nodes on average\n",
        name, cases, equal_distance, unproven, undecided, complete, greedy_failed,
        static_cast<double>(search_nodes) / cases);
    std::printf("  %s\n  %s\n  %s\n", row("awards that fit, from:", awards).c_str(),
                row("leaves, from:", leaves).c_str(), row("missing leaves:", missing).c_str());
  }
};

// What is proven equals the optimum; what is not lies on its two sides.
void compare_with_cbc(const Case& input, std::uint64_t nodes_max, const std::filesystem::path& file,
                      AgainstCbc& counts) {
  const auto programme = audit::Programme::compile(input.goal, input.catalogue);
  REQUIRE(programme.has_value());
  const audit::Options options{input.day, nodes_max, audit::Explain::briefly};
  const auto audit = audit::evaluate(*programme, input.record, options);
  REQUIRE(audit.has_value());
  const Question question = expand_goal(input.catalogue, input.goal, input.record, input.day);
  const auto optimum = solve_with_cbc(question, file);
  REQUIRE_MESSAGE(optimum.has_value(), "CBC proved nothing");
  const Rational credit = Rational::create(optimum->credit, question.denominator).value();
  const audit::Distance best{credit, audit->distance.system, optimum->missing};
  CHECK(audit->bound <= best);
  CHECK(audit->distance >= best);
  if (audit->bound == audit->distance) CHECK(audit->distance == best);
  if (audit->status == audit::Status::complete) CHECK(best.is_zero());
  if (audit->status == audit::Status::incomplete) CHECK(!best.is_zero());
  CHECK(check_allocation(*programme, *audit, input) == "");
  ++counts.cases;
  if (audit->bound != audit->distance) ++counts.unproven;
  if (audit->status == audit::Status::undecided) ++counts.undecided;
  if (audit->distance == best) ++counts.equal_distance;
  ++counts.awards[fitting_count(question) / 5 * 5];
  ++counts.leaves[question.leaf_count / 5 * 5];
  ++counts.missing[audit->distance.missing];
  counts.search_nodes += audit->search_nodes;
  if (*optimum != Deficit{}) return;
  ++counts.complete;
  if (!greedy_completes(question)) ++counts.greedy_failed;
}

TEST_CASE("the audit agrees with CBC on middle-sized cases, many of which greed gets wrong") {
  if (!have_cbc()) {
    std::printf("audit, CBC: skipped, no cbc on PATH (Debian package coinor-cbc)\n");
    return;
  }
  const test::TemporaryFolder folder;
  AgainstCbc plain, ruled;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    INFO("seed " << seed);
    compare_with_cbc(middle_case(seed), 600'000, folder.path() / "audit.lp", plain);
  }
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    INFO("ruled seed " << seed);
    compare_with_cbc(ruled_case(seed), 2'000, folder.path() / "audit.lp", ruled);
  }
  plain.print("audit, CBC");
  ruled.print("audit, CBC, with limits, sharing and conditions");
  CHECK(plain.equal_distance == plain.cases);
  CHECK(plain.unproven == 0);
  CHECK(plain.undecided == 0);
  CHECK(plain.complete >= plain.cases / 4);
  CHECK(plain.greedy_failed * 10 >= plain.complete);
  CHECK(ruled.unproven * 10 <= ruled.cases);  // of a small budget
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

void shuffle_filter(requirement::Filter& filter, Dice& dice) {
  dice.shuffle(filter.achievements);
  dice.shuffle(filter.organizations);
  dice.shuffle(filter.kinds);
  dice.shuffle(filter.origins);
  for (auto* filters : {&filter.any, &filter.all, &filter.none}) {
    dice.shuffle(*filters);
    for (requirement::Filter& each : *filters) shuffle_filter(each, dice);
  }
}

void shuffle_tree(requirement::Node& node, Dice& dice) {
  dice.shuffle(node.limits);
  dice.shuffle(node.sharing);
  for (requirement::Limit& limit : node.limits) shuffle_filter(limit.where, dice);
  for (requirement::Sharing& rule : node.sharing) dice.shuffle(rule.between);
  std::visit(
      [&](auto& rule) {
        if constexpr (requires { rule.filter; }) shuffle_filter(rule.filter, dice);
        if constexpr (requires { rule.where; }) shuffle_filter(rule.where, dice);
        if constexpr (requires { rule.lines; }) dice.shuffle(rule.lines);
        if constexpr (requires { rule.children; }) {
          // The children of a branch are told apart by their places.
          if constexpr (!requires { rule.fact; }) dice.shuffle(rule.children);
          for (requirement::Node& child : rule.children) shuffle_tree(child, dice);
        }
      },
      node.rule);
}

void shuffle(Case& input, Dice& dice) {
  dice.shuffle(input.record.awards);
  dice.shuffle(input.record.facts);
  dice.shuffle(input.record.exceptions);
  dice.shuffle(input.catalogue.achievements);
  dice.shuffle(input.catalogue.grade_scales);
  for (learning::Achievement& achievement : input.catalogue.achievements) {
    dice.shuffle(achievement.credit);
    dice.shuffle(achievement.subjects);
    if (achievement.requirement) shuffle_tree(*achievement.requirement, dice);
    if (achievement.prerequisites) shuffle_tree(*achievement.prerequisites, dice);
  }
}

// Any of the middle-sized generators now and then, else a small case.
Case some_case(std::uint64_t seed) {
  if (seed % 50 == 0) return ruled_case(seed);
  return seed % 25 == 0 ? middle_case(seed) : small_case(seed, 3'000);
}

TEST_CASE("order changes nothing: not of awards, achievements, children or lists") {
  int compared = 0;
  for (std::uint64_t seed = 1; seed <= 1'500; ++seed) {
    Case input = some_case(seed);
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

// What an award keeps others from, by the record alone.
bool excludes_awards(const Case& input) {
  return std::ranges::any_of(operators_of(input), [](const std::string& name) {
    return name.starts_with("repeats") || name.starts_with("stacked");
  });
}

TEST_CASE("a further award never increases the distance where no node says repeats or stacked") {
  int decreased = 0;
  for (std::uint64_t seed = 1; seed <= 1'500; ++seed) {
    Case input = some_case(seed);
    const auto programme = audit::Programme::compile(input.goal, input.catalogue);
    if (!programme || input.record.awards.empty() || excludes_awards(input)) continue;
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

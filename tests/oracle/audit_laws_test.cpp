// The laws of audits, on generated cases: what must hold whatever the answer is.
#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "oracle/compare.h"
#include "oracle/operators.h"

namespace cairn::oracle {
namespace {

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

}  // namespace
}  // namespace cairn::oracle

// The laws of audits, on generated cases: what must hold whatever the answer is.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "oracle/compare.h"
#include "oracle/operators.h"

namespace cairn::oracle {
namespace {

bool same_nodes(const std::vector<audit::NodeResult>& a, const std::vector<audit::NodeResult>& b) {
  return std::ranges::equal(a, b, [](const audit::NodeResult& x, const audit::NodeResult& y) {
    return x.status == y.status && x.have == y.have && x.deficit == y.deficit &&
           x.applied == y.applied;
  });
}

bool same_answer(const audit::Audit& a, const audit::Audit& b) {
  return a.status == b.status && a.distance == b.distance && a.bound == b.bound &&
         a.assumed == b.assumed && same_nodes(a.nodes, b.nodes) &&
         same_nodes(a.prerequisites, b.prerequisites);
}

bool equal(const audit::Audit& a, const audit::Audit& b) {
  const auto same_reason = [](const audit::Reason& x, const audit::Reason& y) {
    return x.code == y.code && x.nodes == y.nodes && x.awards == y.awards;
  };
  return same_answer(a, b) && a.search_nodes == b.search_nodes &&
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

// What an award keeps others from, by the record alone, or lowers the mean of.
bool excludes_awards(const Case& input) {
  return std::ranges::any_of(operators_of(input), [](const std::string& name) {
    return name.starts_with("repeats") || name.starts_with("stacked") || name == "absorbed" ||
           name == "reissued" || name == "average over record";
  });
}

TEST_CASE("a further award never increases the distance where no award keeps others out") {
  int decreased = 0;
  for (std::uint64_t seed = 1; seed <= 2'500; ++seed) {
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

// How much of each root is applied, as a multiple of it, and by which awards.
struct RootUse {
  Rational taken;
  bool in_pieces = false;
  std::set<AwardId> awards;
};

// What part of an award a node applies: 1, or less where it is split.
Rational part_applied(const audit::NodeResult& node, const AwardId& award) {
  const auto piece = std::ranges::find(node.pieces, award, &audit::AppliedPiece::award);
  if (piece == node.pieces.end()) return Rational(1);
  return divide(piece->applied.value, piece->whole).value();
}

std::map<AwardId, RootUse> root_uses(const audit::Audit& audit, const learning::Record& record) {
  std::map<AwardId, RootUse> uses;
  for (const audit::NodeResult& node : audit.nodes)
    for (const AwardId& id : node.applied) {
      const auto award = std::ranges::find(record.awards, id, &learning::Award::id);
      REQUIRE(award != record.awards.end());
      const Rational part = part_applied(node, id);
      for (const AwardId& root : award->roots.empty() ? std::vector{id} : award->roots) {
        RootUse& use = uses[root];
        use.taken = add(use.taken, part).value();
        use.in_pieces = use.in_pieces || part < Rational(1);
        use.awards.insert(id);
      }
    }
  return uses;
}

TEST_CASE("what was learned once is applied once, and twice only where sharing is allowed") {
  int shared = 0, split = 0;
  for (std::uint64_t seed = 1; seed <= 1'500; ++seed) {
    const Case input = some_case(seed);
    const auto programme = audit::Programme::compile(input.goal, input.catalogue);
    if (!programme) continue;
    const auto audit = audit::evaluate(*programme, input.record, {input.day, 500});
    const auto operators = operators_of(input);
    const bool may_share = operators.contains("sharing") || operators.contains("sharing of three");
    INFO("seed " << seed);
    for (const auto& [root, use] : root_uses(*audit, input.record)) {
      if (!use.in_pieces) CHECK(use.awards.size() == 1);
      if (use.in_pieces || !may_share) CHECK(use.taken <= Rational(1));
      if (use.taken > Rational(1)) ++shared;
      if (use.in_pieces) ++split;
    }
  }
  CHECK(shared > 50);
  CHECK(split > 10);
}

TEST_CASE("an answer that the budget cut short is what its own allocation lacks") {
  int unproven = 0;
  for (const std::uint64_t first : {600U, 1'030U, 2'750U, 5'800U, 6'670U, 8'970U, 13'790U})
    for (std::uint64_t seed = first; seed < first + 20; ++seed) {
      const Case input = ruled_case(seed);
      const auto programme = audit::Programme::compile(input.goal, input.catalogue);
      REQUIRE(programme.has_value());
      for (const std::uint64_t nodes_max : {1U, 10U, 100U}) {
        const audit::Options options{input.day, nodes_max, audit::Explain::briefly};
        const auto audit = audit::evaluate(*programme, input.record, options);
        INFO("seed " << seed << ", " << nodes_max << " nodes");
        CHECK(audit->bound <= audit->distance);
        CHECK(check_allocation(*programme, *audit, input) == "");
        if (audit->bound != audit->distance) ++unproven;
      }
    }
  CHECK(unproven > 80);
}

TEST_CASE("an audit of a day knows nothing of later awards, nor of exceptions of other days") {
  int later = 0;
  for (std::uint64_t seed = 1; seed <= 1'500; ++seed) {
    Case input = some_case(seed);
    const auto programme = audit::Programme::compile(input.goal, input.catalogue);
    if (!programme) continue;
    const auto with = audit::evaluate(*programme, input.record, {input.day, 500});
    const std::size_t left_out =
        std::erase_if(input.record.awards,
                      [&](const learning::Award& award) {
                        return award.status != learning::AwardStatus::in_progress &&
                               award.awarded > input.day;
                      }) +
        std::erase_if(input.record.exceptions, [&](const requirement::Exception& exception) {
          return exception.from > input.day || (exception.until && *exception.until < input.day);
        });
    if (left_out == 0) continue;
    ++later;
    const auto without = audit::evaluate(*programme, input.record, {input.day, 500});
    INFO("seed " << seed);
    CHECK(same_answer(*with, *without));
  }
  CHECK(later > 100);
}

// What may need the awards that a waived node no longer takes.
bool rests_on_others(const Case& input) {
  return std::ranges::any_of(operators_of(input), [](const std::string& name) {
    return name.starts_with("applied") || name == "distinct" || name == "average" ||
           name == "limit share";
  });
}

TEST_CASE("a waiver never increases the distance where no condition and no share looks on") {
  int decreased = 0;
  for (std::uint64_t seed = 1; seed <= 1'500; ++seed) {
    Case input = some_case(seed);
    const auto programme = audit::Programme::compile(input.goal, input.catalogue);
    if (!programme || rests_on_others(input)) continue;
    const auto before = audit::evaluate(*programme, input.record, {input.day, 500});
    Dice dice(seed);
    requirement::Exception waiver;
    waiver.id = requirement::ExceptionId("waiver");
    waiver.kind = requirement::Exception::Kind::waive;
    waiver.from = input.day;
    const int node = dice.below(static_cast<int>(programme->nodes().size()));
    waiver.node = programme->nodes()[static_cast<std::size_t>(node)].id;
    input.record.exceptions.push_back(waiver);
    const auto after = audit::evaluate(*programme, input.record, {input.day, 500});
    INFO("seed " << seed);
    REQUIRE(after.has_value());
    CHECK(after->bound <= before->distance);
    if (after->distance < before->distance) ++decreased;
  }
  CHECK(decreased > 100);
}

}  // namespace
}  // namespace cairn::oracle

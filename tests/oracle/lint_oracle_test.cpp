// What the linter says of generated requirements is true by brute force: what nobody can meet is
// met by no record, and taking away what adds nothing changes no answer.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstdio>
#include <map>
#include <optional>
#include <string>

#include "domain/audit/programme.h"
#include "domain/lint/lint.h"
#include "oracle/brute_force.h"
#include "oracle/cases.h"
#include "oracle/dice.h"

namespace cairn::oracle {
namespace {

using lint::Code;
using lint::Finding;
using requirement::Node;

// What an audit's answer must be the same in.
enum class Kept { whether_complete, distance, weight };

struct Claim {
  learning::Catalogue catalogue;  ///< in which what was found is gone
  Kept kept = Kept::whether_complete;
};

Node& tree_of(learning::Catalogue& catalogue, const Finding& finding) {
  const auto found =
      std::ranges::find(catalogue.achievements, finding.achievement, &learning::Achievement::id);
  return finding.part == lint::Part::requirement ? *found->requirement : *found->prerequisites;
}

void replace(Node& tree, const NodeId& id, const requirement::Rule& rule) {
  requirement::for_each_node(tree, [&](Node& node) {
    if (node.id == id) node.rule = rule;
  });
}

void take_away_maximum(Node& tree, const NodeId& id) {
  requirement::for_each_node(tree, [&](Node& node) {
    if (node.id != id) return;
    if (auto* some = std::get_if<requirement::AtLeast>(&node.rule)) some->at_most.reset();
    if (auto* distinct = std::get_if<requirement::Distinct>(&node.rule)) distinct->maximum.reset();
  });
}

void take_away_alternative(Node& tree, const NodeId& id) {
  requirement::for_each_node(tree, [&](Node& node) {
    auto* some = std::get_if<requirement::AtLeast>(&node.rule);
    if (some != nullptr)
      std::erase_if(some->children, [&](const Node& child) { return child.id == id; });
  });
}

// Of a `when`: what follows if its fact is satisfied follows anyway.
void take_away_choice(Node& tree, const NodeId& id) {
  requirement::for_each_node(tree, [&](Node& node) {
    const auto* when = std::get_if<requirement::When>(&node.rule);
    if (node.id == id && when != nullptr) node.rule = requirement::All{{when->children.front()}};
  });
}

void take_away_rule(Node& tree, const Finding& finding) {
  const auto is_it = [&](const auto& rule) { return rule.id.text() == finding.rule.id; };
  requirement::for_each_node(tree, [&](Node& node) {
    if (node.id != finding.node) return;
    std::erase_if(node.limits, is_it);
    std::erase_if(node.avoid, is_it);
    std::erase_if(node.sharing, is_it);
  });
}

// Nothing for a finding that says nothing of answers.
std::optional<Claim> claim_of(const Finding& finding, const learning::Catalogue& catalogue) {
  static const requirement::Rule kNever = requirement::Fact{"never stated", {"never"}, {}};
  static const requirement::Rule kAlways = requirement::All{};
  Claim claim{catalogue};
  Node& tree = tree_of(claim.catalogue, finding);
  const bool is_when =
      std::holds_alternative<requirement::When>(requirement::find_node(tree, finding.node)->rule);
  switch (finding.code) {
    case Code::never_satisfied:
    case Code::contradiction:
      replace(tree, finding.node, kNever);
      return claim;
    case Code::adds_nothing:
      if (finding.rule.empty()) return std::nullopt;
      replace(tree, finding.node, kAlways);
      return claim;
    case Code::settled:
      if (is_when) return std::nullopt;
      replace(tree, finding.node, kAlways);
      return claim;
    case Code::repeated:
      finding.rule.empty() ? take_away_choice(tree, finding.node)
                           : take_away_alternative(tree, finding.node);
      claim.kept = Kept::distance;
      return claim;
    case Code::idle_limit:
    case Code::idle_sharing:
      take_away_rule(tree, finding);
      claim.kept = Kept::distance;
      return claim;
    case Code::idle_maximum:
      take_away_maximum(tree, finding.node);
      claim.kept = Kept::distance;
      return claim;
    case Code::idle_avoid:
      take_away_rule(tree, finding);
      claim.kept = Kept::weight;
      return claim;
    default:
      return std::nullopt;
  }
}

bool is_same(const Answer& one, const Answer& other, Kept kept) {
  if (kept == Kept::whether_complete)
    return (one.status == Status::complete) == (other.status == Status::complete);
  if (kept == Kept::weight && one.weight != other.weight) return false;
  return Rational::create(one.distance.credit, one.denominator).value() ==
             Rational::create(other.distance.credit, other.denominator).value() &&
         one.distance.missing == other.distance.missing;
}

// A half or a third of it.
requirement::Quantity part_of(requirement::Quantity whole, Dice& dice) {
  const int parts = dice.chance(50) ? 3 : 2;
  if (auto* credit = std::get_if<credit::Amount>(&whole))
    credit->value = divide(credit->value, Rational(parts)).value();
  if (auto* hours = std::get_if<requirement::Hours>(&whole))
    hours->value = divide(hours->value, Rational(parts)).value();
  if (auto* awards = std::get_if<requirement::Awards>(&whole)) awards->count /= parts;
  return whole;
}

// At most so much of what was studied, and so much of all else: together less than the minimum, or
// just as much.
void share_out_by_origin(Node& node, const requirement::Quantity& minimum, Dice& dice) {
  const requirement::Quantity part = part_of(minimum, dice);
  requirement::Limit studied{NodeId("studied"), part, {}, {}};
  studied.where.origins = {AwardOrigin::study};
  requirement::Limit other{NodeId("other"), part, {}, {}};
  other.where.none = {studied.where};
  node.limits.push_back(std::move(studied));
  node.limits.push_back(std::move(other));
}

// At most so much from each of one or two that the leaf names.
void limit_each(Node& node, requirement::Sum& sum, Dice& dice) {
  using requirement::Key;
  const Key key = dice.one_of<Key>({Key::organization, Key::achievement, Key::subject});
  const bool two = dice.chance(50);
  if (key == Key::organization) sum.filter.organizations = {OrganizationId("o0")};
  if (key == Key::organization && two) sum.filter.organizations.emplace_back("o1");
  if (key == Key::achievement) sum.filter.achievements = {"a0"};
  if (key == Key::achievement && two) sum.filter.achievements.emplace_back("a1");
  if (key == Key::subject) sum.filter.subjects = {"t0"};
  if (key == Key::subject && two) sum.filter.subjects.emplace_back("t1");
  node.limits.push_back({NodeId("each"), part_of(sum.minimum, dice), {}, key});
}

const requirement::Unit kAwards{requirement::Unit::Measure::awards, {}};

Node twin_of(const Node& node, const std::string& ending) {
  Node twin = node;
  requirement::for_each_node(twin, [&](Node& each) { each.id = NodeId(each.id.text() + ending); });
  twin.sharing.clear();
  return twin;
}

// Branches that ask for the same, and sharing of nothing.
void make_idle(Node& root, std::uint64_t seed) {
  Dice dice(seed ^ 0x1d1eU);
  requirement::for_each_node(root, [&](Node& node) {
    if (auto* when = std::get_if<requirement::When>(&node.rule); when && dice.chance(60))
      when->children = {when->children[0], twin_of(when->children[0], "w")};
    for (requirement::Sharing& sharing : node.sharing)
      if (dice.chance(30)) sharing.at_most = requirement::Awards{0};
  });
}

// Conditions on just so many awards: that they are of so many subjects, and half of them of one.
void ask_for_subjects(Node& root, std::uint64_t seed) {
  Dice dice(seed ^ 0x5b7eU);
  requirement::for_each_node(root, [&](Node& node) {
    auto* all = std::get_if<requirement::All>(&node.rule);
    auto* sum = all == nullptr || all->children.empty()
                    ? nullptr
                    : std::get_if<requirement::Sum>(&all->children.front().rule);
    if (sum == nullptr || requirement::unit_of(sum->minimum).measure != kAwards.measure) return;
    sum->maximum = sum->minimum;
    const NodeId in = all->children.front().id;
    requirement::Filter one;
    one.subjects = {dice.chance(50) ? "t0" : "t1"};
    if (dice.chance(50))
      all->children.push_back(
          {NodeId(in.text() + "d"),
           {},
           requirement::Distinct{in, requirement::Key::subject, 1 + dice.below(4), {}, {}}});
    else
      all->children.push_back(
          {NodeId(in.text() + "s"),
           {},
           requirement::Applied{in, requirement::Share{Rational::create(1, 2).value(), kAwards},
                                one}});
  });
}

// Beside what the dice make, that which hardly ever falls: an alternative beside its like, limits
// that share out what a leaf asks for, and what the two above make.
void twist(learning::Catalogue& catalogue, std::uint64_t seed) {
  const auto goal =
      std::ranges::find(catalogue.achievements, AchievementId("goal"), &learning::Achievement::id);
  if (!goal->requirement) return;
  Dice dice(seed ^ 0x11a7U);
  requirement::for_each_node(*goal->requirement, [&](Node& node) {
    auto* some = std::get_if<requirement::AtLeast>(&node.rule);
    if (some != nullptr && dice.chance(25)) {
      some->children.push_back(twin_of(some->children.front(), "t"));
      some->at_most.reset();
    }
    auto* sum = std::get_if<requirement::Sum>(&node.rule);
    if (sum == nullptr) return;
    if (dice.chance(20)) share_out_by_origin(node, sum->minimum, dice);
    if (dice.chance(20)) limit_each(node, *sum, dice);
  });
  make_idle(*goal->requirement, seed);
  if (seed % 4 == 0) ask_for_subjects(*goal->requirement, seed);
}

bool is_small(const Case& input) {
  constexpr std::uint64_t kAllocationsMax = 3'000;
  const Question question =
      expand_goal(input.catalogue, input.goal, input.record, input.day, Pass::second);
  return allocation_count(question, kAllocationsMax) < kAllocationsMax;
}

struct Tried {
  int claims = 0;
  int complete = 0;  ///< where the answer could have become another one
};

TEST_CASE("what the linter finds is so, by brute force") {
  std::map<Code, Tried> tried;
  int per_value = 0;
  int by_two_limits = 0;
  int of_branches = 0;
  for (std::uint64_t seed = 1; seed <= 8'000; ++seed) {
    Case input = small_case(seed, 300);
    input.record.exceptions.clear();  // the linter does not look at them
    if (seed % 2 == 0) twist(input.catalogue, seed);
    if (!is_small(input)) continue;
    if (!audit::Programme::compile(input.goal, input.catalogue)) continue;
    const auto findings = lint::lint(input.catalogue, input.day);
    if (!findings) continue;
    std::optional<Answer> before;
    for (const Finding& finding : *findings) {
      const auto claim = claim_of(finding, input.catalogue);
      if (!claim || finding.part == lint::Part::prerequisites) continue;
      if (!before) before = brute_force(input.catalogue, input.goal, input.record, input.day);
      const Answer after = brute_force(claim->catalogue, input.goal, input.record, input.day);
      INFO("seed " << seed << ", " << finding.achievement.text() << ", " << finding.node.text()
                   << ", code " << static_cast<int>(finding.code) << ", " << finding.rule.id);
      CHECK(is_same(*before, after, claim->kept));
      if (finding.rule.id == "each" || !finding.beside.empty())
        ++(finding.beside.empty() ? per_value : by_two_limits);
      of_branches += finding.code == Code::repeated && finding.rule.empty() ? 1 : 0;
      ++tried[finding.code].claims;
      tried[finding.code].complete += after.status == Status::complete ? 1 : 0;
    }
  }
  std::printf(
      "lint, brute force: %d claims by limits per value, %d by two limits, %d of branches\n",
      per_value, by_two_limits, of_branches);
  CHECK(per_value > 20);
  CHECK(by_two_limits > 20);
  CHECK(of_branches > 20);
  const std::map<Code, const char*> looked_at = {{Code::never_satisfied, "never_satisfied"},
                                                 {Code::contradiction, "contradiction"},
                                                 {Code::settled, "settled"},
                                                 {Code::repeated, "repeated"},
                                                 {Code::adds_nothing, "adds_nothing"},
                                                 {Code::idle_limit, "idle_limit"},
                                                 {Code::idle_maximum, "idle_maximum"},
                                                 {Code::idle_avoid, "idle_avoid"},
                                                 {Code::idle_sharing, "idle_sharing"}};
  for (const auto& [code, name] : looked_at) {
    const Tried& each = tried[code];
    std::printf("lint, brute force: %s: %d claims, %d of them of complete audits\n", name,
                each.claims, each.complete);
    CHECK(each.claims > 20);
    CHECK(each.complete > 3);
  }
}

}  // namespace
}  // namespace cairn::oracle

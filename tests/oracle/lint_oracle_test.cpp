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

namespace cairn::oracle {
namespace {

using lint::Code;
using lint::Finding;
using requirement::Node;

// What an audit's answer must be the same in.
enum class Kept { whether_complete, distance };

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

void take_away_alternative(Node& tree, const NodeId& id) {
  requirement::for_each_node(tree, [&](Node& node) {
    auto* some = std::get_if<requirement::AtLeast>(&node.rule);
    if (some != nullptr)
      std::erase_if(some->children, [&](const Node& child) { return child.id == id; });
  });
}

void take_away_limit(Node& tree, const Finding& finding) {
  requirement::for_each_node(tree, [&](Node& node) {
    if (node.id == finding.node)
      std::erase_if(node.limits,
                    [&](const auto& limit) { return limit.id.text() == finding.rule; });
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
      take_away_alternative(tree, finding.node);
      claim.kept = Kept::distance;
      return claim;
    case Code::idle_limit:
      take_away_limit(tree, finding);
      claim.kept = Kept::distance;
      return claim;
    default:
      return std::nullopt;
  }
}

bool is_same(const Answer& one, const Answer& other, Kept kept) {
  if (kept == Kept::whether_complete)
    return (one.status == Status::complete) == (other.status == Status::complete);
  return Rational::create(one.distance.credit, one.denominator).value() ==
             Rational::create(other.distance.credit, other.denominator).value() &&
         one.distance.missing == other.distance.missing;
}

struct Tried {
  int claims = 0;
  int complete = 0;  ///< where the answer could have become another one
};

TEST_CASE("what the linter finds is so, by brute force") {
  std::map<Code, Tried> tried;
  for (std::uint64_t seed = 1; seed <= 8'000; ++seed) {
    Case input = small_case(seed, 300);
    input.record.exceptions.clear();  // the linter does not look at them
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
                   << ", code " << static_cast<int>(finding.code) << ", " << finding.rule);
      CHECK(is_same(*before, after, claim->kept));
      ++tried[finding.code].claims;
      tried[finding.code].complete += after.status == Status::complete ? 1 : 0;
    }
  }
  const std::map<Code, const char*> looked_at = {{Code::never_satisfied, "never_satisfied"},
                                                 {Code::contradiction, "contradiction"},
                                                 {Code::settled, "settled"},
                                                 {Code::repeated, "repeated"},
                                                 {Code::adds_nothing, "adds_nothing"},
                                                 {Code::idle_limit, "idle_limit"}};
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

#include "oracle/compare.h"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "oracle/allocation.h"
#include "oracle/greedy.h"

namespace cairn::oracle {
namespace {

Rational exact(std::int64_t units, std::int64_t denominator) {
  return Rational::create(units, denominator).value();
}

bool same(const audit::Distance& distance, const Deficit& deficit, std::int64_t denominator) {
  return distance.credit == exact(deficit.credit, denominator) &&
         distance.missing == deficit.missing;
}

std::string text(const audit::Distance& distance) {
  return "(" + distance.credit.to_string() + ", " + std::to_string(distance.missing) + ")";
}

std::string text(const Deficit& deficit, std::int64_t denominator) {
  return "(" + exact(deficit.credit, denominator).to_string() + ", " +
         std::to_string(deficit.missing) + ")";
}

audit::Status expected(Status status) {
  switch (status) {
    case Status::complete:
      return audit::Status::complete;
    case Status::complete_if_in_progress_passes:
      return audit::Status::complete_if_in_progress_passes;
    case Status::incomplete:
      return audit::Status::incomplete;
  }
  return audit::Status::undecided;
}

// The tree with one copy below each `same`, in every way. A path then names one node.
std::vector<TreeNode> with_single_copies(const TreeNode& node) {
  TreeNode bare = node;
  bare.children.clear();
  std::vector<TreeNode> made;
  if (!node.copies) made.push_back(bare);
  for (const TreeNode& child : node.children) {
    std::vector<TreeNode> longer;
    for (const TreeNode& before : node.copies ? std::vector{bare} : made)
      for (TreeNode& below : with_single_copies(child)) {
        longer.push_back(before);
        longer.back().children.push_back(std::move(below));
      }
    if (node.copies)
      made.insert(made.end(), longer.begin(), longer.end());
    else
      made = std::move(longer);
  }
  return made;
}

// Leaves the chosen nodes alone in the tree; says where they are no choice (section 3).
std::string keep_chosen(TreeNode& node, const std::set<std::string>& chosen) {
  const auto is_chosen = [&](const TreeNode& child) { return chosen.contains(child.path); };
  std::erase_if(node.children, std::not_fn(is_chosen));
  const int picked = static_cast<int>(node.children.size());
  if (node.kind == Kind::pick && (picked < node.pick || picked > node.pick + node.spare))
    return node.path + " picks " + std::to_string(picked) + " children instead of " +
           std::to_string(node.pick) + " and up to " + std::to_string(node.spare) + " more";
  for (TreeNode& child : node.children)
    if (std::string wrong = keep_chosen(child, chosen); !wrong.empty()) return wrong;
  return {};
}

void leaf_numbers(const TreeNode& node, std::map<std::string, int>& leaves) {
  if (node.leaf >= 0) leaves[node.path] = node.leaf;
  for (const TreeNode& child : node.children) leaf_numbers(child, leaves);
}

// As the audit says of an award at a node; more than there is, where a piece has no whole steps.
Application application(const Use& use, int leaf, std::int64_t worth,
                        const audit::NodeResult& result) {
  const auto piece = std::ranges::find(result.pieces, use.award->id, &audit::AppliedPiece::award);
  if (piece == result.pieces.end()) return {leaf, worth};
  const int steps = use.steps.contains(leaf) ? use.steps.at(leaf) : 1;
  const Rational part = divide(piece->applied.value, piece->whole).value();
  const Rational taken = multiply(part, Rational(steps)).value();
  if (taken.denominator() != 1) return {leaf, worth, steps + 1, steps};
  return {leaf, worth, static_cast<int>(taken.numerator()), steps};
}

// Applies one award at the node with this path; says why it may not be.
std::string apply(const Question& question, const std::map<std::string, int>& leaves,
                  const std::string& path, const AwardId& id, const audit::NodeResult& result,
                  Applications& applied) {
  const auto leaf = leaves.find(path);
  if (leaf == leaves.end()) return "applies an award to what is no chosen leaf: " + path;
  for (std::size_t use = 0; use < question.uses.size(); ++use) {
    if (question.uses[use].award->id != id) continue;
    for (const auto& each : question.uses[use].leaves) {
      if (each.first != leaf->second) continue;
      applied[use].push_back(application(question.uses[use], each.first, each.second, result));
      return {};
    }
    return path + " does not accept " + id.text();
  }
  return "applies an award that cannot be used: " + id.text();
}

void leaf_needs(const TreeNode& node, std::map<int, std::int64_t>& needs) {
  if (node.kind == Kind::sum) needs[node.leaf] = node.worth;
  if (node.kind == Kind::holds) needs[node.leaf] = 1;
  for (const TreeNode& child : node.children) leaf_needs(child, needs);
}

// Whether section 13 lets a needless application stay: shares and conditions that are not met.
bool may_keep_needless(const Question& question, const Deficit& deficit) {
  const auto of_all = [](const auto& rule) { return rule.share.has_value(); };
  const auto of_some = [](const Condition& each) { return each.last || each.unshared; };
  return (deficit != Deficit() && !question.conditions.empty()) ||
         std::ranges::any_of(question.caps, of_all) ||
         std::ranges::any_of(question.conditions, of_all) ||
         std::ranges::any_of(question.conditions, of_some);
}

// Section 13: an application that its leaf, the rules and the deficit can do without, if any.
std::string applied_in_vain(const Question& question, const Applications& applied,
                            const Deficit& deficit) {
  if (may_keep_needless(question, deficit)) return {};
  std::map<int, std::int64_t> needs, have;
  leaf_needs(question.tree, needs);
  for (const Way& way : applied)
    for (const Application& each : way) have[each.leaf] += each.worth();
  for (std::size_t use = 0; use < applied.size(); ++use)
    for (std::size_t i = 0; i < applied[use].size(); ++i) {
      const Application& each = applied[use][i];
      if (have[each.leaf] - each.worth() < needs[each.leaf]) continue;
      Applications without = applied;
      without[use].erase(without[use].begin() + static_cast<std::ptrdiff_t>(i));
      if (!broken_rule(question, without).empty()) continue;
      const auto left = least_deficit(question, without);
      if (left && *left <= deficit) return question.uses[use].award->id.text();
    }
  return {};
}

// Whether the audit fits the question's tree, in which each path names one node.
std::string check_tree(const audit::Programme& programme, const audit::Audit& audit,
                       Question question) {
  std::set<std::string> chosen;
  for (std::size_t i = 0; i < audit.nodes.size(); ++i)
    if (audit.nodes[i].status != audit::NodeStatus::not_chosen)
      chosen.insert(programme.nodes()[i].id.text());
  if (std::string wrong = keep_chosen(question.tree, chosen); !wrong.empty()) return wrong;

  std::map<std::string, int> leaves;
  leaf_numbers(question.tree, leaves);
  Applications applied(question.uses.size());
  for (std::size_t i = 0; i < audit.nodes.size(); ++i)
    for (const AwardId& id : audit.nodes[i].applied) {
      const std::string path = programme.nodes()[i].id.text();
      std::string wrong = apply(question, leaves, path, id, audit.nodes[i], applied);
      if (!wrong.empty()) return wrong;
    }
  if (std::string wrong = broken_rule(question, applied); !wrong.empty()) return wrong;
  const auto deficit = least_deficit(question, applied);
  if (!deficit) return "its applications are not all to chosen leaves";
  const bool hopes = audit.status == audit::Status::complete_if_in_progress_passes;
  const audit::Distance none{Rational(0), audit.distance.system, 0};
  if (!same(hopes ? none : audit.distance, *deficit, question.denominator))
    return "its allocation has the deficit " + text(*deficit, question.denominator);
  if (const std::int64_t weight = weight_of(question, applied);
      weight != (audit.avoided ? audit.avoided->weight : 0))
    return "its allocation weighs " + std::to_string(weight);
  if (const std::string vain = applied_in_vain(question, applied, *deficit); !vain.empty())
    return "applies an award in vain: " + vain;
  return {};
}

}  // namespace

std::string check_allocation(const audit::Programme& programme, const audit::Audit& audit,
                             const Case& input) {
  const bool hopes = audit.status == audit::Status::complete_if_in_progress_passes;
  Question question = expand_goal(input.catalogue, input.goal, input.record, input.day,
                                  hopes ? Pass::second : Pass::first);
  std::string wrong;
  for (TreeNode& tree : with_single_copies(question.tree)) {
    question.tree = std::move(tree);
    wrong = check_tree(programme, audit, question);
    if (wrong.empty()) break;
  }
  return wrong;
}

Comparison compare(const Case& input) { return compare(input, input.catalogue); }

Comparison compare(const Case& input, const learning::Catalogue& for_the_engine) {
  Comparison result;
  const auto programme = audit::Programme::compile(input.goal, for_the_engine);
  if (!programme) {
    result.refused = true;
    return result;
  }
  const auto audit = audit::evaluate(*programme, input.record, {input.day});
  if (!audit && audit.error().code == ErrorCode::exhausted) {
    result.refused = true;
    return result;
  }
  if (!audit) {
    result.difference = "the engine failed: " + describe(audit.error());
    return result;
  }
  result.audit = *audit;
  result.question = expand_goal(input.catalogue, input.goal, input.record, input.day, Pass::second);
  result.greedy_completes =
      greedy_completes(expand_goal(input.catalogue, input.goal, input.record, input.day));
  const Answer& answer = result.answer =
      brute_force(input.catalogue, input.goal, input.record, input.day);
  if (audit->status != expected(answer.status))
    result.difference = "status " + std::to_string(static_cast<int>(audit->status)) +
                        " instead of " + std::to_string(static_cast<int>(answer.status));
  else if (!same(audit->distance, answer.distance, answer.denominator))
    result.difference = "distance " + text(audit->distance) + " instead of " +
                        text(answer.distance, answer.denominator);
  else if (audit->distance_if_passed &&
           !same(*audit->distance_if_passed, answer.distance_if_passed, answer.denominator))
    result.difference = "distance if passed " + text(*audit->distance_if_passed) + " instead of " +
                        text(answer.distance_if_passed, answer.denominator);
  else if (audit->bound != audit->distance)
    result.difference = "the distance is not proven";
  else if (audit->avoided && audit->avoided->weight != answer.weight)
    result.difference = "weight " + std::to_string(audit->avoided->weight) + " instead of " +
                        std::to_string(answer.weight);
  else if (audit->avoided && audit->avoided->bound != audit->avoided->weight)
    result.difference = "the weight is not proven";
  else if (answer.prerequisites &&
           !same(audit->prerequisites[0].deficit, *answer.prerequisites, answer.denominator))
    result.difference = "prerequisites " + text(audit->prerequisites[0].deficit) + " instead of " +
                        text(*answer.prerequisites, answer.denominator);
  else
    result.difference = check_allocation(*programme, *audit, input);
  return result;
}

}  // namespace cairn::oracle

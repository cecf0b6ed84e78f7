#include "oracle/compare.h"

#include <map>

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

void leaf_numbers(const TreeNode& node, std::map<std::string, int>& leaves) {
  if (node.leaf >= 0) leaves[node.path] = node.leaf;
  for (const TreeNode& child : node.children) leaf_numbers(child, leaves);
}

}  // namespace

std::string check_allocation(const audit::Programme& programme, const audit::Audit& audit,
                             const Question& question) {
  std::map<std::string, int> leaves;
  leaf_numbers(question.tree, leaves);
  const bool hopes = audit.status == audit::Status::complete_if_in_progress_passes;
  std::vector<Use> uses = question.made;
  if (hopes) uses.insert(uses.end(), question.hoped_for.begin(), question.hoped_for.end());
  std::map<std::string, const Use*> by_id;
  for (const Use& use : uses) by_id[use.award->id.text()] = &use;

  std::vector<std::int64_t> have(static_cast<std::size_t>(question.leaf_count), 0);
  std::set<std::string> roots;
  for (std::size_t i = 0; i < audit.nodes.size(); ++i)
    for (const AwardId& id : audit.nodes[i].applied) {
      const std::string path = programme.nodes()[i].id.text();
      const auto use = by_id.find(id.text());
      if (use == by_id.end()) return "applies an award that cannot be used: " + id.text();
      if (!leaves.contains(path)) return "applies an award to what is no leaf: " + path;
      bool accepted = false;
      for (const auto& [leaf, credit] : use->second->leaves) {
        if (leaf != leaves[path]) continue;
        accepted = true;
        have[static_cast<std::size_t>(leaf)] += credit;
      }
      if (!accepted) return path + " does not accept " + id.text();
      for (const std::string& root : use->second->roots)
        if (!roots.insert(root).second) return "uses a root twice: " + root;
    }
  const Deficit deficit = deficit_of(question.tree, have);
  const audit::Distance none{Rational(0), audit.distance.system, 0};
  if (!same(hopes ? none : audit.distance, deficit, question.denominator))
    return "its allocation has the deficit " + text(deficit, question.denominator);
  return {};
}

Comparison compare(const Case& input) {
  Comparison result;
  const auto programme = audit::Programme::compile(input.goal, input.catalogue);
  if (!programme) {
    result.refused = true;
    return result;
  }
  const auto audit = audit::evaluate(*programme, input.record, {input.day});
  if (!audit) {
    result.difference = "the engine failed: " + describe(audit.error());
    return result;
  }
  result.audit = *audit;
  result.question = expand_goal(input.catalogue, input.goal, input.record, input.day);
  result.greedy_completes = greedy_completes(result.question);
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
  else if (answer.prerequisites &&
           !same(audit->prerequisites[0].deficit, *answer.prerequisites, answer.denominator))
    result.difference = "prerequisites " + text(audit->prerequisites[0].deficit) + " instead of " +
                        text(*answer.prerequisites, answer.denominator);
  else
    result.difference = check_allocation(*programme, *audit, result.question);
  return result;
}

}  // namespace cairn::oracle

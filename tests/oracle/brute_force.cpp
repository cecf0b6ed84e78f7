#include "oracle/brute_force.h"

#include <algorithm>

namespace cairn::oracle {
namespace {

class Enumeration {
 public:
  Enumeration(const Question& question, std::vector<const Use*> uses)
      : question_(question),
        uses_(std::move(uses)),
        have_(static_cast<std::size_t>(question.leaf_count), 0),
        best_(deficit_of(question.tree, have_)) {}

  Deficit least(std::uint64_t& allocations) {
    extend(0);
    allocations += count_;
    return best_;
  }

 private:
  void extend(std::size_t next) {
    if (next == uses_.size()) {
      ++count_;
      best_ = std::min(best_, deficit_of(question_.tree, have_));
      return;
    }
    extend(next + 1);  // not applied
    const Use& use = *uses_[next];
    for (const std::string& root : use.roots)
      if (used_.contains(root)) return;
    used_.insert(use.roots.begin(), use.roots.end());
    for (const auto& [leaf, credit] : use.leaves) {
      have_[static_cast<std::size_t>(leaf)] += credit;
      extend(next + 1);
      have_[static_cast<std::size_t>(leaf)] -= credit;
    }
    for (const std::string& root : use.roots) used_.erase(root);
  }

  const Question& question_;
  const std::vector<const Use*> uses_;
  std::vector<std::int64_t> have_;
  std::set<std::string> used_;
  Deficit best_;
  std::uint64_t count_ = 0;
};

std::vector<const Use*> pointers(const std::vector<Use>& uses) {
  std::vector<const Use*> all;
  for (const Use& use : uses) all.push_back(&use);
  return all;
}

}  // namespace

std::uint64_t allocation_count(const Question& question, std::uint64_t limit) {
  std::uint64_t count = 1;
  for (const auto* uses : {&question.made, &question.hoped_for})
    for (const Use& use : *uses) {
      count *= use.leaves.size() + 1;
      if (count >= limit) return limit;
    }
  return count;
}

Answer brute_force(const learning::Catalogue& catalogue, const AchievementId& goal,
                   const learning::Record& record, Date day) {
  Answer answer;
  const Question question = expand_goal(catalogue, goal, record, day);
  answer.denominator = question.denominator;
  std::vector<const Use*> uses = pointers(question.made);
  answer.distance = Enumeration(question, uses).least(answer.allocations);
  for (const Use& use : question.hoped_for) uses.push_back(&use);
  answer.distance_if_passed = question.hoped_for.empty() || answer.distance == Deficit{}
                                  ? answer.distance
                                  : Enumeration(question, uses).least(answer.allocations);
  if (answer.distance == Deficit{})
    answer.status = Status::complete;
  else if (answer.distance_if_passed == Deficit{})
    answer.status = Status::complete_if_in_progress_passes;

  TreeNode groups;
  std::vector<Deficit> alone;
  for (const Question& each : expand_prerequisites(catalogue, goal, record, day, groups))
    alone.push_back(Enumeration(each, pointers(each.made)).least(answer.allocations));
  if (alone.empty()) return answer;
  const auto combine = [&](const auto& self, const TreeNode& node) -> Deficit {
    if (node.leaf >= 0) return alone[static_cast<std::size_t>(node.leaf)];
    std::vector<Deficit> deficits;
    for (const TreeNode& child : node.children) deficits.push_back(self(self, child));
    return least_sum(std::move(deficits), node.pick);
  };
  answer.prerequisites = combine(combine, groups);
  return answer;
}

}  // namespace cairn::oracle

#include "oracle/brute_force.h"

#include <algorithm>
#include <map>
#include <utility>

#include "oracle/allocation.h"

namespace cairn::oracle {
namespace {

class Enumeration {
 public:
  explicit Enumeration(const Question& question)
      : question_(question), applied_(question.uses.size()) {
    for (std::size_t use = 0; use < question.uses.size(); ++use)
      ways_.push_back(ways(question, static_cast<int>(use)));
  }

  Measure least(std::uint64_t& allocations) {
    extend(0);
    allocations += count_;
    return *best_;  // nothing applied is always an allocation
  }

 private:
  void extend(std::size_t use) {
    if (use == ways_.size()) {
      ++count_;
      consider();
      return;
    }
    const std::map<std::string, Rational> before = taken_;
    for (const Way& way : ways_[use]) {
      if (take(question_.uses[use].roots, taken_of_roots(way))) {
        applied_[use] = way;
        extend(use + 1);
      }
      taken_ = before;
    }
    applied_[use].clear();
  }

  // False where a root has not so much left.
  bool take(const std::set<std::string>& roots, const Rational& amount) {
    return std::ranges::all_of(roots, [&](const std::string& root) {
      Rational& taken = taken_[root];
      taken = add(taken, amount).value();
      return taken <= Rational(1);
    });
  }

  void consider() {
    const auto deficit = least_deficit(question_, applied_);
    if (!deficit) return;
    const Measure measure{*deficit, weight_of(question_, applied_)};
    if (best_ && measure >= *best_) return;
    if (broken_rule(question_, applied_).empty()) best_ = measure;
  }

  const Question& question_;
  std::vector<std::vector<Way>> ways_;
  Applications applied_;
  std::map<std::string, Rational> taken_;  // by root
  std::optional<Measure> best_;
  std::uint64_t count_ = 0;
};

// Section 15: the deficits of the outermost leaves, combined.
Deficit combined(const TreeNode& node, const std::vector<Deficit>& alone) {
  if (node.leaf >= 0) return alone[static_cast<std::size_t>(node.leaf)];
  std::vector<Deficit> deficits;
  for (const TreeNode& child : node.children) deficits.push_back(combined(child, alone));
  std::ranges::sort(deficits);
  Deficit sum;
  for (int i = 0; i < node.pick; ++i) {
    sum.credit += deficits[static_cast<std::size_t>(i)].credit;
    sum.missing += deficits[static_cast<std::size_t>(i)].missing;
  }
  return sum;
}

}  // namespace

std::uint64_t allocation_count(const Question& question, std::uint64_t limit) {
  std::uint64_t count = 1;
  for (std::size_t use = 0; use < question.uses.size(); ++use) {
    count *= ways(question, static_cast<int>(use)).size();
    if (count >= limit) return limit;
  }
  return count;
}

Measure least(const Question& question, std::uint64_t& allocations) {
  return Enumeration(question).least(allocations);
}

// Sections 12, 13 and 15.
Answer brute_force(const learning::Catalogue& catalogue, const AchievementId& goal,
                   const learning::Record& record, Date day) {
  Answer answer;
  const Question first = expand_goal(catalogue, goal, record, day, Pass::first);
  const Question second = expand_goal(catalogue, goal, record, day, Pass::second);
  answer.denominator = first.denominator;
  const Measure now = least(first, answer.allocations);
  const Measure later =
      first.uses.size() == second.uses.size() ? now : least(second, answer.allocations);
  answer.distance = now.deficit;
  answer.distance_if_passed = later.deficit;
  answer.weight = now.weight;
  if (answer.distance == Deficit{})
    answer.status = Status::complete;
  else if (answer.distance_if_passed == Deficit{})
    answer.status = Status::complete_if_in_progress_passes;
  if (answer.status == Status::complete_if_in_progress_passes) answer.weight = later.weight;

  TreeNode groups;
  std::vector<Deficit> alone;
  for (const Question& leaf : expand_prerequisites(catalogue, goal, record, day, groups))
    alone.push_back(least(leaf, answer.allocations).deficit);
  if (catalogue.find_achievement(goal)->prerequisites)
    answer.prerequisites = combined(groups, alone);
  return answer;
}

}  // namespace cairn::oracle

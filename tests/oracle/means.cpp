#include "oracle/means.h"

#include <algorithm>
#include <numeric>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "oracle/filter.h"

namespace cairn::oracle {
namespace {

using learning::Award;
using learning::AwardStatus;
using requirement::Average;

// Nothing where the award has no points on the scale.
std::optional<Rational> points_of(const Award& award, const Average& rule,
                                  const learning::Catalogue& catalogue) {
  const auto rank = rank_on(rule.scale, award, catalogue);
  if (!rank) return std::nullopt;
  return catalogue.find_grade_scale(rule.scale)->grades[*rank].points;
}

// Zero without credit in the system of the average.
std::int64_t weight_of(const Award& award, const Average& rule, std::int64_t denominator) {
  if (rule.system.empty()) return 1;
  for (const auto& amount : award.credit)
    if (amount.system == rule.system)
      return amount.value.numerator() * (denominator / amount.value.denominator());
  return 0;
}

// Where uses share roots, the one with fewer, recognised ones last, or the first by id.
std::vector<int> once(const Worths& uses, const Question& question) {
  using Order = std::tuple<std::size_t, bool, std::string>;
  std::map<Order, int> in_order;
  for (const auto& [index, worth] : uses) {
    const Use& use = question.uses[static_cast<std::size_t>(index)];
    const bool recognised = use.award->status == AwardStatus::recognised;
    in_order[{use.roots.size(), recognised, use.award->id.text()}] = index;
  }
  std::set<std::string> taken;
  std::vector<int> found;
  for (const auto& [order, index] : in_order) {
    const std::set<std::string>& roots = question.uses[static_cast<std::size_t>(index)].roots;
    if (std::ranges::any_of(roots, [&](const auto& root) { return taken.contains(root); }))
      continue;
    taken.insert(roots.begin(), roots.end());
    found.push_back(index);
  }
  return found;
}

// Section 6: of all usable awards of its achievement.
Rational mean_of_attempts(const Award& award, const Average& rule, const Question& question,
                          const learning::Catalogue& catalogue) {
  Worths attempts;
  for (std::size_t use = 0; use < question.uses.size(); ++use)
    if (question.uses[use].award->achievement == award.achievement &&
        points_of(*question.uses[use].award, rule, catalogue))
      attempts[static_cast<int>(use)] = 0;
  const std::vector<int> counted = once(attempts, question);
  Rational sum(0);
  for (const int use : counted)
    sum = add(sum, *points_of(*question.uses[static_cast<std::size_t>(use)].award, rule, catalogue))
              .value();
  return divide(sum, Rational(static_cast<std::int64_t>(counted.size()))).value();
}

bool may_look_at(const Use& use, int leaf) {
  return std::ranges::any_of(use.leaves, [&](const auto& each) { return each.first == leaf; });
}

TreeNode* find_leaf(TreeNode& node, int leaf) {
  if (node.leaf == leaf) return &node;
  for (TreeNode& child : node.children)
    if (TreeNode* found = find_leaf(child, leaf)) return found;
  return nullptr;
}

}  // namespace

bool rises(const grade::Scale& scale) {
  std::vector<Rational> points;
  for (const grade::Scale::Step& step : scale.grades)
    if (step.points) points.push_back(*step.points);
  return !points.empty() && points.front() < points.back();
}

Worths beyond_minimum(const Mean& mean, const Question& question,
                      const learning::Catalogue& catalogue, Date day) {
  const Average& rule = mean.rule;
  std::map<int, Rational> points;
  std::int64_t common = rule.minimum.denominator();
  for (std::size_t use = 0; use < question.uses.size(); ++use) {
    const Award& award = *question.uses[use].award;
    if (!passes(rule.where, award, catalogue, day)) continue;
    if (auto found = points_of(award, rule, catalogue)) {
      if (mean.of_attempts) found = mean_of_attempts(award, rule, question, catalogue);
      points[static_cast<int>(use)] = *found;
      common = std::lcm(common, found->denominator());
    }
  }
  const auto scaled = [&](const Rational& value) {
    return value.numerator() * (common / value.denominator());
  };
  Worths found;
  for (const auto& [use, value] : points) {
    const Award& award = *question.uses[static_cast<std::size_t>(use)].award;
    const std::int64_t weight = weight_of(award, rule, question.denominator);
    const std::int64_t more = scaled(value) - scaled(rule.minimum);
    const bool is_below = rises(*catalogue.find_grade_scale(rule.scale));
    if (weight != 0) found[use] = weight * (is_below ? -more : more);
  }
  return found;
}

void decide_over_record(int leaf, const Mean& mean, const learning::Catalogue& catalogue, Date day,
                        Question& question) {
  Worths open = beyond_minimum(mean, question, catalogue, day);
  std::erase_if(open, [&](const auto& each) {
    return !may_look_at(question.uses[static_cast<std::size_t>(each.first)], leaf);
  });
  std::int64_t sum = 0;
  const std::vector<int> seen = once(open, question);
  for (const int use : seen) sum += open.at(use);
  find_leaf(question.tree, leaf)->satisfied = !seen.empty() && sum >= 0;
  for (Use& use : question.uses)
    std::erase_if(use.leaves, [&](const auto& each) { return each.first == leaf; });
}

}  // namespace cairn::oracle

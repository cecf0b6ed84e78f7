#include "oracle/means.h"

#include <algorithm>
#include <numeric>
#include <string>
#include <tuple>
#include <utility>

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

Worths beyond_minimum(const Average& rule, const Question& question,
                      const learning::Catalogue& catalogue, Date day) {
  std::map<int, Rational> points;
  std::int64_t common = rule.minimum.denominator();
  for (std::size_t use = 0; use < question.uses.size(); ++use) {
    const Award& award = *question.uses[use].award;
    if (!passes(rule.where, award, catalogue, day)) continue;
    if (const auto found = points_of(award, rule, catalogue)) {
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
    if (weight != 0) found[use] = weight * (scaled(value) - scaled(rule.minimum));
  }
  return found;
}

void decide_over_record(int leaf, const Average& rule, const learning::Catalogue& catalogue,
                        Date day, Question& question) {
  using Order = std::tuple<std::size_t, bool, std::string>;
  std::map<Order, std::pair<const Use*, std::int64_t>> in_order;
  for (const auto& [index, worth] : beyond_minimum(rule, question, catalogue, day)) {
    const Use& use = question.uses[static_cast<std::size_t>(index)];
    if (!may_look_at(use, leaf)) continue;
    const bool recognised = use.award->status == AwardStatus::recognised;
    in_order[{use.roots.size(), recognised, use.award->id.text()}] = {&use, worth};
  }
  std::set<std::string> seen;
  std::int64_t sum = 0;
  for (const auto& [order, each] : in_order) {
    const std::set<std::string>& roots = each.first->roots;
    if (std::ranges::any_of(roots, [&](const auto& root) { return seen.contains(root); })) continue;
    seen.insert(roots.begin(), roots.end());
    sum += each.second;
  }
  find_leaf(question.tree, leaf)->satisfied = !seen.empty() && sum >= 0;
  for (Use& use : question.uses)
    std::erase_if(use.leaves, [&](const auto& each) { return each.first == leaf; });
}

}  // namespace cairn::oracle

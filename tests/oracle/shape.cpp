#include "oracle/shape.h"

#include <algorithm>
#include <cstdio>
#include <set>
#include <utility>
#include <vector>

#include "oracle/operators.h"

namespace cairn::oracle {
namespace {

constexpr int kMost = 8;  // in a histogram; what is more is counted there

// The parts of one question: leaves that are joined, and what of them is no pure flow.
class Parts {
 public:
  explicit Parts(const Question& question) : question_(question) {
    for (int leaf = 0; leaf < question.leaf_count; ++leaf) above_.push_back(leaf);
    impure_.resize(above_.size());
    for (const Use& use : question.uses)
      for (const auto& [leaf, worth] : use.leaves) accepting_.insert(leaf);
    find_choices(question.tree);
    for (const Cap& cap : question.caps) join(cap.leaves, true);
    for (const Share& rule : question.sharing) join(all_of(rule), true);
    for (const Condition& condition : question.conditions) join(condition.leaves, true);
    join_awards();
    find_unequal();
  }

  bool has_unequal() const { return has_unequal_; }

  // How many parts accept something, and how many of them are pure flow.
  std::pair<int, int> count() {
    std::map<int, bool> pure;
    for (const Use& use : question_.uses)
      for (const auto& [leaf, worth] : use.leaves) pure.try_emplace(part_of(leaf), true);
    for (std::size_t leaf = 0; leaf < above_.size(); ++leaf)
      if (const auto part = pure.find(part_of(static_cast<int>(leaf)));
          part != pure.end() && impure_[leaf])
        part->second = false;
    const auto flows = std::ranges::count_if(pure, [](const auto& each) { return each.second; });
    return {static_cast<int>(pure.size()), static_cast<int>(flows)};
  }

 private:
  int part_of(int leaf) {
    while (above_[static_cast<std::size_t>(leaf)] != leaf)
      leaf = above_[static_cast<std::size_t>(leaf)];
    return leaf;
  }

  void join(const std::set<int>& leaves, bool impure) {
    for (const int leaf : leaves) {
      above_[static_cast<std::size_t>(part_of(leaf))] = part_of(*leaves.begin());
      if (impure) impure_[static_cast<std::size_t>(leaf)] = true;
    }
  }

  static std::set<int> all_of(const Share& rule) {
    std::set<int> leaves;
    for (const std::set<int>& group : rule.groups) leaves.insert(group.begin(), group.end());
    return leaves;
  }

  static void leaves_below(const TreeNode& node, std::set<int>& leaves) {
    if (node.leaf >= 0) leaves.insert(node.leaf);
    for (const TreeNode& child : node.children) leaves_below(child, leaves);
  }

  // To hold an achievement instead of earning it is a choice where there is an award of it.
  void find_choices(const TreeNode& node) {
    const bool group = node.kind == Kind::pick;
    const bool chooses = group ? node.pick < static_cast<int>(node.children.size())
                               : !node.children.empty() && accepting_.contains(node.leaf);
    if (chooses) {
      std::set<int> leaves;
      leaves_below(node, leaves);
      join(leaves, true);
    }
    for (const TreeNode& child : node.children) find_choices(child);
  }

  void join_awards() {
    std::map<std::string, std::set<int>> leaves_of_root;
    std::map<std::string, int> awards_of_root;
    for (const Use& use : question_.uses)
      for (const std::string& root : use.roots) {
        ++awards_of_root[root];
        for (const auto& [leaf, worth] : use.leaves) leaves_of_root[root].insert(leaf);
      }
    for (const auto& [root, leaves] : leaves_of_root) join(leaves, awards_of_root[root] > 1);
  }

  void find_unequal() {
    std::map<int, std::set<std::int64_t>> worths;
    for (const Use& use : question_.uses)
      for (const auto& [leaf, worth] : use.leaves) worths[leaf].insert(worth);
    for (const auto& [leaf, different] : worths) {
      if (different.size() < 2) continue;
      impure_[static_cast<std::size_t>(leaf)] = true;
      has_unequal_ = true;
    }
  }

  const Question& question_;
  std::vector<int> above_;
  std::vector<bool> impure_;
  std::set<int> accepting_;  // leaves
  bool has_unequal_ = false;
};

void count_groups(const TreeNode& node, std::map<int, int>& branching) {
  const int children = static_cast<int>(node.children.size());
  if (node.kind == Kind::pick && children > 0) ++branching[std::min(children, kMost)];
  for (const TreeNode& child : node.children) count_groups(child, branching);
}

void print_row(const char* title, const std::map<int, int>& counts) {
  double all = 0;
  for (const auto& [size, count] : counts) all += count;
  std::printf("| %s |", title);
  for (const auto& [size, count] : counts)
    std::printf(" %d%s: %.0f %%;", size, size == kMost ? "+" : "", 100 * count / all);
  std::printf(" |\n");
}

double percent(int part, int whole) { return whole == 0 ? 0 : 100.0 * part / whole; }

}  // namespace

void Shape::count(const Case& input, const Question& question, bool is_complete) {
  ++cases;
  if (!is_complete) ++incomplete;
  count_groups(question.tree, branching);
  std::map<int, int> awards;
  for (const Use& use : question.uses) {
    ++leaves_of_award[std::min(static_cast<int>(use.leaves.size()), kMost)];
    for (const auto& [leaf, worth] : use.leaves) ++awards[leaf];
  }
  for (int leaf = 0; leaf < question.leaf_count; ++leaf)
    ++awards_of_leaf[std::min(awards[leaf], kMost)];
  Parts found(question);
  const auto [all, flows] = found.count();
  parts += all;
  flow_parts += flows;
  if (found.has_unequal()) ++unequal;
  for (const std::string& name : operators_of(input)) ++operators[name];
}

void Shape::print(const std::string& title, bool named) const {
  std::printf("| %s | %d cases |\n|---|---|\n", title.c_str(), cases);
  print_row("children of a group", branching);
  print_row("awards that a leaf accepts", awards_of_leaf);
  print_row("leaves that accept an award", leaves_of_award);
  std::printf("| with a leaf whose awards are of unequal worth | %.0f %% |\n",
              percent(unequal, cases));
  std::printf("| parts that are pure flow | %.0f %% of %d |\n", percent(flow_parts, parts), parts);
  std::printf("| incomplete | %.0f %% |\n", percent(incomplete, cases));
  if (!named) return;
  for (const auto& [name, count] : operators)
    std::printf("| %s | %.1f %% |\n", name.c_str(), percent(count, cases));
}

}  // namespace cairn::oracle

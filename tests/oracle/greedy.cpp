#include "oracle/greedy.h"

#include "oracle/allocation.h"

namespace cairn::oracle {
namespace {

class Greedy {
 public:
  explicit Greedy(const Question& question) : question_(question), applied_(question.uses.size()) {}

  bool satisfy(const TreeNode& node) {
    const Applications before = applied_;
    const bool satisfied = satisfy_any(node);
    if (!satisfied) applied_ = before;
    return satisfied;
  }

  bool meets_conditions() const { return least_deficit(question_, applied_) == Deficit{}; }

 private:
  bool satisfy_any(const TreeNode& node) {
    switch (node.kind) {
      case Kind::pick:
        return satisfy_children(node);
      case Kind::holds:
        return satisfy_leaf(node, 1) || (!node.children.empty() && satisfy(node.children[0]));
      case Kind::sum:
        return satisfy_leaf(node, node.worth);
      case Kind::fact:
        return node.satisfied;
      case Kind::condition:
        return true;
    }
    return false;
  }

  bool satisfy_children(const TreeNode& node) {
    int satisfied = 0;
    for (const TreeNode& child : node.children) {
      if (satisfied == node.pick) break;
      if (satisfy(child)) ++satisfied;
    }
    return satisfied == node.pick;
  }

  bool satisfy_leaf(const TreeNode& node, std::int64_t need) {
    const Applications before = applied_;
    std::int64_t have = 0;
    for (std::size_t use = 0; use < question_.uses.size(); ++use)
      for (const auto& [leaf, worth] : question_.uses[use].leaves) {
        if (leaf != node.leaf || have >= need) continue;
        applied_[use].push_back({leaf, worth});
        if (broken_rule(question_, applied_).empty())
          have += worth;
        else
          applied_[use].pop_back();
      }
    if (have < need) applied_ = before;
    return have >= need;
  }

  const Question& question_;
  Applications applied_;
};

}  // namespace

bool greedy_completes(const Question& question) {
  Greedy greedy(question);
  return greedy.satisfy(question.tree) && greedy.meets_conditions();
}

}  // namespace cairn::oracle

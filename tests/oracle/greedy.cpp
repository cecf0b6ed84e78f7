#include "oracle/greedy.h"

namespace cairn::oracle {
namespace {

class Greedy {
 public:
  explicit Greedy(const Question& question) : question_(question) {}

  bool satisfy(const TreeNode& node) {
    const std::set<std::string> before = used_;
    const bool satisfied = node.kind == Kind::pick ? satisfy_children(node)
                                                   : satisfy_leaf(node) || satisfy_below(node);
    if (!satisfied) used_ = before;
    return satisfied;
  }

 private:
  bool satisfy_children(const TreeNode& node) {
    int satisfied = 0;
    for (const TreeNode& child : node.children) {
      if (satisfied == node.pick) break;
      if (satisfy(child)) ++satisfied;
    }
    return satisfied == node.pick;
  }

  bool satisfy_below(const TreeNode& node) {
    return !node.children.empty() && satisfy(node.children[0]);
  }

  bool satisfy_leaf(const TreeNode& node) {
    const std::int64_t need = node.kind == Kind::holds ? 1 : node.worth;
    const std::set<std::string> before = used_;
    std::int64_t have = 0;
    for (const Use& use : question_.made)
      for (const auto& [leaf, credit] : use.leaves) {
        if (leaf != node.leaf || have >= need || taken(use)) continue;
        used_.insert(use.roots.begin(), use.roots.end());
        have += credit;
      }
    if (have < need) used_ = before;
    return have >= need;
  }

  bool taken(const Use& use) const {
    for (const std::string& root : use.roots)
      if (used_.contains(root)) return true;
    return false;
  }

  const Question& question_;
  std::set<std::string> used_;
};

}  // namespace

bool greedy_completes(const Question& question) { return Greedy(question).satisfy(question.tree); }

}  // namespace cairn::oracle

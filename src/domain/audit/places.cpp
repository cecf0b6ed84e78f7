#include "domain/audit/places.h"

#include <algorithm>
#include <set>

namespace cairn::audit {
namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

class Places {
 public:
  Places(const Missing& missing, const Programme& programme, const Audit& audit)
      : leaf_(missing.node), tree_(programme.tree()), audit_(audit) {}

  std::vector<int> run() {
    add_own();
    add_competitors();
    add_branches();
    others_.erase(leaf_);
    for (const int own : own_) others_.erase(own);
    own_.insert(own_.end(), others_.begin(), others_.end());
    return std::move(own_);
  }

 private:
  const ProgrammeNode& node_at(int index) const { return tree_.nodes()[at(index)]; }
  bool is_chosen(int index) const {
    return audit_.nodes[at(index)].status != NodeStatus::not_chosen;
  }

  void add_own() {
    const ProgrammeNode& node = node_at(leaf_);
    if (is_applied_to(node.kind)) own_.push_back(leaf_);
    if (!is_condition(node.kind) || node.in < 0) return;
    for (int leaf = node.in; leaf < tree_.end_of(node.in); ++leaf)
      if (is_applied_to(node_at(leaf).kind) && is_chosen(leaf)) own_.push_back(leaf);
  }

  void add_competitors() {
    for (const Reason& reason : audit_.reasons) {
      if (reason.code != ReasonCode::conflict || !std::ranges::binary_search(reason.nodes, leaf_))
        continue;
      for (const int node : reason.nodes)
        if (is_applied_to(node_at(node).kind) &&
            std::ranges::find(audit_.missing, node, &Missing::node) == audit_.missing.end())
          others_.insert(node);
    }
  }

  void add_branches() {
    for (int above = node_at(leaf_).parent; above >= 0; above = node_at(above).parent) {
      if (node_at(above).kind != NodeKind::at_least) continue;
      for (const int child : node_at(above).children) {
        if (is_chosen(child)) continue;
        for (int leaf = child; leaf < tree_.end_of(child); ++leaf)
          if (is_applied_to(node_at(leaf).kind)) others_.insert(leaf);
      }
    }
  }

  const int leaf_;
  const ProgrammeTree& tree_;
  const Audit& audit_;
  std::vector<int> own_;
  std::set<int> others_;
};

}  // namespace

std::vector<int> places_of(const Missing& missing, const Programme& programme, const Audit& audit) {
  return Places(missing, programme, audit).run();
}

}  // namespace cairn::audit

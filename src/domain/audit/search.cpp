#include "domain/audit/search.h"

#include <algorithm>
#include <numeric>

#include "base/result.h"
#include "domain/audit/relaxation.h"

namespace cairn::audit {
namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

// The sum of the n cheapest, ties to the first; marks them when asked.
std::int64_t cheapest(const std::vector<std::int64_t>& costs, const SearchNode& node,
                      std::vector<std::uint8_t>* chosen) {
  const int count = static_cast<int>(node.children.size());
  std::vector<int> order(node.children);
  if (node.pick < count)
    std::ranges::stable_sort(order, {}, [&](int child) { return costs[at(child)]; });
  std::int64_t sum = 0;
  for (int i = 0; i < std::min(node.pick, count); ++i) {
    sum += costs[at(order[at(i)])];
    if (chosen != nullptr) (*chosen)[at(order[at(i)])] = 1;
  }
  return sum;
}

// Splits the tree into parts that share no root and solves each alone. A part is a list of sibling
// nodes whose sum is to be minimised.
class Decomposition {
 public:
  Decomposition(const Problem& problem, std::uint64_t nodes_max)
      : problem_(problem), nodes_max_(nodes_max) {
    solution_.used.assign(problem.edges.size(), 1);
    bounds_.assign(problem.nodes.size(), 0);
    find_contended_roots();
    group_leaves();
  }

  Solution solve() {
    bounds_[0] = solve_node(0);
    solution_.bound = bounds_[0];
    solution_.cost = cost_of(problem_, solution_.used, nullptr);
    return std::move(solution_);
  }

 private:
  void find_contended_roots() {
    contention_.assign(at(problem_.root_count), 0);
    for (const SearchEdge& edge : problem_.edges)
      for (const int root : edge.roots) ++contention_[at(root)];
  }

  int find(int leaf) {
    while (group_[at(leaf)] != leaf) leaf = group_[at(leaf)] = group_[at(group_[at(leaf)])];
    return leaf;
  }

  // Leaves that compete for a root, directly or over others, get one group; leaves that compete
  // with nothing, not even within themselves, get -1.
  void group_leaves() {
    group_.resize(problem_.leaves.size());
    std::iota(group_.begin(), group_.end(), 0);
    std::vector<int> first_leaf(at(problem_.root_count), -1);
    std::vector<std::uint8_t> contended(problem_.leaves.size(), 0);
    for (const SearchEdge& edge : problem_.edges)
      for (const int root : edge.roots) {
        if (contention_[at(root)] < 2) continue;
        contended[at(edge.leaf)] = 1;
        int& first = first_leaf[at(root)];
        if (first < 0) first = edge.leaf;
        group_[at(find(edge.leaf))] = find(first);
      }
    for (int leaf = 0; leaf < static_cast<int>(group_.size()); ++leaf) find(leaf);
    std::vector<int> named(group_.size());
    for (int leaf = 0; leaf < static_cast<int>(group_.size()); ++leaf)
      named[at(leaf)] = contended[at(leaf)] != 0 ? find(leaf) : -1;
    group_ = std::move(named);
  }

  void groups_under(int node, std::vector<int>& groups) const {
    const SearchNode& n = problem_.nodes[at(node)];
    if (n.leaf >= 0) {
      if (group_[at(n.leaf)] >= 0) groups.push_back(group_[at(n.leaf)]);
      return;
    }
    for (const int child : n.children) groups_under(child, groups);
  }

  // Partitions children so that members of different parts share no group.
  std::vector<std::vector<int>> parts_of(const SearchNode& node) const {
    std::vector<std::vector<int>> parts;
    std::vector<std::vector<int>> part_groups;
    for (const int child : node.children) {
      std::vector<int> groups;
      groups_under(child, groups);
      std::vector<int> members{child};
      for (std::size_t p = 0; p < parts.size();) {
        const bool meets = std::ranges::find_first_of(groups, part_groups[p]) != groups.end();
        if (!meets) {
          ++p;
          continue;
        }
        members.insert(members.begin(), parts[p].begin(), parts[p].end());
        groups.insert(groups.end(), part_groups[p].begin(), part_groups[p].end());
        parts.erase(parts.begin() + static_cast<std::ptrdiff_t>(p));
        part_groups.erase(part_groups.begin() + static_cast<std::ptrdiff_t>(p));
      }
      parts.push_back(std::move(members));
      part_groups.push_back(std::move(groups));
    }
    return parts;
  }

  // A lower bound on the cost of `node`; sets the used edges below it. With nothing contended
  // inside, using every edge is optimal.
  std::int64_t solve_node(int node) {
    const SearchNode& n = problem_.nodes[at(node)];
    if (n.leaf >= 0) {
      if (group_[at(n.leaf)] >= 0) return search({node});
      const SearchLeaf& leaf = problem_.leaves[at(n.leaf)];
      std::int64_t have = 0;
      for (int e = leaf.first_edge; e < leaf.first_edge + leaf.edge_count; ++e)
        have += problem_.edges[at(e)].gain;
      return bounds_[at(node)] = leaf.cost(have);
    }
    const auto parts = parts_of(n);
    const bool takes_all = n.pick >= static_cast<int>(n.children.size());
    if (!takes_all && parts.size() < n.children.size()) return bounds_[at(node)] = search({node});
    for (const auto& part : parts) {
      if (part.size() == 1) {
        solve_node(part.front());
      } else {
        for (const int child : part) bounds_[at(child)] = 0;
        bounds_[at(part.front())] = search(part);
      }
    }
    return bounds_[at(node)] = cheapest(bounds_, n, nullptr);
  }

  std::int64_t search(const std::vector<int>& part) {
    const std::uint64_t left = nodes_max_ - std::min(nodes_max_, solution_.nodes);
    BranchAndBound branch_and_bound(problem_, part, left);
    const std::int64_t bound = branch_and_bound.run(solution_.used);
    solution_.nodes += branch_and_bound.nodes();
    if (part.size() == 1) bounds_[at(part.front())] = bound;
    return bound;
  }

  const Problem& problem_;
  const std::uint64_t nodes_max_;
  Solution solution_;
  std::vector<std::int64_t> bounds_;  // by node
  std::vector<int> contention_;       // edges by root
  std::vector<int> group_;            // by leaf
};

}  // namespace

Solution solve(const Problem& problem, std::uint64_t nodes_max) {
  CAIRN_ASSERT(!problem.nodes.empty());
  return Decomposition(problem, nodes_max).solve();
}

std::int64_t cost_of(const Problem& problem, const std::vector<std::uint8_t>& used,
                     std::vector<std::uint8_t>* chosen) {
  std::vector<std::int64_t> have(problem.leaves.size(), 0);
  for (std::size_t e = 0; e < problem.edges.size(); ++e)
    if (used[e] != 0) have[at(problem.edges[e].leaf)] += problem.edges[e].gain;
  std::vector<std::int64_t> costs(problem.nodes.size(), 0);
  for (std::size_t i = problem.nodes.size(); i-- > 0;) {
    const SearchNode& node = problem.nodes[i];
    costs[i] = node.leaf >= 0 ? problem.leaves[at(node.leaf)].cost(have[at(node.leaf)])
                              : cheapest(costs, node, nullptr);
  }
  if (chosen != nullptr) {
    chosen->assign(problem.nodes.size(), 0);
    (*chosen)[0] = 1;
    for (std::size_t i = 0; i < problem.nodes.size(); ++i)
      if ((*chosen)[i] != 0 && problem.nodes[i].leaf < 0) cheapest(costs, problem.nodes[i], chosen);
  }
  return costs[0];
}

}  // namespace cairn::audit

#include "domain/audit/conflict.h"

#include <algorithm>
#include <map>
#include <set>
#include <span>

#include "domain/audit/search.h"

namespace cairn::audit {
namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

class ConflictSearch {
 public:
  ConflictSearch(const Model& model, std::uint64_t nodes_max, SolvedParts* known)
      : model_(model), known_(known), left_(nodes_max) {}

  // Deletion filter over the leaves that compete with `leaf`, directly or over others.
  std::vector<int> around(int leaf, const std::vector<int>& chosen) {
    std::vector<int> set = connected(leaf, chosen);
    if (!fights(set)) return {};
    for (std::size_t i = set.size(); i-- > 0;) {
      if (set[i] == leaf) continue;
      std::vector<int> without = set;
      without.erase(without.begin() + static_cast<std::ptrdiff_t>(i));
      if (fights(without)) set = std::move(without);
    }
    if (std::vector<int> without = set; set.size() > 1) {
      std::erase(without, leaf);
      if (fights(without)) return {};  // a fight in which this leaf has no part
    }
    return out_of_budget_ ? std::vector<int>{} : set;
  }

  std::int64_t cost_alone(int leaf) { return cost_of_all({leaf}); }

 private:
  std::vector<int> connected(int leaf, const std::vector<int>& chosen) const {
    std::vector<int> found{leaf};
    std::vector<std::uint8_t> wanted(model_.problem.resources.size(), 0);
    for (std::size_t i = 0; i < found.size(); ++i) {
      mark_wanted(found[i], wanted);
      for (const int other : chosen)
        if (wants_marked(other, wanted) && std::ranges::find(found, other) == found.end())
          found.push_back(other);
    }
    std::ranges::sort(found);
    return found;
  }

  std::span<const SearchEdge> uses_of(int leaf) const {
    const SearchLeaf& rule = model_.problem.leaves[at(leaf)];
    return std::span(model_.problem.edges).subspan(at(rule.first_edge), at(rule.edge_count));
  }

  void mark_wanted(int leaf, std::vector<std::uint8_t>& wanted) const {
    for (const SearchEdge& use : uses_of(leaf))
      for (const Demand& demand : use.demands) wanted[at(demand.resource)] = 1;
  }

  bool wants_marked(int leaf, const std::vector<std::uint8_t>& wanted) const {
    return std::ranges::any_of(uses_of(leaf), [&](const SearchEdge& use) {
      return std::ranges::any_of(
          use.demands, [&](const Demand& demand) { return wanted[at(demand.resource)] != 0; });
    });
  }

  // Whether the leaves cost more together than the sum of what each costs alone.
  bool fights(const std::vector<int>& leaves) {
    std::int64_t alone = 0;
    for (const int leaf : leaves) alone += cost_alone(leaf);
    return cost_of_all(leaves) > alone;
  }

  std::int64_t cost_of_all(const std::vector<int>& leaves) {
    const auto [known, is_new] = costs_.try_emplace(leaves, 0);
    if (is_new) known->second = search(leaves);
    return known->second;
  }

  std::int64_t search(const std::vector<int>& leaves) {
    Problem problem;
    problem.resources = model_.problem.resources;
    problem.credit_unit = model_.problem.credit_unit;
    problem.leaf_unit = model_.problem.leaf_unit;
    problem.nodes.resize(leaves.size() + 1);
    problem.nodes[0].pick = static_cast<int>(leaves.size());
    for (std::size_t i = 0; i < leaves.size(); ++i) {
      SearchLeaf leaf = model_.problem.leaves[at(leaves[i])];
      const auto first = model_.problem.edges.begin() + leaf.first_edge;
      leaf.first_edge = static_cast<int>(problem.edges.size());
      problem.edges.insert(problem.edges.end(), first, first + leaf.edge_count);
      for (int e = leaf.first_edge; e < leaf.first_edge + leaf.edge_count; ++e)
        problem.edges[at(e)].leaf = static_cast<int>(i);
      problem.leaves.push_back(leaf);
      problem.nodes[i + 1].leaf = static_cast<int>(i);
      problem.nodes[0].children.push_back(static_cast<int>(i) + 1);
    }
    for (const SearchEdge& edge : model_.problem.edges)
      if (edge.leaf < 0) problem.edges.push_back(edge);
    const Solution solution = solve(problem, left_, known_);
    left_ -= std::min(left_, solution.nodes);
    out_of_budget_ = out_of_budget_ || solution.bound != solution.cost;
    return solution.cost;
  }

  const Model& model_;
  SolvedParts* const known_;  // or null
  std::uint64_t left_;
  bool out_of_budget_ = false;
  std::map<std::vector<int>, std::int64_t> costs_;  // by leaves
};

}  // namespace

namespace {

// Conditions have no awards of their own to fight for.
bool applies(const Model& model, int leaf) {
  const SearchLeaf& rule = model.problem.leaves[at(leaf)];
  return rule.edge_count > 0 && model.edge_candidate[at(rule.first_edge)] >= 0;
}

}  // namespace

std::vector<Conflict> find_conflicts(const Model& model, const std::vector<std::uint8_t>& chosen,
                                     std::uint64_t nodes_max, SolvedParts* known) {
  const Problem& problem = model.problem;
  std::vector<int> leaves;
  for (std::size_t n = 0; n < problem.nodes.size(); ++n)
    if (chosen[n] != 0 && problem.nodes[n].leaf >= 0 && applies(model, problem.nodes[n].leaf))
      leaves.push_back(problem.nodes[n].leaf);

  ConflictSearch search(model, nodes_max, known);
  std::vector<Conflict> conflicts;
  std::set<int> explained;
  for (const int leaf : leaves) {
    const SearchLeaf& rule = problem.leaves[at(leaf)];
    if (rule.edge_count == 0 || explained.contains(leaf)) continue;
    const std::vector<int> fighting = search.around(leaf, leaves);
    if (fighting.size() < 2) continue;
    Conflict conflict;
    std::set<int> seen;
    for (const int each : fighting) {
      explained.insert(each);
      conflict.tree_nodes.push_back(model.tree_node[at(model.node_of_leaf[at(each)])]);
      const SearchLeaf& r = problem.leaves[at(each)];
      for (int e = r.first_edge; e < r.first_edge + r.edge_count; ++e)
        seen.insert(model.edge_candidate[at(e)]);
    }
    conflict.candidates.assign(seen.begin(), seen.end());
    conflicts.push_back(std::move(conflict));
  }
  return conflicts;
}

}  // namespace cairn::audit

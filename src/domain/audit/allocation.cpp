#include "domain/audit/allocation.h"

#include <algorithm>
#include <numeric>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace cairn::audit {
namespace {

__extension__ using Wide = __int128;

constexpr std::int64_t kEdgesMax = 100'000;
constexpr std::int64_t kUnitsMax = std::int64_t{1} << 40;

std::size_t at(int index) { return static_cast<std::size_t>(index); }

const credit::Amount* credit_in(const learning::Award& award, const credit::SystemId& system) {
  for (const credit::Amount& amount : award.credit)
    if (amount.system == system && amount.value > Rational(0)) return &amount;
  return nullptr;
}

class ModelBuilder {
 public:
  ModelBuilder(const ProgrammeTree& tree, int first, const credit::SystemId& system)
      : tree_(tree), nodes_(tree.nodes()), end_(tree.end_of(first)), system_(system) {
    model_.first = first;
    model_.denominator = tree.denominator();
  }

  Result<Model> build(std::span<const Candidate> candidates) {
    CAIRN_CHECK(collect_uses(candidates));
    CAIRN_CHECK(add_nodes());
    CAIRN_CHECK(add_edges(candidates));
    CAIRN_CHECK(price_direct_leaves());
    return std::move(model_);
  }

 private:
  struct Use {
    int node;
    int candidate;
    const credit::Amount* credit;  ///< nullptr for a holds node
  };

  Result<void> collect_uses(std::span<const Candidate> candidates) {
    std::vector<int> leaves;
    for (int c = 0; c < static_cast<int>(candidates.size()); ++c) {
      const learning::Award& award = *candidates[at(c)].award;
      leaves.clear();
      tree_.accepting(award, leaves);
      for (const int leaf : leaves) {
        if (leaf < model_.first || leaf >= end_) continue;
        const ProgrammeNode& node = nodes_[at(leaf)];
        const credit::Amount* amount = nullptr;
        if (node.kind == NodeKind::credit) {
          amount = credit_in(award, node.minimum.system);
          if (amount == nullptr) continue;
          CAIRN_CHECK(share_denominator(amount->value));
        }
        uses_.push_back({leaf, c, amount});
      }
      if (static_cast<std::int64_t>(uses_.size()) > kEdgesMax)
        return exhausted("the record has too many awards that this requirement accepts");
    }
    std::ranges::stable_sort(uses_, {}, &Use::node);
    return {};
  }

  Result<void> share_denominator(const Rational& credit) {
    const std::int64_t factor =
        credit.denominator() / std::gcd(model_.denominator, credit.denominator());
    if (factor > Programme::kDenominatorMax / model_.denominator)
      return exhausted("the record's credit amounts have no small common denominator");
    model_.denominator *= factor;
    return {};
  }

  Result<std::int64_t> units(const Rational& credit) const {
    const Wide value = Wide{credit.numerator()} * (model_.denominator / credit.denominator());
    if (value > kUnitsMax)
      return exhausted("credit amounts are too far apart to be compared exactly");
    return static_cast<std::int64_t>(value);
  }

  Result<void> add_nodes() {
    int leaf_count = 0;
    for (int i = model_.first; i < end_; ++i)
      if (nodes_[at(i)].kind == NodeKind::holds || nodes_[at(i)].kind == NodeKind::credit)
        ++leaf_count;
    Problem& problem = model_.problem;
    problem.credit_unit = leaf_count + 2;
    problem.nodes.reserve(at(end_ - model_.first + leaf_count));
    model_.problem_node.assign(at(end_ - model_.first), -1);
    model_.problem_leaf.assign(at(end_ - model_.first), -1);
    for (int i = model_.first; i < end_; ++i) {
      const ProgrammeNode& node = nodes_[at(i)];
      const int index = static_cast<int>(problem.nodes.size());
      model_.problem_node[at(i - model_.first)] = index;
      if (i > model_.first) {
        const int parent = model_.problem_node[at(node.parent - model_.first)];
        problem.nodes[at(parent)].children.push_back(index);
      }
      problem.nodes.emplace_back();
      if (node.kind == NodeKind::all || node.kind == NodeKind::at_least) {
        problem.nodes.back().pick = node.count;
        continue;
      }
      const int leaf = static_cast<int>(problem.leaves.size());
      model_.problem_leaf[at(i - model_.first)] = leaf;
      CAIRN_TRY(SearchLeaf rule, leaf_of(node));
      problem.leaves.push_back(rule);
      if (node.children.empty()) {
        problem.nodes.back().leaf = leaf;
        continue;
      }
      problem.nodes.back().pick = 1;
      problem.nodes.back().children.push_back(index + 1);
      problem.nodes.emplace_back().leaf = leaf;
      direct_nodes_.push_back(index);
    }
    return {};
  }

  // Section 5: what a leaf costs that falls short. An award, or the requirement instead of it, is
  // a choice of one of two; there the direct leaf must never be the cheaper one while unsatisfied,
  // see price_direct_leaves().
  Result<SearchLeaf> leaf_of(const ProgrammeNode& node) const {
    SearchLeaf leaf;
    leaf.fixed_cost = 1;
    if (node.kind == NodeKind::holds) {
      CAIRN_TRY(const std::int64_t credit, units(node.credit));
      leaf.fixed_cost += credit * model_.problem.credit_unit;
      return leaf;
    }
    CAIRN_TRY(leaf.need, units(node.minimum.value));
    if (node.minimum.system == system_) leaf.unit_cost = model_.problem.credit_unit;
    return leaf;
  }

  Result<void> add_edges(std::span<const Candidate> candidates) {
    Problem& problem = model_.problem;
    std::unordered_map<std::string_view, int> roots;
    std::vector<std::vector<int>> roots_of(candidates.size());
    problem.edges.reserve(uses_.size());
    for (const Use& use : uses_) {
      SearchEdge edge;
      edge.leaf = model_.problem_leaf[at(use.node - model_.first)];
      if (use.credit != nullptr) {
        CAIRN_TRY(edge.gain, units(use.credit->value));
      }
      std::vector<int>& mine = roots_of[at(use.candidate)];
      if (mine.empty()) number_roots(*candidates[at(use.candidate)].award, roots, mine);
      edge.roots = mine;
      SearchLeaf& leaf = problem.leaves[at(edge.leaf)];
      if (leaf.edge_count++ == 0) leaf.first_edge = static_cast<int>(problem.edges.size());
      problem.edges.push_back(std::move(edge));
      model_.edge_candidate.push_back(use.candidate);
    }
    problem.root_count = static_cast<int>(roots.size());
    return {};
  }

  // Section 3: an award without roots is its own.
  static void number_roots(const learning::Award& award,
                           std::unordered_map<std::string_view, int>& roots,
                           std::vector<int>& mine) {
    const auto number = [&](const AwardId& id) {
      mine.push_back(roots.try_emplace(id.text(), static_cast<int>(roots.size())).first->second);
    };
    if (award.roots.empty()) number(award.id);
    for (const AwardId& root : award.roots) number(root);
    std::ranges::sort(mine);
    mine.erase(std::unique(mine.begin(), mine.end()), mine.end());
  }

  Result<void> price_direct_leaves() {
    Problem& problem = model_.problem;
    std::vector<Wide> most(problem.nodes.size(), 0);
    Wide total = 0;
    for (std::size_t n = problem.nodes.size(); n-- > 0;) {
      const SearchNode& node = problem.nodes[n];
      if (node.leaf >= 0) {
        const SearchLeaf& leaf = problem.leaves[at(node.leaf)];
        most[n] = Wide{leaf.unit_cost} * leaf.need + leaf.fixed_cost;
      }
      if (std::ranges::binary_search(direct_nodes_, static_cast<int>(n))) {
        most[n] = most[at(node.children[1])];
        SearchLeaf& direct = problem.leaves[at(problem.nodes[n + 1].leaf)];
        if (most[n] >= Problem::kCostMax) break;
        direct.fixed_cost = static_cast<std::int64_t>(most[n]) + 1;
        total += direct.fixed_cost;
        continue;
      }
      for (const int child : node.children) most[n] += most[at(child)];
      if (node.leaf >= 0) total += most[n];
    }
    if (total >= Problem::kCostMax || most[0] >= Problem::kCostMax)
      return exhausted("the requirement's credit amounts are too large to be compared exactly");
    return {};
  }

  const ProgrammeTree& tree_;
  const std::span<const ProgrammeNode> nodes_;
  const int end_;
  const credit::SystemId& system_;
  std::vector<Use> uses_;
  std::vector<int> direct_nodes_;  // problem nodes of holds nodes with a requirement, ascending
  Model model_;
};

}  // namespace

Distance Model::distance_of(std::int64_t cost, const credit::SystemId& system) const {
  Distance distance;
  distance.system = system;
  distance.missing = static_cast<int>(cost % problem.credit_unit);
  const std::int64_t credit = cost / problem.credit_unit;
  distance.credit =
      denominator == 1 ? Rational(credit) : Rational::create(credit, denominator).value();
  return distance;
}

Result<Model> build_model(const ProgrammeTree& tree, int first, const credit::SystemId& system,
                          std::span<const Candidate> candidates) {
  return ModelBuilder(tree, first, system).build(candidates);
}

namespace {

// Drops what a chosen leaf does not need, the last in canonical order first.
void trim(const Problem& problem, const SearchLeaf& leaf, std::vector<std::uint8_t>& used) {
  std::int64_t have = 0;
  for (int e = leaf.first_edge; e < leaf.first_edge + leaf.edge_count; ++e)
    if (used[at(e)] != 0) have += problem.edges[at(e)].gain;
  for (int e = leaf.first_edge + leaf.edge_count; e-- > leaf.first_edge;) {
    if (used[at(e)] == 0 || have - problem.edges[at(e)].gain < leaf.need) continue;
    used[at(e)] = 0;
    have -= problem.edges[at(e)].gain;
  }
}

void fill(const Problem& problem, const SearchLeaf& leaf, std::vector<std::uint8_t>& taken,
          std::vector<std::uint8_t>& used) {
  std::int64_t have = 0;
  for (int e = leaf.first_edge; e < leaf.first_edge + leaf.edge_count; ++e)
    if (used[at(e)] != 0) have += problem.edges[at(e)].gain;
  for (int e = leaf.first_edge; e < leaf.first_edge + leaf.edge_count && have < leaf.need; ++e) {
    const SearchEdge& edge = problem.edges[at(e)];
    if (std::ranges::any_of(edge.roots, [&](int root) { return taken[at(root)] != 0; })) continue;
    for (const int root : edge.roots) taken[at(root)] = 1;
    used[at(e)] = 1;
    have += edge.gain;
  }
}

}  // namespace

std::vector<std::uint8_t> settle(const Model& model, std::vector<std::uint8_t>& used) {
  const Problem& problem = model.problem;
  std::vector<std::uint8_t> chosen;
  cost_of(problem, used, &chosen);
  std::vector<const SearchLeaf*> leaves;
  for (std::size_t n = 0; n < problem.nodes.size(); ++n) {
    if (problem.nodes[n].leaf < 0) continue;
    const SearchLeaf& leaf = problem.leaves[at(problem.nodes[n].leaf)];
    if (chosen[n] != 0) leaves.push_back(&leaf);
    for (int e = leaf.first_edge; chosen[n] == 0 && e < leaf.first_edge + leaf.edge_count; ++e)
      used[at(e)] = 0;
  }
  std::vector<std::uint8_t> taken(at(problem.root_count), 0);
  for (const SearchLeaf* leaf : leaves) {
    trim(problem, *leaf, used);
    for (int e = leaf->first_edge; e < leaf->first_edge + leaf->edge_count; ++e)
      if (used[at(e)] != 0)
        for (const int root : problem.edges[at(e)].roots) taken[at(root)] = 1;
  }
  for (const SearchLeaf* leaf : leaves) fill(problem, *leaf, taken, used);
  return chosen;
}

}  // namespace cairn::audit

#include "domain/audit/preferences.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "domain/audit/settle.h"

namespace cairn::audit {
namespace {

__extension__ using Wide = __int128;

std::size_t at(int index) { return static_cast<std::size_t>(index); }

// The uses that apply one award to one leaf where it is to be avoided, neighbours.
struct Charge {
  int leaf = 0;  // of the problem
  int first = 0;
  int end = 0;
  std::int64_t weight = 0;
};

std::int64_t weight_at(const Question& question, int leaf, const Candidate& candidate) {
  std::int64_t weight = 0;
  for_each_avoiding(question, leaf, candidate,
                    [&](const NodeAvoid& avoid) { weight += avoid.weight; });
  return weight;
}

std::vector<Charge> charges_of(const Question& question, const Model& model) {
  std::vector<Charge> charges;
  const std::vector<SearchEdge>& edges = model.problem.edges;
  const auto is_same = [&](int a, int b) {
    return edges[at(a)].leaf == edges[at(b)].leaf &&
           model.edge_candidate[at(a)] == model.edge_candidate[at(b)];
  };
  const int count = static_cast<int>(edges.size());
  for (int e = 0, end = 0; e < count; e = end) {
    end = e + 1;
    const int candidate = model.edge_candidate[at(e)];
    if (candidate < 0) continue;
    while (end < count && is_same(e, end)) ++end;
    const int leaf = edges[at(e)].leaf;
    const int tree_leaf = model.tree_node[at(model.node_of_leaf[at(leaf)])];
    const std::int64_t weight = weight_at(question, tree_leaf, question.candidates[at(candidate)]);
    if (weight > 0) charges.push_back({leaf, e, end, weight});
  }
  return charges;
}

std::int64_t weight_of(const std::vector<Charge>& charges, const std::vector<std::uint8_t>& used) {
  std::int64_t weight = 0;
  for (const Charge& charge : charges)
    if (std::any_of(used.begin() + charge.first, used.begin() + charge.end,
                    [](std::uint8_t is_used) { return is_used != 0; }))
      weight += charge.weight;
  return weight;
}

// The problem with a leaf more for each charge, which is missing where that award is applied, and
// cheaper, all of them together, than anything else that may be missing. It stands beside the
// lowest node above the award's leaf that is chosen whatever is decided, since bounds say most of
// what no choice hangs on.
class Charged {
 public:
  Charged(const Model& model, const std::vector<Charge>& charges)
      : model_(model), base_(model.problem), charges_(charges) {
    for (const Charge& charge : charges) scale_ += charge.weight;
  }

  // Whether costs and weights fit exact arithmetic together; else there is no such problem.
  bool fits() const {
    Wide total = 0;
    for (const SearchLeaf& leaf : base_.leaves)
      total += Wide{leaf.unit_cost} * leaf.need + leaf.fixed_cost;
    return (total + 1) * scale_ < Problem::kCostMax &&
           Wide{base_.credit_unit} * scale_ < Problem::kCostMax;
  }

  Problem build() {
    copy_all_but_nodes();
    find_anchors();
    charges_at_.resize(base_.nodes.size());
    for (const Charge& charge : charges_) charges_at_[at(anchor_of(charge))].push_back(&charge);
    place_.resize(base_.nodes.size());
    copy_node(0);
    problem_.edges.insert(problem_.edges.end(),
                          base_.edges.begin() + static_cast<std::ptrdiff_t>(with_leaf_),
                          base_.edges.end());
    problem_.edges.insert(problem_.edges.end(), stand_ins_.begin(), stand_ins_.end());
    return std::move(problem_);
  }

  // The costs of the base are multiplied by this.
  std::int64_t scale() const { return scale_; }

  // What a solution of the problem is of the base.
  Solution in_base(const Solution& found) const {
    Solution solution;
    for (const int place : place_) solution.chosen.push_back(found.chosen[at(place)]);
    const auto middle = found.used.begin() + static_cast<std::ptrdiff_t>(with_leaf_);
    const auto without_leaf = middle + static_cast<std::ptrdiff_t>(charges_.size());
    const auto count = static_cast<std::ptrdiff_t>(base_.edges.size() - with_leaf_);
    solution.used.assign(found.used.begin(), middle);
    solution.used.insert(solution.used.end(), without_leaf, without_leaf + count);
    solution.cost = cost_of(base_, solution.used, solution.chosen);
    return solution;
  }

 private:
  void copy_all_but_nodes() {
    problem_.leaves = base_.leaves;
    problem_.resources = base_.resources;
    problem_.credit_unit = base_.credit_unit * scale_;
    problem_.leaf_unit = base_.leaf_unit * scale_;
    for (SearchLeaf& leaf : problem_.leaves) {
      leaf.unit_cost *= scale_;
      leaf.fixed_cost *= scale_;
    }
    problem_.edges = base_.edges;
    while (!problem_.edges.empty() && problem_.edges.back().leaf < 0) problem_.edges.pop_back();
    with_leaf_ = problem_.edges.size();
  }

  // By node, the lowest one at or above it that is chosen whatever is decided.
  void find_anchors() {
    anchors_.assign(base_.nodes.size(), 0);
    for (std::size_t n = 0; n < base_.nodes.size(); ++n) {
      const SearchNode& node = base_.nodes[n];
      const bool is_chosen = anchors_[n] == static_cast<int>(n);
      const auto out = std::ranges::count_if(
          node.children, [&](int child) { return is_never_chosen(child, static_cast<int>(n)); });
      const bool takes_all = node.pick >= static_cast<int>(node.children.size()) - out;
      for (const int child : node.children)
        anchors_[at(child)] = is_chosen && takes_all ? child : anchors_[n];
    }
  }

  // The leaf of a holds node that nobody holds costs more than the requirement beside it.
  bool is_never_chosen(int node, int parent) const {
    const int leaf = base_.nodes[at(node)].leaf;
    return leaf >= 0 && base_.leaves[at(leaf)].edge_count == 0 &&
           model_.tree_node[at(node)] == model_.tree_node[at(parent)];
  }

  int anchor_of(const Charge& charge) const {
    return anchors_[at(model_.node_of_leaf[at(charge.leaf)])];
  }

  // With what is below it, and beside it the charges for which it is the anchor.
  int copy_node(int from) {
    const std::vector<const Charge*>& charges = charges_at_[at(from)];
    const int group = charges.empty() ? -1 : add_node(-1);
    const int copy = add_node(base_.nodes[at(from)].leaf);
    place_[at(from)] = copy;
    problem_.nodes[at(copy)].pick = base_.nodes[at(from)].pick;
    for (const int child : base_.nodes[at(from)].children) {
      const int below = copy_node(child);
      problem_.nodes[at(copy)].children.push_back(below);
    }
    if (charges.empty()) return copy;
    problem_.nodes[at(group)].children.push_back(copy);
    for (const Charge* charge : charges) {
      const int beside = add_node(add_leaf(*charge));
      problem_.nodes[at(group)].children.push_back(beside);
    }
    problem_.nodes[at(group)].pick = static_cast<int>(charges.size()) + 1;
    return group;
  }

  // Its one use takes what the award's takes.
  int add_leaf(const Charge& charge) {
    const int token = add_resource(1, charge.weight);
    const int leaf = static_cast<int>(problem_.leaves.size());
    SearchEdge edge;
    edge.leaf = leaf;
    edge.demands.push_back({token, 1});
    problem_.leaves.push_back({1, 0, charge.weight, static_cast<int>(problem_.edges.size()), 1});
    problem_.edges.push_back(std::move(edge));
    take(charge, token);
    return leaf;
  }

  // Several uses, of pieces, count once: what stands for them takes the token.
  void take(const Charge& charge, int token) {
    if (charge.end == charge.first + 1) {
      problem_.edges[at(charge.first)].demands.push_back({token, 1});
      return;
    }
    SearchEdge stand_in;
    stand_in.leaf = -1;
    stand_in.gain = 0;
    stand_in.demands.push_back({token, 1});
    for (int e = charge.first; e < charge.end; ++e) {
      const int resource = add_resource(0, 0);
      problem_.edges[at(e)].demands.push_back({resource, 1});
      stand_in.demands.push_back({resource, -1});
    }
    stand_ins_.push_back(std::move(stand_in));
  }

  int add_node(int leaf) {
    SearchNode node;
    node.leaf = leaf;
    problem_.nodes.push_back(std::move(node));
    return static_cast<int>(problem_.nodes.size()) - 1;
  }

  int add_resource(std::int64_t capacity, std::int64_t price) {
    problem_.resources.push_back({capacity, price});
    return static_cast<int>(problem_.resources.size()) - 1;
  }

  const Model& model_;
  const Problem& base_;
  const std::vector<Charge>& charges_;
  std::int64_t scale_ = 1;
  std::vector<int> anchors_;                            // by node of the base
  std::vector<std::vector<const Charge*>> charges_at_;  // by node of the base
  std::vector<int> place_;                              // by node of the base: its copy
  std::size_t with_leaf_ = 0;                           // edges of the base
  std::vector<SearchEdge> stand_ins_;
  Problem problem_;
};

std::vector<std::uint8_t> charged_edges(const Model& model, const std::vector<Charge>& charges) {
  std::vector<std::uint8_t> charged(model.problem.edges.size(), 0);
  for (const Charge& charge : charges)
    std::fill(charged.begin() + charge.first, charged.begin() + charge.end, std::uint8_t{1});
  return charged;
}

}  // namespace

void for_each_avoiding(const Question& question, int leaf, const Candidate& candidate,
                       const std::function<void(const NodeAvoid&)>& visit) {
  for (int node = leaf; node >= 0; node = question.tree.nodes()[at(node)].parent)
    for (const NodeAvoid& avoid : question.tree.nodes()[at(node)].avoid)
      if (avoid.where.passes(*candidate.award, candidate.achievement, question.day)) visit(avoid);
}

std::int64_t prefer(const Question& question, Solved& solved, std::uint64_t nodes_max,
                    SolvedParts* known, std::uint64_t& nodes) {
  const std::vector<Charge> charges = charges_of(question, solved.model);
  if (weight_of(charges, solved.solution.used) == 0) return 0;
  Charged charged(solved.model, charges);
  if (!charged.fits()) return 0;
  const Solution found = solve(charged.build(), nodes_max, known);
  nodes += found.nodes;
  const std::int64_t nearest = solved.solution.cost;
  const std::int64_t bound = std::max<std::int64_t>(0, found.bound - nearest * charged.scale());
  Solution preferred = charged.in_base(found);
  settle(solved.model, preferred, charged_edges(solved.model, charges));
  const std::int64_t before = weight_of(charges, solved.solution.used);
  if (preferred.cost == nearest && weight_of(charges, preferred.used) < before) {
    preferred.bound = nearest;
    preferred.nodes = solved.solution.nodes;
    solved.solution = std::move(preferred);
  }
  return bound;
}

}  // namespace cairn::audit

#include "domain/audit/model.h"

#include <algorithm>
#include <numeric>
#include <set>
#include <string>
#include <utility>

#include "domain/audit/attempts.h"
#include "domain/audit/mean.h"
#include "domain/audit/worth.h"
#include "domain/learning/roots.h"

namespace cairn::audit {
namespace {

__extension__ using Wide = __int128;

std::size_t at(int index) { return static_cast<std::size_t>(index); }

// A value that all awards below one copy of a same node have.
struct Restriction {
  requirement::Key key;
  std::string value;
};

class ModelBuilder {
 public:
  explicit ModelBuilder(const Question& question)
      : question_(question),
        tree_(question.tree),
        nodes_(question.tree.nodes()),
        end_(question.tree.end_of(question.first)) {
    model_.first = question.first;
    model_.denominator = tree_.denominator();
    model_.first_copy.assign(at(end_ - question.first), -1);
    leaves_of_.resize(at(end_ - question.first));
    reserve(at(end_ - question.first));
    for (int i = question.first; i < end_; ++i) {
      if (nodes_[at(i)].repeats) note_repeats(i);
      if (nodes_[at(i)].stacked != requirement::Stacked::either) note_stacked(i);
    }
  }

  Result<Model> build() {
    CAIRN_CHECK(share_adjusted());
    CAIRN_CHECK(number_leaves());
    CAIRN_CHECK(add(question_.first, -1));
    CAIRN_CHECK(collect_uses());
    CAIRN_CHECK(price_leaves());
    CAIRN_CHECK(add_edges());
    CAIRN_CHECK(price_direct_leaves());
    CAIRN_CHECK(add_resources(question_, model_));
    return std::move(model_);
  }

 private:
  struct Use {
    int leaf = 0;  ///< of the problem
    int candidate = 0;
    Rational worth;
    int steps = 1;  ///< into which the award may be divided there
  };
  struct Leaf {
    int tree_node;
    std::vector<Restriction> restrictions;
  };
  struct Kept {
    int node;                            ///< that says repeats or stacked
    std::vector<std::uint8_t> excluded;  ///< by candidate
  };

  using Losses = std::vector<std::pair<std::size_t, std::size_t>>;  // candidates: loser, winner

  const ProgrammeNode& node_at(int index) const { return nodes_[at(index)]; }

  // A tree node has one problem node, or two where it is held or earned; copies are rare.
  void reserve(std::size_t nodes) {
    model_.problem.nodes.reserve(nodes * 2);
    model_.tree_node.reserve(nodes * 2);
    model_.next_copy.reserve(nodes * 2);
    model_.problem.leaves.reserve(nodes);
    model_.node_of_leaf.reserve(nodes);
    leaves_.reserve(nodes);
    uses_.reserve(question_.candidates.size() * 2);
  }

  // --- Nodes ------------------------------------------------------------------------------------

  // Costs are credit * credit_unit + missing leaves, so there must be fewer of those. Copies under
  // same nodes are alternatives and add none.
  Result<void> number_leaves() {
    int count = 0;
    for (int i = question_.first; i < end_; ++i)
      if (is_applied_to(node_at(i).kind) || is_condition(node_at(i).kind) ||
          node_at(i).kind == NodeKind::fact)
        ++count;
    model_.problem.credit_unit = count + 2;
    return {};
  }

  Result<int> add_problem_node(int tree_node, int parent) {
    Problem& problem = model_.problem;
    if (problem.nodes.size() >= Model::kNodesMax)
      return exhausted("the record's values make too many copies below \"same\" nodes");
    const int index = static_cast<int>(problem.nodes.size());
    if (parent >= 0) problem.nodes[at(parent)].children.push_back(index);
    problem.nodes.emplace_back();
    model_.tree_node.push_back(tree_node);
    model_.next_copy.push_back(-1);
    return index;
  }

  void note_copy(int tree_node, int index) {
    int* last = &model_.first_copy[at(tree_node - question_.first)];
    while (*last >= 0) last = &model_.next_copy[at(*last)];
    *last = index;
  }

  void make_leaf(int index, int tree_node) {
    model_.problem.nodes[at(index)].leaf = static_cast<int>(model_.problem.leaves.size());
    leaves_of_[at(tree_node - question_.first)].push_back(
        static_cast<int>(model_.problem.leaves.size()));
    model_.problem.leaves.emplace_back();
    model_.node_of_leaf.push_back(index);
    leaves_.push_back({tree_node, restrictions_});
  }

  Result<void> add(int tree_node, int parent) {
    CAIRN_TRY(const int index, add_problem_node(tree_node, parent));
    note_copy(tree_node, index);
    if (question_.exceptions.waives(tree_node)) return {};
    const ProgrammeNode& node = node_at(tree_node);
    switch (node.kind) {
      case NodeKind::all:
      case NodeKind::at_least:
        return add_group(tree_node, index);
      case NodeKind::holds:
        return add_holds(tree_node, index);
      case NodeKind::when:
        return add_when(node, index);
      case NodeKind::same:
        return add_same(node, index);
      case NodeKind::fact:
        if (!is_stated(node.fact, question_.record)) make_leaf(index, tree_node);
        return {};
      case NodeKind::average:
        return add_average(tree_node, index);
      default:
        make_leaf(index, tree_node);
        return {};
    }
  }

  Result<void> add_group(int tree_node, int index) {
    const ProgrammeNode& node = node_at(tree_node);
    const auto adjusted = question_.exceptions.adjusted.find(tree_node);
    const int count = adjusted == question_.exceptions.adjusted.end()
                          ? node.count
                          : static_cast<int>(adjusted->second.numerator());
    const int most = node.at_most.value_or(count);
    model_.problem.nodes[at(index)].pick = most;
    // Satisfied as they are: picked in place of children that need not be.
    for (int spare = count; spare < most; ++spare) CAIRN_CHECK(add_problem_node(tree_node, index));
    for (const int child : node.children) CAIRN_CHECK(add(child, index));
    return {};
  }

  // An award, or the requirement instead of it, is a choice of one of two.
  Result<void> add_holds(int tree_node, int index) {
    const ProgrammeNode& node = node_at(tree_node);
    if (node.children.empty()) {
      make_leaf(index, tree_node);
      return {};
    }
    model_.problem.nodes[at(index)].pick = 1;
    CAIRN_TRY(const int direct, add_problem_node(tree_node, index));
    make_leaf(direct, tree_node);
    direct_nodes_.push_back(index);
    return add(node.children.front(), index);
  }

  Result<void> add_when(const ProgrammeNode& node, int index) {
    const bool stated = is_stated(node.fact, question_.record);
    if (!stated && node.children.size() < 2) return {};
    model_.problem.nodes[at(index)].pick = 1;
    return add(node.children[stated ? 0 : 1], index);
  }

  Result<void> add_same(const ProgrammeNode& node, int index) {
    model_.problem.nodes[at(index)].pick = 1;
    std::set<std::string> values;
    for (const Candidate& candidate : question_.candidates)
      for (std::string& value :
           values_of(node.key, *candidate.award, candidate.achievement, tree_.index()))
        values.insert(std::move(value));
    if (values.empty()) values.insert(std::string());  // which no award has
    for (const std::string& value : values) {
      restrictions_.push_back({node.key, value});
      CAIRN_CHECK(add(node.children.front(), index));
      restrictions_.pop_back();
    }
    return {};
  }

  // Over the record it is satisfied or not, whatever is applied.
  Result<void> add_average(int tree_node, int index) {
    const ProgrammeNode& node = node_at(tree_node);
    bool satisfied = false;
    if (looks_at_record(node)) {
      std::vector<int>& seen = model_.on_record[index];
      seen = looked_at_once(node, question_, open_to(tree_node));
      CAIRN_TRY(satisfied, reaches_minimum(node, question_, seen));
    }
    if (!satisfied) make_leaf(index, tree_node);
    return {};
  }

  // The candidates that nothing keeps from being looked at there.
  std::vector<int> open_to(int tree_node) const {
    std::vector<int> open;
    for (int c = 0; c < static_cast<int>(question_.candidates.size()); ++c) {
      const Candidate& candidate = question_.candidates[at(c)];
      const AwardId& award = candidate.award->id;
      if (!is_left_out(tree_node, c) && suits(restrictions_, candidate) &&
          !question_.exceptions.is_blocked(tree_node, award, tree_))
        open.push_back(c);
    }
    return open;
  }

  // --- Uses -------------------------------------------------------------------------------------

  Result<void> share_denominator(const Rational& amount) {
    if (model_.denominator % amount.denominator() == 0) return {};
    const std::int64_t factor =
        amount.denominator() / std::gcd(model_.denominator, amount.denominator());
    if (factor > Programme::kDenominatorMax / model_.denominator)
      return exhausted("the record's amounts have no small common denominator");
    model_.denominator *= factor;
    return {};
  }

  // Of all that a step of the award may be worth.
  Result<void> share_denominators(const Candidate& candidate, int steps) {
    const Unit hours{Unit::Measure::hours, {}};
    CAIRN_TRY(const Rational hours_each,
              part_of(worth_in(hours, *candidate.award, candidate.achievement, tree_.index()),
                      {1, steps}));
    CAIRN_CHECK(share_denominator(hours_each));
    for (const credit::Amount& amount : candidate.award->credit) {
      CAIRN_TRY(const Rational each, part_of(amount.value, {1, steps}));
      CAIRN_CHECK(share_denominator(each));
    }
    return {};
  }

  Result<void> share_adjusted() {
    for (const auto& [node, value] : question_.exceptions.adjusted)
      CAIRN_CHECK(share_denominator(value));
    return {};
  }

  // Section 6: of the candidates of one achievement one is kept.
  void note_repeats(int node) {
    Kept kept{node, std::vector<std::uint8_t>(question_.candidates.size(), 0)};
    const requirement::Repeats& repeats = *node_at(node).repeats;
    Losses losses;
    for (std::size_t a = 0; a < question_.candidates.size(); ++a)
      for (std::size_t b = 0; b < question_.candidates.size(); ++b) {
        const learning::Award& award = *question_.candidates[a].award;
        const learning::Award& other = *question_.candidates[b].award;
        if (a == b || award.achievement.empty() || award.achievement != other.achievement) continue;
        if (is_kept_before(other, award, repeats, tree_.index())) losses.emplace_back(a, b);
      }
    exclude_losers(losses, kept);
    kept_.push_back(std::move(kept));
  }

  // The kept one of an achievement is the one that loses to none.
  void exclude_losers(const Losses& losses, Kept& kept) const {
    std::vector<std::uint8_t> loses(question_.candidates.size(), 0);
    for (const auto& [loser, winner] : losses) loses[loser] = 1;
    for (const auto& [loser, winner] : losses) {
      if (loses[winner] != 0) continue;
      const learning::Award& lost = *question_.candidates[loser].award;
      kept.excluded[loser] = share_root(lost, *question_.candidates[winner].award) ? 0 : 1;
    }
  }

  // Section 6: of a whole and its parts one kind is kept.
  void note_stacked(int node) {
    Kept kept{node, std::vector<std::uint8_t>(question_.candidates.size(), 0)};
    const bool keeps_whole = node_at(node).stacked == requirement::Stacked::whole;
    for (std::size_t part = 0; part < question_.candidates.size(); ++part)
      for (std::size_t whole = 0; whole < question_.candidates.size(); ++whole)
        if (learning::is_part(*question_.candidates[part].award,
                              *question_.candidates[whole].award))
          kept.excluded[keeps_whole ? part : whole] = 1;
    kept_.push_back(std::move(kept));
  }

  bool excluded(int leaf, int candidate) const {
    return question_.exceptions.blocks(leaf, question_.candidates[at(candidate)].award->id,
                                       tree_) ||
           is_left_out(leaf, candidate);
  }

  // By repeats and stacked.
  bool is_left_out(int node, int candidate) const {
    return std::ranges::any_of(kept_, [&](const Kept& kept) {
      return kept.excluded[at(candidate)] != 0 && node >= kept.node &&
             node < tree_.end_of(kept.node);
    });
  }

  bool suits(const std::vector<Restriction>& restrictions, const Candidate& candidate) const {
    return std::ranges::all_of(restrictions, [&](const Restriction& restriction) {
      const auto values =
          values_of(restriction.key, *candidate.award, candidate.achievement, tree_.index());
      return std::ranges::find(values, restriction.value) != values.end();
    });
  }

  enum class Whence { filter, exception };

  // A substituted award is accepted whatever is asked of others.
  Result<void> add_uses(int tree_leaf, int candidate, const Rational& worth, Whence whence) {
    if (tree_leaf < question_.first || tree_leaf >= end_ || excluded(tree_leaf, candidate))
      return {};
    CAIRN_CHECK(share_denominator(worth));
    CAIRN_TRY(const int steps,
              steps_at(tree_, tree_leaf, *question_.candidates[at(candidate)].award,
                       question_.candidates[at(candidate)].achievement, question_.day));
    if (steps > 1) CAIRN_CHECK(share_denominators(question_.candidates[at(candidate)], steps));
    for (const int leaf : leaves_of_[at(tree_leaf - question_.first)])
      if (whence == Whence::exception ||
          suits(leaves_[at(leaf)].restrictions, question_.candidates[at(candidate)]))
        uses_.push_back({leaf, candidate, worth, steps});
    if (uses_.size() > Model::kEdgesMax)
      return exhausted("the record has too many awards that this requirement accepts");
    return {};
  }

  Result<void> collect_uses() {
    for (int c = 0; c < static_cast<int>(question_.candidates.size()); ++c) {
      const learning::Award& award = *question_.candidates[at(c)].award;
      const int achievement = question_.candidates[at(c)].achievement;
      fitting_.clear();
      tree_.visit_leaves_for(achievement, [&](int leaf) {
        if (const auto worth =
                worth_at(node_at(leaf), award, achievement, tree_.index(), question_.day))
          fitting_.emplace_back(leaf, *worth);
      });
      for (const auto& [leaf, worth] : fitting_)
        CAIRN_CHECK(add_uses(leaf, c, worth, Whence::filter));
      CAIRN_CHECK(add_substitutes(c));
      // What rules count needs a common denominator too, wherever it is applied.
      for (const credit::Amount& amount : award.credit)
        if (tree_.has_rules()) CAIRN_CHECK(share_denominator(amount.value));
    }
    sort_uses();
    const auto same = [](const Use& a, const Use& b) {
      return a.leaf == b.leaf && a.candidate == b.candidate;
    };
    uses_.erase(std::unique(uses_.begin(), uses_.end(), same), uses_.end());
    return {};
  }

  // By leaf, and as they came: by candidate, those that pass a filter before substitutes.
  void sort_uses() {
    std::vector<std::size_t> place(leaves_.size() + 1, 0);
    for (const Use& use : uses_) ++place[at(use.leaf) + 1];
    std::partial_sum(place.begin(), place.end(), place.begin());
    std::vector<Use> sorted(uses_.size());
    for (const Use& use : uses_) sorted[place[at(use.leaf)]++] = use;
    uses_ = std::move(sorted);
  }

  // Section 14: as if the leaf's filter did not ask anything.
  Result<void> add_substitutes(int c) {
    const Candidate& candidate = question_.candidates[at(c)];
    for (const auto& [leaf, award] : question_.exceptions.substituted) {
      if (award != candidate.award->id) continue;
      const ProgrammeNode& node = node_at(leaf);
      const Rational worth =
          node.kind == NodeKind::holds
              ? Rational(1)
              : worth_in(node.unit, *candidate.award, candidate.achievement, tree_.index());
      if (!worth.is_zero()) CAIRN_CHECK(add_uses(leaf, c, worth, Whence::exception));
    }
    return {};
  }

  // --- Leaves and edges -------------------------------------------------------------------------

  Rational minimum_of(int tree_node) const {
    const auto adjusted = question_.exceptions.adjusted.find(tree_node);
    return adjusted == question_.exceptions.adjusted.end() ? node_at(tree_node).minimum
                                                           : adjusted->second;
  }

  // Whether a condition has a use for each award that it looks at, worth what that is; others have
  // uses that satisfy them.
  static bool is_added_up(const ProgrammeNode& node) {
    return node.kind == NodeKind::applied && !node.terms.is_share && !node.terms.last;
  }

  // Section 11: what a leaf costs that falls short.
  Result<void> price_leaves() {
    for (std::size_t l = 0; l < leaves_.size(); ++l) {
      const int tree_node = leaves_[l].tree_node;
      const ProgrammeNode& node = node_at(tree_node);
      SearchLeaf& leaf = model_.problem.leaves[l];
      leaf.fixed_cost = 1;
      if (node.kind == NodeKind::holds) {
        CAIRN_TRY(const std::int64_t credit, model_.units(node.credit));
        leaf.fixed_cost += credit * model_.problem.credit_unit;
      } else if (is_applied_to(node.kind) || is_added_up(node)) {
        CAIRN_TRY(leaf.need, model_.units(minimum_of(tree_node)));
        if (node.kind == NodeKind::credit && node.unit.system == question_.system)
          leaf.unit_cost = model_.problem.credit_unit;
      } else if (node.kind == NodeKind::distinct && !node.at_most) {
        leaf.need = node.minimum.numerator();
      }
    }
    return {};
  }

  Result<void> add_edges() {
    model_.problem.edges.reserve(uses_.size());
    model_.edge_candidate.reserve(uses_.size());
    for (const Use& use : uses_) {
      CAIRN_CHECK(add_edge(use, {use.steps, use.steps}));
      for (const int size : piece_sizes(use.steps)) CAIRN_CHECK(add_edge(use, {size, use.steps}));
    }
    if (model_.problem.edges.size() > Model::kEdgesMax)
      return exhausted("the record's awards may be split into too many pieces");
    return {};
  }

  Result<void> add_edge(const Use& use, const Piece& piece) {
    Problem& problem = model_.problem;
    SearchEdge& edge = problem.edges.emplace_back();
    edge.leaf = use.leaf;
    if (node_at(leaves_[at(use.leaf)].tree_node).kind != NodeKind::holds) {
      CAIRN_TRY(const Rational worth, part_of(use.worth, piece));
      CAIRN_TRY(edge.gain, model_.units(worth));
    }
    SearchLeaf& leaf = problem.leaves[at(use.leaf)];
    if (leaf.edge_count++ == 0) leaf.first_edge = static_cast<int>(problem.edges.size()) - 1;
    model_.edge_candidate.push_back(use.candidate);
    if (tree_.has_split()) model_.edge_piece.push_back(piece);
    return {};
  }

  // The leaf of a holds node must never be the cheaper one of the two while it is unsatisfied.
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
        if (most[n] >= Problem::kCostMax) break;
        SearchLeaf& direct = problem.leaves[at(problem.nodes[at(node.children[0])].leaf)];
        direct.fixed_cost = static_cast<std::int64_t>(most[n]) + 1;
        total += direct.fixed_cost;
        continue;
      }
      for (const int child : node.children) most[n] += most[at(child)];
      if (node.leaf >= 0) total += most[n];
    }
    if (total >= Problem::kCostMax || most[0] >= Problem::kCostMax)
      return exhausted("the requirement's amounts are too large to be compared exactly");
    return {};
  }

  const Question& question_;
  const ProgrammeTree& tree_;
  const std::span<const ProgrammeNode> nodes_;
  const int end_;
  std::vector<Leaf> leaves_;                     // by problem leaf
  std::vector<InlineVector<int, 2>> leaves_of_;  // by tree node - first
  std::vector<Restriction> restrictions_;        // of the copies that are being added
  std::vector<int> direct_nodes_;  // problem nodes of holds nodes with a requirement, ascending
  std::vector<std::pair<int, Rational>> fitting_;  // leaves of the tree, and what an award is worth
  std::vector<Use> uses_;
  std::vector<Kept> kept_;
  Model model_;
};

}  // namespace

Rational Model::amount(std::int64_t units) const {
  return denominator == 1 ? Rational(units) : Rational::create(units, denominator).value();
}

Distance Model::distance_of(std::int64_t cost, const credit::SystemId& system) const {
  Distance distance;
  distance.system = system;
  distance.missing = static_cast<int>(cost % problem.credit_unit);
  distance.credit = amount(cost / problem.credit_unit);
  return distance;
}

int Model::copy_of(int node, const std::vector<std::uint8_t>& chosen) const {
  const int head = first_copy[at(node - first)];
  for (int copy = head; copy >= 0; copy = next_copy[at(copy)])
    if (chosen[at(copy)] != 0) return copy;
  return head;
}

Result<std::int64_t> Model::units(const Rational& amount) const {
  const Wide value = Wide{amount.numerator()} * (denominator / amount.denominator());
  if (value > Model::kUnitsMax)
    return exhausted("amounts are too far apart to be compared exactly");
  return static_cast<std::int64_t>(value);
}

Result<Model> build_model(const Question& question) { return ModelBuilder(question).build(); }

}  // namespace cairn::audit

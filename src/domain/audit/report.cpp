#include "domain/audit/report.h"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "domain/audit/mean.h"
#include "domain/audit/worth.h"

namespace cairn::audit {
namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

bool satisfied(const NodeResult& result) { return result.deficit.is_zero(); }

// Adds what the search has added before: it fits.
void add_deficit(NodeResult& result, const NodeResult& child) {
  if (!child.deficit.credit.is_zero())
    result.deficit.credit = add(result.deficit.credit, child.deficit.credit).value();
  result.deficit.missing += child.deficit.missing;
}

class Report {
 public:
  Report(const Question& question, const Solved& solved, std::vector<NodeResult>& results)
      : question_(question), solved_(solved), model_(solved.model), results_(results) {}

  void run() {
    results_.resize(question_.tree.nodes().size());
    for (int i = question_.tree.end_of(question_.first); i-- > question_.first;) {
      NodeResult& result = results_[at(i)];
      result.deficit.system = question_.system;
      result.need = need_of(i);
      const int copy = model_.copy_of(i, solved_.solution.chosen);
      if (copy >= 0) describe(i, copy, result);
      if (copy < 0 || solved_.solution.chosen[at(copy)] == 0)
        result.status = NodeStatus::not_chosen;
    }
  }

 private:
  const ProgrammeNode& node_at(int index) const { return question_.tree.nodes()[at(index)]; }

  Rational need_of(int index) const {
    const ProgrammeNode& node = node_at(index);
    const auto adjusted = question_.exceptions.adjusted.find(index);
    if (adjusted != question_.exceptions.adjusted.end()) return adjusted->second;
    return node.minimum.is_zero() ? Rational(node.count) : node.minimum;
  }

  void describe(int index, int copy, NodeResult& result) {
    if (question_.exceptions.waives(index)) {
      result.status = NodeStatus::waived;
      return;
    }
    hopes_ = false;
    const ProgrammeNode& node = node_at(index);
    const SearchNode& searched = model_.problem.nodes[at(copy)];
    if (looks_at_record(node))
      describe_mean(copy, searched, node, result);
    else if (searched.leaf >= 0)
      describe_leaf(searched.leaf, node, result);
    else if (node.kind == NodeKind::holds && holds_itself(searched, result))
      result.have = Rational(1);
    else
      describe_children(node, searched, copy, result);
    if (!satisfied(result))
      result.status = NodeStatus::unsatisfied;
    else
      result.status = hopes_ ? NodeStatus::satisfied_if_in_progress_passes : NodeStatus::satisfied;
  }

  // The awards on a leaf, and what it lacks.
  void describe_leaf(int leaf, const ProgrammeNode& node, NodeResult& result) {
    const SearchLeaf& rule = model_.problem.leaves[at(leaf)];
    std::int64_t have = 0;
    Piece piece{0, 1};  // of the candidate at hand
    result.applied.reserve(uses_made(rule));
    for (int e = rule.first_edge; e < rule.first_edge + rule.edge_count; ++e) {
      const int applied = model_.edge_candidate[at(e)];
      const bool is_last =
          e + 1 == rule.first_edge + rule.edge_count || model_.edge_candidate[at(e + 1)] != applied;
      if (solved_.solution.used[at(e)] != 0) {
        have += model_.problem.edges[at(e)].gain;
        piece = {piece.taken + model_.piece_of(e).taken, model_.piece_of(e).of};
      }
      if (!is_last) continue;
      if (applied >= 0 && piece.taken > 0) note(applied, piece, node, result);
      piece.taken = 0;
    }
    std::ranges::sort(result.applied);
    std::ranges::sort(result.pieces, {}, &AppliedPiece::award);
    result.deficit = model_.distance_of(rule.cost(have), question_.system);
    const bool counted = node.kind == NodeKind::holds || node.kind == NodeKind::distinct ||
                         node.kind == NodeKind::fact;
    result.have = counted ? Rational(have) : model_.amount(have);
    if (node.kind == NodeKind::average) result.have = mean(node, seen_below(node.in));
    if (node.terms.is_share || node.terms.last) result.have = looked_at(node);
    if (node.kind == NodeKind::distinct && node.at_most) result.have = values_seen(node);
    if (is_condition(node.kind)) hopes_ = hopes_below(node.in);
  }

  std::size_t uses_made(const SearchLeaf& leaf) const {
    const auto first = solved_.solution.used.begin() + leaf.first_edge;
    return static_cast<std::size_t>(std::count(first, first + leaf.edge_count, 1));
  }

  // Over the record: it has a leaf, without uses, where it is not satisfied.
  void describe_mean(int copy, const SearchNode& searched, const ProgrammeNode& node,
                     NodeResult& result) {
    std::vector<Seen> seen;
    for (const int c : model_.on_record.at(copy))
      seen.push_back({&question_.candidates[at(c)], Rational(1)});
    hopes_ =
        std::ranges::any_of(seen, [](const Seen& each) { return each.candidate->in_progress; });
    result.have = mean(node, seen);
    if (searched.leaf < 0) return;
    const SearchLeaf& rule = model_.problem.leaves[at(searched.leaf)];
    result.deficit = model_.distance_of(rule.cost(0), question_.system);
  }

  void note(int candidate, NodeResult& result) {
    const Candidate& applied = question_.candidates[at(candidate)];
    hopes_ = hopes_ || applied.in_progress;
    result.applied.push_back(applied.award->id);
  }

  void note(int candidate, const Piece& piece, const ProgrammeNode& node, NodeResult& result) {
    note(candidate, result);
    if (piece.is_whole()) return;
    const credit::Amount& step = node_at(node.split_by).split->step;
    const auto steps = [&](int count) { return multiply(step.value, Rational(count)).value(); };
    result.pieces.push_back({question_.candidates[at(candidate)].award->id,
                             {steps(piece.taken), step.system},
                             steps(piece.of)});
  }

  // Whether an award is applied to a holds node that has a requirement below.
  bool holds_itself(const SearchNode& searched, NodeResult& result) {
    const SearchLeaf& direct =
        model_.problem.leaves[at(model_.problem.nodes[at(searched.children[0])].leaf)];
    for (int e = direct.first_edge; e < direct.first_edge + direct.edge_count; ++e)
      if (solved_.solution.used[at(e)] != 0) note(model_.edge_candidate[at(e)], result);
    return !result.applied.empty();
  }

  // Of a chosen node the chosen children count, else the nearest would.
  void describe_children(const ProgrammeNode& node, const SearchNode& searched, int copy,
                         NodeResult& result) {
    if (node.kind == NodeKind::when || node.kind == NodeKind::same || node.kind == NodeKind::fact) {
      for (const int child : searched.children) count_child(model_.tree_node[at(child)], result);
      result.have = Rational(satisfied(result) ? 1 : 0);
      if (node.kind == NodeKind::same && !searched.children.empty()) {
        result.deficit = results_[at(node.children.front())].deficit;
        result.have = Rational(satisfied(result) ? 1 : 0);
      }
      return;
    }
    if (solved_.solution.chosen[at(copy)] == 0) {
      summarise_nearest(node, question_.system, results_, result);
      return;
    }
    int count = 0;
    for (const int child : node.children) {
      if (satisfied(results_[at(child)])) ++count;
      const int of_child = model_.copy_of(child, solved_.solution.chosen);
      if (solved_.solution.chosen[at(of_child)] != 0) count_child(child, result);
    }
    result.have = Rational(node.kind == NodeKind::holds ? (count > 0 ? 1 : 0) : count);
  }

  void count_child(int child, NodeResult& result) {
    add_deficit(result, results_[at(child)]);
    hopes_ = hopes_ || results_[at(child)].status == NodeStatus::satisfied_if_in_progress_passes;
  }

  bool hopes_below(int node) const {
    bool hopes = false;
    visit_applied(node, [&](const Candidate& candidate, const Piece&) {
      hopes = hopes || candidate.in_progress;
    });
    return hopes;
  }

  // With how much of it, for each edge.
  template <class Visit>
  void visit_applied(int node, Visit visit) const {
    for (std::size_t e = 0; e < model_.problem.edges.size(); ++e) {
      const int candidate = model_.edge_candidate[e];
      if (solved_.solution.used[e] == 0 || candidate < 0) continue;
      const int leaf = model_.node_of_leaf[at(model_.problem.edges[e].leaf)];
      const int of_tree = model_.tree_node[at(leaf)];
      if (solved_.solution.chosen[at(leaf)] != 0 && of_tree >= node &&
          of_tree < question_.tree.end_of(node))
        visit(question_.candidates[at(candidate)], model_.piece_of(static_cast<int>(e)));
    }
  }

  /// An award that a condition looks at, once; and what part of it is applied, at most 1.
  struct Seen {
    const Candidate* candidate;
    Rational part;
  };

  std::vector<Seen> seen_below(int node) const {
    std::vector<Seen> seen;
    visit_applied(node, [&](const Candidate& candidate, const Piece& piece) {
      const auto known = std::ranges::find(seen, &candidate, &Seen::candidate);
      const Rational part = Rational::create(piece.taken, piece.of).value();
      if (known == seen.end())
        seen.push_back({&candidate, part});
      else
        known->part = together(known->part, part);
    });
    return seen;
  }

  // Of one award; what is applied as a whole several times is one whole. Zero where that does not
  // fit.
  static Rational together(const Rational& one, const Rational& other) {
    const Rational whole(1);
    return one == whole || other == whole ? whole : add(one, other).value_or(Rational(0));
  }

  // What an applied node with a share or a last so much sees, or zero where the sums do not fit.
  Rational looked_at(const ProgrammeNode& node) const {
    const std::vector<Seen> seen = seen_below(node.in);
    Result<Rational> whole = Rational(0);
    Result<Rational> part = Rational(0);
    for (const Seen& each : seen) {
      const Rational worth = worth_to(node.unit, each);
      if (whole) whole = add(*whole, worth);
      if (part && is_counted(*each.candidate, seen, node)) part = add(*part, worth);
    }
    if (!whole || !part) return Rational(0);
    if (!node.terms.is_share) return *part;
    return whole->is_zero() ? Rational(0) : divide(*part, *whole).value_or(Rational(0));
  }

  Rational values_seen(const ProgrammeNode& node) const {
    std::set<std::string> values;
    for (const Seen& seen : seen_below(node.in)) {
      const Candidate& candidate = *seen.candidate;
      if (!node.accepts.passes(*candidate.award, candidate.achievement, question_.day)) continue;
      for (std::string& value :
           values_of(node.key, *candidate.award, candidate.achievement, question_.tree.index()))
        values.insert(std::move(value));
    }
    return Rational(static_cast<std::int64_t>(values.size()));
  }

  bool is_counted(const Candidate& candidate, const std::vector<Seen>& seen,
                  const ProgrammeNode& node) const {
    if (!node.accepts.passes(*candidate.award, candidate.achievement, question_.day)) return false;
    if (node.terms.unshared && is_applied_outside(node.in, candidate)) return false;
    return !node.terms.last || is_among(*node.terms.last, candidate, seen);
  }

  // Whether less than so much of what is seen was awarded later.
  bool is_among(const AppliedTerms::Last& last, const Candidate& candidate,
                const std::vector<Seen>& seen) const {
    Result<Rational> later = Rational(0);
    for (const Seen& other : seen)
      if (later && other.candidate->award->awarded > candidate.award->awarded)
        later = add(*later, worth_to(last.unit, other));
    return later && *later < last.amount;
  }

  bool is_applied_outside(int node, const Candidate& candidate) const {
    int inside = 0;
    int anywhere = 0;
    const auto count_in = [&](int& count) {
      return [&](const Candidate& applied, const Piece& piece) {
        count += &applied == &candidate && piece.is_whole() ? 1 : 0;
      };
    };
    visit_applied(node, count_in(inside));
    visit_applied(question_.first, count_in(anywhere));
    return anywhere > inside;
  }

  // Zero where that does not fit.
  Rational worth_to(const Unit& unit, const Seen& seen) const {
    const Rational whole =
        worth_in(unit, *seen.candidate->award, seen.candidate->achievement, question_.tree.index());
    if (unit.measure == Unit::Measure::awards) return whole;
    return multiply(whole, seen.part).value_or(Rational(0));
  }

  // The mean that a condition sees, or zero where it sees no grade or the sums do not fit.
  Rational mean(const ProgrammeNode& node, const std::vector<Seen>& all) const {
    Result<Rational> sum = Rational(0);
    Result<Rational> weights = Rational(0);
    for (const Seen& seen : all) {
      if (!is_graded_for(node, *seen.candidate, question_.tree.index()) ||
          !node.accepts.passes(*seen.candidate->award, seen.candidate->achievement, question_.day))
        continue;
      const Rational weight = node.unit.system.empty() ? Rational(1) : worth_to(node.unit, seen);
      const Result<Graded> graded = graded_for(node, *seen.candidate, question_);
      const Result<Rational> term = multiply(weight, graded ? graded->points : Rational(0));
      if (sum) sum = term ? add(*sum, *term) : term;
      if (weights) weights = add(*weights, weight);
    }
    if (!sum || !weights || weights->is_zero()) return Rational(0);
    return divide(*sum, *weights).value_or(Rational(0));
  }

  const Question& question_;
  const Solved& solved_;
  const Model& model_;
  std::vector<NodeResult>& results_;
  bool hopes_ = false;  // of the node that is being described
};

}  // namespace

void report(const Question& question, const Solved& solved, std::vector<NodeResult>& results) {
  Report(question, solved, results).run();
}

void summarise_nearest(const ProgrammeNode& node, const credit::SystemId& system,
                       const std::vector<NodeResult>& results, NodeResult& result) {
  std::vector<int> order(node.children);
  std::ranges::stable_sort(
      order, [&](int a, int b) { return results[at(a)].deficit < results[at(b)].deficit; });
  result.deficit = {Rational(0), system, 0};
  const int count = node.kind == NodeKind::holds ? 1 : static_cast<int>(result.need.numerator());
  for (int i = 0; i < count; ++i) add_deficit(result, results[at(order[at(i)])]);
  const auto reached = std::ranges::count_if(
      node.children, [&](int child) { return satisfied(results[at(child)]); });
  result.have =
      Rational(node.kind == NodeKind::holds ? std::min<std::int64_t>(reached, 1) : reached);
}

}  // namespace cairn::audit

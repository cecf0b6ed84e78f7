#include <algorithm>
#include <utility>

#include "domain/audit/allocation.h"
#include "domain/audit/audit.h"
#include "domain/audit/conflict.h"
#include "domain/audit/search.h"

namespace cairn::audit {

using learning::Award;
using learning::AwardStatus;

namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

// Section 1: which awards may be used on a day.
bool usable(const Award& award, Date day) {
  const bool made = award.status == AwardStatus::earned || award.status == AwardStatus::recognised;
  if (!made && award.status != AwardStatus::in_progress) return false;
  if (made && award.awarded > day) return false;
  return !award.expires || *award.expires >= day;
}

// One solved subtree.
struct Solved {
  Model model;
  Solution solution;
  std::vector<std::uint8_t> chosen;
};

Result<Solved> solve_tree(const ProgrammeTree& tree, int first, const credit::SystemId& system,
                          std::span<const Candidate> candidates, std::uint64_t nodes_max) {
  Solved solved;
  CAIRN_TRY(solved.model, build_model(tree, first, system, candidates));
  solved.solution = solve(solved.model.problem, nodes_max);
  solved.chosen = settle(solved.model, solved.solution.used);
  solved.solution.cost = cost_of(solved.model.problem, solved.solution.used, nullptr);
  return solved;
}

class Evaluation {
 public:
  Evaluation(const Programme& programme, const learning::Record& record, const Options& options)
      : programme_(programme), record_(record), options_(options) {}

  Result<Audit> run() {
    CAIRN_CHECK(choose_candidates());
    CAIRN_TRY(Solved earned, solve_goal(made()));
    audit_.distance = distance(earned, earned.solution.cost);
    audit_.bound = distance(earned, earned.solution.bound);
    if (audit_.distance.is_zero()) {
      audit_.status = Status::complete;
    } else if (made_count_ == candidates_.size()) {
      audit_.status = audit_.bound.is_zero() ? Status::undecided : Status::incomplete;
    } else {
      CAIRN_TRY(Solved hoped, solve_goal(candidates_));
      decide_with_hope(hoped);
      if (audit_.status == Status::complete_if_in_progress_passes) earned = std::move(hoped);
    }
    report(programme_.tree(), earned, audit_.nodes);
    list_assumed();
    CAIRN_CHECK(evaluate_prerequisites());
    list_missing();
    CAIRN_CHECK(give_reasons(earned));
    return std::move(audit_);
  }

 private:
  std::span<const Candidate> made() const { return std::span(candidates_).first(made_count_); }

  Result<void> choose_candidates() {
    for (const Award& award : record_.awards)
      if (usable(award, options_.at))
        candidates_.push_back({&award, award.status == AwardStatus::in_progress});
    std::ranges::sort(candidates_, [](const Candidate& a, const Candidate& b) {
      if (a.in_progress != b.in_progress) return b.in_progress;
      return a.award->id < b.award->id;
    });
    for (std::size_t i = 1; i < candidates_.size(); ++i)
      if (candidates_[i].award->id == candidates_[i - 1].award->id)
        return invalid("two awards of the record have the same id",
                       candidates_[i].award->id.text());
    made_count_ =
        static_cast<std::size_t>(std::ranges::count(candidates_, false, &Candidate::in_progress));
    return {};
  }

  Result<Solved> solve_goal(std::span<const Candidate> candidates) {
    CAIRN_TRY(Solved solved, solve_tree(programme_.tree(), 0, programme_.system(), candidates,
                                        options_.nodes_max));
    audit_.search_nodes += solved.solution.nodes;
    return solved;
  }

  Distance distance(const Solved& solved, std::int64_t cost) const {
    return solved.model.distance_of(cost, programme_.system());
  }

  // Section 6: the second pass, with what is in progress.
  void decide_with_hope(const Solved& hoped) {
    const Distance passed = distance(hoped, hoped.solution.cost);
    if (passed < audit_.distance) audit_.distance_if_passed = passed;
    if (audit_.bound.is_zero() || (!passed.is_zero() && hoped.solution.bound == 0))
      audit_.status = Status::undecided;
    else
      audit_.status =
          passed.is_zero() ? Status::complete_if_in_progress_passes : Status::incomplete;
  }

  // Fills the results of the subtree that was solved.
  void report(const ProgrammeTree& tree, const Solved& solved, std::vector<NodeResult>& results) {
    results.resize(tree.nodes().size());
    const Problem& problem = solved.model.problem;
    const int first = solved.model.first;
    for (int i = tree.end_of(first); i-- > first;) {
      NodeResult& result = results[at(i)];
      std::int64_t cost = 0;
      if (const int leaf = solved.model.problem_leaf[at(i - first)]; leaf >= 0)
        cost = report_leaf(solved, problem.leaves[at(leaf)], result);
      else
        result.have = Rational(0);
      summarise(tree, i, cost, solved, results);
      if (solved.chosen[at(solved.model.problem_node[at(i - first)])] == 0)
        result.status = NodeStatus::not_chosen;
    }
  }

  // The awards on a leaf; returns what it costs.
  std::int64_t report_leaf(const Solved& solved, const SearchLeaf& leaf, NodeResult& result) {
    std::int64_t have = 0;
    bool hopes = false;
    for (int e = leaf.first_edge; e < leaf.first_edge + leaf.edge_count; ++e) {
      if (solved.solution.used[at(e)] == 0) continue;
      have += solved.model.problem.edges[at(e)].gain;
      const Candidate& candidate = candidates_[at(solved.model.edge_candidate[at(e)])];
      hopes = hopes || candidate.in_progress;
      result.applied.push_back(candidate.award->id);
    }
    std::ranges::sort(result.applied);
    result.have = Rational(have);
    if (hopes) result.status = NodeStatus::satisfied_if_in_progress_passes;
    return leaf.cost(have);
  }

  // Status, have and deficit of a node from its leaf's cost and its children, which are done.
  void summarise(const ProgrammeTree& tree, int index, std::int64_t cost, const Solved& solved,
                 std::vector<NodeResult>& results) const {
    const ProgrammeNode& node = tree.nodes()[at(index)];
    NodeResult& result = results[at(index)];
    bool hopes = result.status == NodeStatus::satisfied_if_in_progress_passes;
    if (node.kind == NodeKind::credit) {
      result.have = Rational::create(result.have.numerator(), solved.model.denominator).value();
      result.deficit = distance(solved, cost);
    } else if (node.kind == NodeKind::holds && node.children.empty()) {
      result.deficit = distance(solved, cost);
    } else if (node.kind == NodeKind::holds && !result.applied.empty()) {
      result.deficit = distance(solved, 0);
    } else {
      summarise_children(node, results, result, hopes);
    }
    if (!result.deficit.is_zero())
      result.status = NodeStatus::unsatisfied;
    else
      result.status = hopes ? NodeStatus::satisfied_if_in_progress_passes : NodeStatus::satisfied;
  }

  // The `count` nearest children, in the order of the tree where they are equally near.
  void summarise_children(const ProgrammeNode& node, const std::vector<NodeResult>& results,
                          NodeResult& result, bool& hopes) const {
    std::vector<int> order(node.children);
    std::ranges::stable_sort(
        order, [&](int a, int b) { return results[at(a)].deficit < results[at(b)].deficit; });
    result.deficit = {Rational(0), programme_.system(), 0};
    int satisfied = 0;
    for (int i = 0; i < node.count; ++i) {
      const NodeResult& child = results[at(order[at(i)])];
      // Sums of amounts that the search has added before: they fit.
      result.deficit.credit = add(result.deficit.credit, child.deficit.credit).value();
      result.deficit.missing += child.deficit.missing;
      hopes = hopes || child.status == NodeStatus::satisfied_if_in_progress_passes;
    }
    for (const int child : node.children)
      if (results[at(child)].deficit.is_zero()) ++satisfied;
    result.have = Rational(node.kind == NodeKind::holds ? (satisfied > 0 ? 1 : 0) : satisfied);
  }

  // Section 8: each leaf of the prerequisites alone, so that nothing is reserved.
  Result<void> evaluate_prerequisites() {
    const ProgrammeTree& tree = programme_.prerequisite_tree();
    const int count = static_cast<int>(tree.nodes().size());
    audit_.prerequisites.resize(tree.nodes().size());
    for (int i = 0; i < count;) {
      const NodeKind kind = tree.nodes()[at(i)].kind;
      if (kind == NodeKind::all || kind == NodeKind::at_least) {
        ++i;
        continue;
      }
      CAIRN_TRY(const Solved solved,
                solve_tree(tree, i, programme_.system(), made(), options_.nodes_max));
      audit_.search_nodes += solved.solution.nodes;
      report(tree, solved, audit_.prerequisites);
      i = tree.end_of(i);
    }
    for (int i = count; i-- > 0;) {
      const ProgrammeNode& node = tree.nodes()[at(i)];
      if (node.kind != NodeKind::all && node.kind != NodeKind::at_least) continue;
      if (inside_holds(tree, i)) continue;
      NodeResult& result = audit_.prerequisites[at(i)];
      bool hopes = false;
      summarise_children(node, audit_.prerequisites, result, hopes);
      result.status = result.deficit.is_zero() ? NodeStatus::satisfied : NodeStatus::unsatisfied;
    }
    return {};
  }

  static bool inside_holds(const ProgrammeTree& tree, int index) {
    for (int i = tree.nodes()[at(index)].parent; i >= 0; i = tree.nodes()[at(i)].parent)
      if (tree.nodes()[at(i)].kind == NodeKind::holds) return true;
    return false;
  }

  void list_assumed() {
    if (audit_.status != Status::complete_if_in_progress_passes) return;
    for (const Candidate& candidate : candidates_) {
      if (!candidate.in_progress) continue;
      for (const NodeResult& node : audit_.nodes)
        if (std::ranges::binary_search(node.applied, candidate.award->id))
          audit_.assumed.push_back(candidate.award->id);
    }
  }

  void list_missing() {
    for (int i = 0; i < static_cast<int>(audit_.nodes.size()); ++i) {
      const NodeResult& result = audit_.nodes[at(i)];
      const ProgrammeNode& node = programme_.nodes()[at(i)];
      if (result.status != NodeStatus::unsatisfied) continue;
      if (node.kind == NodeKind::holds && node.children.empty())
        audit_.missing.push_back({i, std::nullopt});
      if (node.kind == NodeKind::credit)
        audit_.missing.push_back(
            {i, credit::Amount{subtract(node.minimum.value, result.have).value(),
                               node.minimum.system}});
    }
  }

  Result<void> give_reasons(const Solved& earned) {
    if (!audit_.assumed.empty())
      audit_.reasons.push_back({ReasonCode::assumed, {}, audit_.assumed});
    if (audit_.status == Status::undecided)
      audit_.reasons.push_back({ReasonCode::out_of_budget, {}, {}});
    if (options_.explain == Explain::briefly || audit_.missing.empty()) return {};
    explain_unusable();
    if (earned.solution.cost == earned.solution.bound) explain_conflicts(earned);
    return {};
  }

  void explain_conflicts(const Solved& earned) {
    for (Conflict& conflict :
         find_conflicts(earned.model, earned.chosen, options_.nodes_max / 10)) {
      Reason reason{ReasonCode::conflict, std::move(conflict.tree_nodes), {}};
      for (const int candidate : conflict.candidates)
        reason.awards.push_back(candidates_[at(candidate)].award->id);
      std::ranges::sort(reason.awards);
      audit_.reasons.push_back(std::move(reason));
    }
  }

  // Awards that a missing leaf would accept, were they not expired, revoked or in the future.
  void explain_unusable() {
    std::vector<Reason> found;
    for (const Award& award : record_.awards) {
      if (usable(award, options_.at) || award.status == AwardStatus::planned) continue;
      std::vector<int> leaves;
      programme_.tree().accepting(award, leaves);
      std::erase_if(leaves, [&](int leaf) {
        return std::ranges::find(audit_.missing, leaf, &Missing::node) == audit_.missing.end();
      });
      if (leaves.empty()) continue;
      ReasonCode code = ReasonCode::expired;
      if (award.status == AwardStatus::revoked)
        code = ReasonCode::revoked;
      else if (award.awarded > options_.at && award.status != AwardStatus::in_progress)
        code = ReasonCode::not_yet;
      found.push_back({code, std::move(leaves), {award.id}});
    }
    std::ranges::sort(found, {}, [](const Reason& reason) {
      return std::pair(reason.code, reason.awards.front());
    });
    for (Reason& reason : found) audit_.reasons.push_back(std::move(reason));
  }

  const Programme& programme_;
  const learning::Record& record_;
  const Options& options_;
  std::vector<Candidate> candidates_;
  std::size_t made_count_ = 0;
  Audit audit_;
};

}  // namespace

std::strong_ordering Distance::operator<=>(const Distance& other) const {
  if (const auto by_credit = credit <=> other.credit; std::is_neq(by_credit)) return by_credit;
  if (const auto by_leaves = missing <=> other.missing; std::is_neq(by_leaves)) return by_leaves;
  return system <=> other.system;
}

Result<Audit> evaluate(const Programme& programme, const learning::Record& record,
                       const Options& options) {
  return Evaluation(programme, record, options).run();
}

}  // namespace cairn::audit

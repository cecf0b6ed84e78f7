#include <algorithm>
#include <utility>

#include "domain/audit/audit.h"
#include "domain/audit/candidates.h"
#include "domain/audit/conflict.h"
#include "domain/audit/consumption.h"
#include "domain/audit/effort.h"
#include "domain/audit/exceptions.h"
#include "domain/audit/excess.h"
#include "domain/audit/kept_out.h"
#include "domain/audit/model.h"
#include "domain/audit/preferences.h"
#include "domain/audit/report.h"
#include "domain/audit/search.h"
#include "domain/audit/settle.h"
#include "domain/requirement/exception_scope.h"

namespace cairn::audit {

using learning::Award;
using learning::AwardStatus;

namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

Result<Solved> solve_question(const Question& question, const Options& options,
                              SolvedParts* known) {
  Solved solved;
  CAIRN_TRY(solved.model, build_model(question));
  Solution& solution = solved.solution;
  solution = solve(solved.model.problem, options.nodes_max, known);
  // Settling never changes a proven cost, so it matters only to those who look at the uses.
  if (options.explain != Explain::nothing || solution.cost != solution.bound)
    settle(solved.model, solution);
  return solved;
}

class Evaluation {
 public:
  Evaluation(const Programme& programme, const learning::Record& record, const Options& options,
             SolvedParts* known)
      : programme_(programme), record_(record), options_(options), known_(known) {}

  Result<Audit> run() {
    CAIRN_TRY(candidates_, candidates_of(record_, programme_.tree().index(), options_.at));
    made_count_ = made_among(candidates_).size();
    set_consumed_aside();
    CAIRN_TRY(exceptions_, exceptions_of(record_, programme_.tree(), options_.at));
    std::span<const Candidate> used = made();
    CAIRN_TRY(Solved earned, solve_goal(used));
    audit_.distance = distance(earned, earned.solution.cost);
    audit_.bound = distance(earned, earned.solution.bound);
    if (audit_.distance.is_zero()) {
      audit_.status = Status::complete;
    } else if (made_count_ == candidates_.size()) {
      audit_.status = audit_.bound.is_zero() ? Status::undecided : Status::incomplete;
    } else {
      CAIRN_TRY(Solved hoped, solve_goal(candidates_));
      decide_with_hope(hoped);
      if (audit_.status == Status::complete_if_in_progress_passes) {
        earned = std::move(hoped);
        used = candidates_;
      }
    }
    if (options_.explain == Explain::nothing) return std::move(audit_);
    avoid(earned);
    report(goal_question(used), earned, audit_.nodes);
    list_assumed(earned);
    CAIRN_CHECK(evaluate_prerequisites());
    list_missing();
    CAIRN_CHECK(give_reasons(earned));
    return std::move(audit_);
  }

 private:
  std::span<const Candidate> made() const { return std::span(candidates_).first(made_count_); }
  std::span<const Candidate> learnt() const { return consumed_.empty() ? made() : learnt_; }

  // Requirements, section 1. Prerequisites are met by what is used up, too.
  void set_consumed_aside() {
    consumed_ = consumed_among(candidates_, programme_);
    if (consumed_.empty()) return;
    learnt_.assign(made().begin(), made().end());
    leave_out(consumed_, candidates_);
    made_count_ = made_among(candidates_).size();
  }

  const Consumed* find_consumed(const Award& award) const {
    const auto found =
        std::ranges::find(consumed_, award.id, [](const Consumed& each) { return each.award->id; });
    return found == consumed_.end() ? nullptr : &*found;
  }

  Question goal_question(std::span<const Candidate> candidates) const {
    return {programme_.tree(), 0,           programme_.system(), candidates,
            record_,           exceptions_, options_.at};
  }

  Result<Solved> solve_goal(std::span<const Candidate> candidates) {
    CAIRN_TRY(Solved solved, solve_question(goal_question(candidates), options_, known_));
    audit_.search_nodes += solved.solution.nodes;
    return solved;
  }

  Distance distance(const Solved& solved, std::int64_t cost) const {
    return solved.model.distance_of(cost, programme_.system());
  }

  // Section 12: the second pass, with what is in progress.
  void decide_with_hope(const Solved& hoped) {
    const Distance passed = distance(hoped, hoped.solution.cost);
    if (passed < audit_.distance) audit_.distance_if_passed = passed;
    if (audit_.bound.is_zero() || (!passed.is_zero() && hoped.solution.bound == 0))
      audit_.status = Status::undecided;
    else
      audit_.status =
          passed.is_zero() ? Status::complete_if_in_progress_passes : Status::incomplete;
  }

  // Section 13: of the nearest allocations.
  void avoid(Solved& earned) {
    if (!programme_.tree().has_preferences()) return;
    audit_.avoided.emplace();
    if (earned.solution.cost != earned.solution.bound) return;
    audit_.avoided->bound =
        prefer(goal_question(candidates_), earned, options_.nodes_max, known_, audit_.search_nodes);
  }

  // What is applied all the same, as reasons; with its weight.
  void explain_avoided() {
    if (!audit_.avoided) return;
    const Question question = goal_question(candidates_);
    for (int i = 0; i < static_cast<int>(audit_.nodes.size()); ++i)
      for (const Candidate& candidate : candidates_) {
        if (!std::ranges::binary_search(audit_.nodes[at(i)].applied, candidate.award->id)) continue;
        for_each_avoiding(question, i, candidate, [&](const NodeAvoid& rule) {
          audit_.avoided->weight += rule.weight;
          audit_.reasons.push_back(
              {ReasonCode::avoided, {i}, {candidate.award->id}, rule.id.text()});
        });
      }
  }

  // Section 15: each leaf of the prerequisites alone, so that nothing is reserved.
  Result<void> evaluate_prerequisites() {
    const ProgrammeTree& tree = programme_.prerequisite_tree();
    if (tree.nodes().empty()) return {};
    CAIRN_TRY(const Exceptions exceptions, exceptions_of(record_, tree, options_.at));
    std::erase_if(exceptions_.without_node, [&](const requirement::ExceptionId& id) {
      return std::ranges::find(exceptions.without_node, id) == exceptions.without_node.end();
    });
    const int count = static_cast<int>(tree.nodes().size());
    audit_.prerequisites.resize(tree.nodes().size());
    for (int i = 0; i < count;) {
      if (is_group(tree.nodes()[at(i)])) {
        ++i;
        continue;
      }
      const Question question{tree,    i,          programme_.system(), learnt(),
                              record_, exceptions, options_.at};
      CAIRN_TRY(const Solved solved, solve_question(question, options_, known_));
      audit_.search_nodes += solved.solution.nodes;
      report(question, solved, audit_.prerequisites);
      i = tree.end_of(i);
    }
    for (int i = count; i-- > 0;)
      if (is_group(tree.nodes()[at(i)]) && !inside_holds(tree, i)) combine(tree, i, exceptions);
    return {};
  }

  static bool is_group(const ProgrammeNode& node) {
    return node.kind == NodeKind::all || node.kind == NodeKind::at_least;
  }

  void combine(const ProgrammeTree& tree, int index, const Exceptions& exceptions) {
    NodeResult& result = audit_.prerequisites[at(index)];
    const auto adjusted = exceptions.adjusted.find(index);
    result.need = adjusted == exceptions.adjusted.end() ? Rational(tree.nodes()[at(index)].count)
                                                        : adjusted->second;
    summarise_nearest(tree.nodes()[at(index)], programme_.system(), audit_.prerequisites, result);
    result.status = result.deficit.is_zero() ? NodeStatus::satisfied : NodeStatus::unsatisfied;
    if (!exceptions.waives(index)) return;
    result.status = NodeStatus::waived;
    result.deficit = {Rational(0), programme_.system(), 0};
  }

  static bool inside_holds(const ProgrammeTree& tree, int index) {
    for (int i = tree.nodes()[at(index)].parent; i >= 0; i = tree.nodes()[at(i)].parent)
      if (tree.nodes()[at(i)].kind == NodeKind::holds) return true;
    return false;
  }

  void list_assumed(const Solved& hoped) {
    if (audit_.status != Status::complete_if_in_progress_passes) return;
    for (int c = static_cast<int>(made_count_); c < static_cast<int>(candidates_.size()); ++c) {
      const AwardId& award = candidates_[at(c)].award->id;
      const auto applies = [&](const NodeResult& node) {
        return std::ranges::binary_search(node.applied, award);
      };
      const auto looks_at_it = [&](const auto& average) {
        return hoped.solution.chosen[at(average.first)] != 0 &&
               std::ranges::binary_search(average.second, c);
      };
      if (std::ranges::any_of(audit_.nodes, applies) ||
          std::ranges::any_of(hoped.model.on_record, looks_at_it))
        audit_.assumed.push_back(award);
    }
  }

  void list_missing() {
    for (int i = 0; i < static_cast<int>(audit_.nodes.size()); ++i) {
      const NodeResult& result = audit_.nodes[at(i)];
      const ProgrammeNode& node = programme_.nodes()[at(i)];
      if (result.status != NodeStatus::unsatisfied || !is_leaf(node)) continue;
      const auto lacks = node.less_is_better ? subtract(result.have, result.need)
                                             : subtract(result.need, result.have);
      Missing missing{i, std::nullopt, lacks.value_or(Rational(0))};
      if (node.kind == NodeKind::credit)
        missing.credit = credit::Amount{missing.amount, node.unit.system};
      audit_.missing.push_back(std::move(missing));
    }
  }

  static bool is_leaf(const ProgrammeNode& node) {
    if (node.kind == NodeKind::fact || is_condition(node.kind)) return true;
    return is_applied_to(node.kind) && node.children.empty();
  }

  Result<void> give_reasons(const Solved& earned) {
    if (!audit_.assumed.empty())
      audit_.reasons.push_back({ReasonCode::assumed, {}, audit_.assumed, {}});
    if (audit_.status == Status::undecided)
      audit_.reasons.push_back({ReasonCode::out_of_budget, {}, {}, {}});
    for (const requirement::ExceptionId& id : exceptions_.without_node)
      if (!is_for_another(id))
        audit_.reasons.push_back({ReasonCode::exception_idle, {}, {}, id.text()});
    explain_avoided();
    if (options_.explain == Explain::briefly || audit_.missing.empty()) return {};
    explain_unusable();
    explain_kept_out();
    if (earned.solution.cost != earned.solution.bound) return {};
    explain_conflicts(earned);
    explain_limits(earned);
    list_unexplained();
    return {};
  }

  // Section 14: what is for another goal is not idle there.
  bool is_for_another(const requirement::ExceptionId& id) const {
    const auto found = std::ranges::find(record_.exceptions, id, &requirement::Exception::id);
    const eligibility::Index& index = programme_.tree().index();
    const AchievementId goal = requirement::goal_of(
        found->node,
        [&](const AchievementId& achievement) { return index.number_of(achievement) >= 0; });
    return !goal.empty() && goal != programme_.goal();
  }

  void explain_conflicts(const Solved& earned) {
    Conflicts conflicts = find_conflicts(earned.model, earned.solution, options_.nodes_max, known_);
    for (Conflict& conflict : conflicts.found) {
      Reason reason{code_of(conflict.cause), std::move(conflict.tree_nodes), {}, {}};
      for (const int candidate : conflict.candidates)
        reason.awards.push_back(candidates_[at(candidate)].award->id);
      std::ranges::sort(reason.awards);
      if (conflict.limit >= 0) reason.rule = name_of(earned.model.limits[at(conflict.limit)]);
      audit_.reasons.push_back(std::move(reason));
    }
    unexplained_ = std::move(conflicts.open);
  }

  static ReasonCode code_of(Conflict::Cause cause) {
    switch (cause) {
      case Conflict::Cause::awards:
        return ReasonCode::conflict;
      case Conflict::Cause::limits:
        return ReasonCode::limit_conflict;
      case Conflict::Cause::unknown:
        break;
    }
    return ReasonCode::wide_conflict;
  }

  const std::string& name_of(const Model::Limit& limit) const {
    return programme_.nodes()[at(limit.node)].limits[at(limit.index)].id.text();
  }

  // Limits without which less would be missing.
  void explain_limits(const Solved& earned) {
    Effort effort(options_.nodes_max);
    for (const int index : reachable_limits(earned.model)) {
      const Model::Limit& limit = earned.model.limits[at(index)];
      Problem without = earned.model.problem;
      for (const int resource : limit.resources)
        without.resources[at(resource)].capacity = Problem::kCostMax;
      const std::optional<Solution> relieved = effort.solve(without, known_);
      if (!relieved)
        unexplained_.push_back(limit.node);
      else if (relieved->cost < earned.solution.cost)
        audit_.reasons.push_back({ReasonCode::limited, {limit.node}, {}, name_of(limit)});
    }
  }

  // Those that all that is there could go beyond.
  static std::vector<int> reachable_limits(const Model& model) {
    std::vector<std::int64_t> most(model.problem.resources.size(), 0);
    for (const SearchEdge& edge : model.problem.edges)
      for (const Demand& demand : edge.demands)
        most[at(demand.resource)] += std::max<std::int64_t>(0, demand.amount);
    std::vector<int> limits;
    for (int i = 0; i < static_cast<int>(model.limits.size()); ++i)
      if (std::ranges::any_of(model.limits[at(i)].resources, [&](int resource) {
            return most[at(resource)] > model.problem.resources[at(resource)].capacity;
          }))
        limits.push_back(i);
    return limits;
  }

  // What would have taken more than explanations may.
  void list_unexplained() {
    if (unexplained_.empty()) return;
    std::ranges::sort(unexplained_);
    unexplained_.erase(std::ranges::unique(unexplained_).begin(), unexplained_.end());
    audit_.reasons.push_back({ReasonCode::unexplained, std::move(unexplained_), {}, {}});
  }

  std::optional<ReasonCode> why_unused(const Award& award) const {
    if (award.status == AwardStatus::planned) return std::nullopt;
    if (find_consumed(award) != nullptr) return ReasonCode::consumed;
    if (is_usable(award, options_.at)) return std::nullopt;
    if (award.status == AwardStatus::revoked) return ReasonCode::revoked;
    const bool is_later = award.awarded > options_.at && award.status != AwardStatus::in_progress;
    return is_later ? ReasonCode::not_yet : ReasonCode::expired;
  }

  // Awards that a missing leaf would accept, were they not expired, revoked, consumed or in the
  // future.
  void explain_unusable() {
    std::vector<Reason> found;
    for (const Award& award : record_.awards) {
      const std::optional<ReasonCode> code = why_unused(award);
      if (!code) continue;
      std::vector<int> leaves;
      programme_.tree().accepting(award, options_.at, leaves);
      std::erase_if(leaves, [&](int leaf) {
        return !std::ranges::binary_search(audit_.missing, leaf, {}, &Missing::node);
      });
      if (leaves.empty()) continue;
      const Consumed* consumed = find_consumed(award);
      found.push_back({*code,
                       std::move(leaves),
                       {award.id},
                       consumed == nullptr ? std::string() : consumed->by.text()});
    }
    std::ranges::sort(found, {}, [](const Reason& reason) {
      return std::pair(reason.code, reason.awards.front());
    });
    for (Reason& reason : found) audit_.reasons.push_back(std::move(reason));
  }

  // Awards that a missing leaf would accept, were it not for an exception, another award or what
  // they state themselves.
  void explain_kept_out() {
    std::vector<int> leaves;
    for (const Missing& missing : audit_.missing) leaves.push_back(missing.node);
    const Question question = goal_question(made());
    for (Reason& reason : reasons_kept_out(question, leaves))
      audit_.reasons.push_back(std::move(reason));
    for (Reason& reason : reasons_falling_short(question, leaves))
      audit_.reasons.push_back(std::move(reason));
  }

  const Programme& programme_;
  const learning::Record& record_;
  const Options& options_;
  SolvedParts* const known_;           // or null
  std::vector<Candidate> candidates_;  // that the goal may use
  std::vector<Consumed> consumed_;     // that it may not, though they are usable
  std::vector<Candidate> learnt_;      // where some are consumed: all made ones
  std::size_t made_count_ = 0;
  Exceptions exceptions_;
  std::vector<int> unexplained_;  // nodes
  Audit audit_;
};

Result<Audit> audited(const Programme& programme, const learning::Record& record,
                      const Options& options, SolvedParts* known) {
  Result<Audit> made = Evaluation(programme, record, options, known).run();
  if (!made) return with_place(std::move(made).error(), programme, record, options.at);
  return made;
}

}  // namespace

std::strong_ordering Distance::operator<=>(const Distance& other) const {
  if (const auto by_credit = credit <=> other.credit; std::is_neq(by_credit)) return by_credit;
  if (const auto by_leaves = missing <=> other.missing; std::is_neq(by_leaves)) return by_leaves;
  return system <=> other.system;
}

Result<Audit> evaluate(const Programme& programme, const learning::Record& record,
                       const Options& options) {
  // Reasons ask much of the same again; distances alone do not.
  SolvedParts own;
  return audited(programme, record, options, options.explain == Explain::fully ? &own : nullptr);
}

Result<Audit> evaluate(const Programme& programme, const learning::Record& record,
                       const Options& options, SolvedParts& known) {
  return audited(programme, record, options, &known);
}

}  // namespace cairn::audit

#include "domain/audit/conflict.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <utility>

#include "domain/audit/effort.h"
#include "domain/audit/neighbours.h"
#include "domain/audit/search.h"

namespace cairn::audit {
namespace {

using Leaves = std::vector<int>;  // of the problem, in no order
using Flags = std::vector<std::uint8_t>;

std::size_t at(int index) { return static_cast<std::size_t>(index); }

// Some leaves of a problem with what they use, as a problem of its own.
struct Part {
  Problem problem;
  std::vector<int> resources;  // by its own ones: which they were
};

class Extract {
 public:
  explicit Extract(const Problem& problem)
      : whole_(problem), number_(problem.resources.size(), -1), providers_(number_.size()) {
    for (int e = static_cast<int>(problem.edges.size()); e-- > 0 && problem.edges[at(e)].leaf < 0;)
      for (const Demand& demand : problem.edges[at(e)].demands)
        if (demand.amount < 0) providers_[at(demand.resource)].push_back(e);
  }

  Part of(const Leaves& leaves) {
    Part part;
    Problem& problem = part.problem;
    problem.credit_unit = whole_.credit_unit;
    problem.leaf_unit = whole_.leaf_unit;
    problem.nodes.resize(leaves.size() + 1);
    problem.nodes[0].pick = static_cast<int>(leaves.size());
    for (const int leaf : leaves) add_leaf(leaf, problem);
    // What has no leaf matters only where it provides for what has.
    std::set<int> providers;
    for (std::size_t e = 0; e < problem.edges.size(); ++e) {
      SearchEdge edge = problem.edges[e];
      for (Demand& demand : edge.demands)
        demand.resource = number(demand.resource, part, providers);
      std::ranges::sort(edge.demands, {}, &Demand::resource);
      problem.edges[e] = edge;
    }
    for (const int resource : part.resources) number_[at(resource)] = -1;
    return part;
  }

 private:
  void add_leaf(int original, Problem& problem) const {
    SearchLeaf leaf = whole_.leaves[at(original)];
    const auto uses = std::span(whole_.edges).subspan(at(leaf.first_edge), at(leaf.edge_count));
    const int index = static_cast<int>(problem.leaves.size());
    leaf.first_edge = static_cast<int>(problem.edges.size());
    problem.edges.insert(problem.edges.end(), uses.begin(), uses.end());
    for (SearchEdge& edge : std::span(problem.edges).subspan(at(leaf.first_edge)))
      edge.leaf = index;
    problem.leaves.push_back(leaf);
    problem.nodes[at(index) + 1].leaf = index;
    problem.nodes[0].children.push_back(index + 1);
  }

  // A new one brings what provides for it.
  int number(int resource, Part& part, std::set<int>& providers) {
    int& number = number_[at(resource)];
    if (number >= 0) return number;
    number = static_cast<int>(part.resources.size());
    part.resources.push_back(resource);
    part.problem.resources.push_back(whole_.resources[at(resource)]);
    for (const int e : providers_[at(resource)])
      if (providers.insert(e).second) part.problem.edges.push_back(whole_.edges[at(e)]);
    return number;
  }

  const Problem& whole_;
  std::vector<int> number_;                  // by resource: in the part that is being made, or -1
  std::vector<std::vector<int>> providers_;  // by resource: the uses without a leaf
};

class ConflictSearch {
 public:
  ConflictSearch(const Model& model, const Solution& solution, std::uint64_t nodes_max,
                 SolvedParts* known)
      : model_(model),
        effort_(nodes_max),
        known_(known),
        extract_(model.problem),
        leaves_(chosen_leaves(solution.chosen)),
        neighbours_(model.problem, leaves_),
        provides_(std::ranges::any_of(model.problem.edges, [](const SearchEdge& edge) {
          return std::ranges::any_of(edge.demands, [](const Demand& d) { return d.amount < 0; });
        })) {
    have_.resize(model.problem.leaves.size(), 0);
    for (std::size_t e = 0; e < model.problem.edges.size(); ++e)
      if (const SearchEdge& edge = model.problem.edges[e]; edge.leaf >= 0 && solution.used[e] != 0)
        have_[at(edge.leaf)] += edge.gain;
    limit_of_.resize(model.problem.resources.size(), -1);
    for (std::size_t l = 0; l < model.limits.size(); ++l)
      for (const int resource : model.limits[l].resources)
        limit_of_[at(resource)] = static_cast<int>(l);
  }

  Conflicts run() {
    Conflicts conflicts;
    Flags explained(model_.problem.leaves.size(), 0);
    for (const int leaf : leaves_) {
      if (explained[at(leaf)] != 0 || rule(leaf).cost(have_[at(leaf)]) == 0) continue;
      if (conflicts.found.size() == Conflicts::kMax || effort_.is_spent()) {
        conflicts.open.push_back(tree_node(leaf));
        continue;
      }
      const std::optional<Conflict> found = explain(leaf, explained);
      if (found)
        conflicts.found.push_back(*found);
      else if (effort_.is_spent())
        conflicts.open.push_back(tree_node(leaf));
    }
    std::ranges::sort(conflicts.open);
    return conflicts;
  }

 private:
  const SearchLeaf& rule(int leaf) const { return model_.problem.leaves[at(leaf)]; }
  int tree_node(int leaf) const { return model_.tree_node[at(model_.node_of_leaf[at(leaf)])]; }

  // Conditions have no awards of their own to fight for.
  Leaves chosen_leaves(const Flags& chosen) const {
    Leaves leaves;
    for (std::size_t n = 0; n < chosen.size(); ++n) {
      const int leaf = model_.problem.nodes[n].leaf;
      if (chosen[n] == 0 || leaf < 0 || rule(leaf).edge_count == 0) continue;
      if (model_.edge_candidate[at(rule(leaf).first_edge)] >= 0) leaves.push_back(leaf);
    }
    return leaves;
  }

  // Why it falls short of what it could have alone, if it does.
  std::optional<Conflict> explain(int leaf, Flags& explained) {
    smallest_.clear();
    const std::optional<std::int64_t> alone = cost_alone(leaf);
    if (!alone || rule(leaf).cost(have_[at(leaf)]) <= *alone) return std::nullopt;
    Leaves fighting = around(leaf);
    Conflict conflict;
    if (!effort_.is_spent() && !fighting.empty()) find_cause(fighting, conflict);
    if (effort_.is_spent()) {
      fighting = smallest_;
      conflict = {};
    }
    if (fighting.empty()) return std::nullopt;
    for (const int each : fighting) {
      explained[at(each)] = 1;
      conflict.tree_nodes.push_back(tree_node(each));
    }
    std::ranges::sort(conflict.tree_nodes);
    return conflict;
  }

  // An irreducible fight in which the leaf has a part; none where there is none near it.
  Leaves around(int leaf) {
    constexpr int kTries = 8;
    if (!effort_.take(model_.problem.leaves.size() + model_.problem.edges.size())) return {};
    Leaves others = neighbours_.of(leaf);
    for (int tries = 0; tries < kTries; ++tries) {
      const Leaves near = nearest_fighting(leaf, others);
      if (near.empty()) return {};
      Leaves fighting = needed_of({leaf}, near, Given::changed);
      if (effort_.is_spent()) return {};
      if (!fights(fighting)) {  // only with the leaf
        fighting.insert(fighting.begin(), leaf);
        std::ranges::sort(fighting);
        return settle(std::move(fighting));
      }
      std::erase(others, fighting.back());
    }
    return {};
  }

  // The first ones that fight with the leaf, or somewhere among them: at most twice as many as
  // would do.
  Leaves nearest_fighting(int leaf, const Leaves& others) {
    for (std::size_t count = 1; !others.empty() && !effort_.is_spent(); count *= 2) {
      count = std::min(count, others.size());
      Leaves near(others.begin(), others.begin() + static_cast<std::ptrdiff_t>(count));
      if (fights(joined({leaf}, near))) return near;
      if (count == others.size()) break;
    }
    return {};
  }

  // Whether something was added to what is given since it was last looked at.
  enum class Given { same, changed };

  // QuickXplain (Junker, 2004): the least of `leaves` that it takes for a fight besides `given`.
  Leaves needed_of(const Leaves& given, const Leaves& leaves, Given since) {
    if (effort_.is_spent() || (since == Given::changed && fights(given))) return {};
    if (leaves.size() == 1) return leaves;
    const auto middle = leaves.begin() + static_cast<std::ptrdiff_t>(leaves.size() / 2);
    const Leaves first(leaves.begin(), middle);
    const Leaves second(middle, leaves.end());
    const Leaves of_second = needed_of(joined(given, first), second, Given::changed);
    const Leaves of_first = needed_of(joined(given, of_second), first,
                                      of_second.empty() ? Given::same : Given::changed);
    return joined(of_first, of_second);
  }

  // Where uses provide for others, fewer leaves may fight though more do not.
  Leaves settle(Leaves fighting) {
    if (!provides_) return fighting;
    if (!fights(fighting)) return {};
    for (std::size_t i = 0; i < fighting.size();) {
      Leaves without = fighting;
      without.erase(without.begin() + static_cast<std::ptrdiff_t>(i));
      const bool is_needed = !fights(without);
      i = is_needed ? i + 1 : 0;
      if (!is_needed) fighting = std::move(without);
    }
    return fighting;
  }

  static Leaves joined(Leaves some, const Leaves& others) {
    some.insert(some.end(), others.begin(), others.end());
    return some;
  }

  // Whether the leaves cost more together than the sum of what each costs alone; not so where the
  // effort is spent before that is proven.
  bool fights(Leaves leaves) {
    if (leaves.size() < 2) return false;
    std::ranges::sort(leaves);
    std::int64_t alone = 0;
    for (const int leaf : leaves) {
      const std::optional<std::int64_t> cost = cost_alone(leaf);
      if (!cost) return false;
      alone += *cost;
    }
    const std::optional<Solution> together = effort_.solve(extract_.of(leaves).problem, known_);
    if (!together || together->cost <= alone) return false;
    if (smallest_.empty() || leaves.size() < smallest_.size()) smallest_ = std::move(leaves);
    return true;
  }

  std::optional<std::int64_t> cost_alone(int leaf) {
    const auto [found, is_new] = alone_.try_emplace(leaf, 0);
    if (!is_new) return found->second;
    if (const auto solution = effort_.solve(extract_.of({leaf}).problem, known_))
      return found->second = solution->cost;
    alone_.erase(found);
    return std::nullopt;
  }

  // --- Causes -----------------------------------------------------------------------------------

  void find_cause(const Leaves& fighting, Conflict& conflict) {
    const Part part = extract_.of(fighting);
    std::set<int> limits;
    for (const int resource : part.resources)
      if (limit_of_[at(resource)] >= 0) limits.insert(limit_of_[at(resource)]);
    const bool by_limits = !limits.empty() && suffices_without(limits, part, fighting);
    conflict.cause = by_limits ? Conflict::Cause::limits : Conflict::Cause::awards;
    if (by_limits) {
      const auto alone = std::ranges::find_if(limits, [&](int limit) {
        return limits.size() == 1 || suffices_without({limit}, part, fighting);
      });
      if (alone != limits.end()) conflict.limit = *alone;
    }
    conflict.candidates = fought_over(part, fighting, conflict);
  }

  // Whether each could have what it has alone, were it not for these limits.
  bool suffices_without(const std::set<int>& limits, const Part& part, const Leaves& fighting) {
    Problem problem = part.problem;
    for (std::size_t r = 0; r < problem.resources.size(); ++r)
      if (limits.contains(limit_of_[at(part.resources[r])]))
        problem.resources[r].capacity = Problem::kCostMax;
    for (std::size_t l = 0; l < fighting.size(); ++l) {
      SearchLeaf& leaf = problem.leaves[l];
      const std::int64_t lacking = alone_.at(fighting[l]);
      if (lacking > 0 && leaf.unit_cost > 0)
        leaf.need -= (lacking - leaf.fixed_cost) / leaf.unit_cost;
    }
    const std::optional<Solution> solution = effort_.solve(problem, known_);
    return solution && solution->cost == 0;
  }

  // The candidates that several of them could use, or that count for one limit.
  std::vector<int> fought_over(const Part& part, const Leaves& fighting,
                               const Conflict& conflict) const {
    const bool by_limits = conflict.cause == Conflict::Cause::limits;
    const auto is_cause = [&](int resource) {
      const int limit = limit_of_[at(part.resources[at(resource)])];
      if (!by_limits) return limit < 0;
      return conflict.limit < 0 ? limit >= 0 : limit == conflict.limit;
    };
    std::vector<std::set<int>> leaves(part.resources.size());
    std::vector<std::set<int>> candidates(part.resources.size());
    std::set<int> all;
    for (std::size_t l = 0; l < fighting.size(); ++l)
      for (int i = 0; i < part.problem.leaves[l].edge_count; ++i) {
        const int candidate = model_.edge_candidate[at(rule(fighting[l]).first_edge + i)];
        all.insert(candidate);
        for (const Demand& demand :
             part.problem.edges[at(part.problem.leaves[l].first_edge + i)].demands) {
          if (!is_cause(demand.resource)) continue;
          leaves[at(demand.resource)].insert(static_cast<int>(l));
          candidates[at(demand.resource)].insert(candidate);
        }
      }
    std::set<int> found;
    for (std::size_t r = 0; r < leaves.size(); ++r)
      if (leaves[r].size() > 1) found.insert(candidates[r].begin(), candidates[r].end());
    if (found.empty()) found = std::move(all);  // over others
    return {found.begin(), found.end()};
  }

  const Model& model_;
  Effort effort_;
  SolvedParts* const known_;  // or null
  Extract extract_;
  const Leaves leaves_;
  const Neighbours neighbours_;
  const bool provides_;
  std::vector<int> limit_of_;          // by resource: of the model's limits, or -1
  std::vector<std::int64_t> have_;     // by leaf
  std::map<int, std::int64_t> alone_;  // by leaf: what it costs
  Leaves smallest_;  // proven to fight, of what was looked at for one leaf; sorted
};

}  // namespace

Conflicts find_conflicts(const Model& model, const Solution& solution, std::uint64_t nodes_max,
                         SolvedParts* known) {
  return ConflictSearch(model, solution, nodes_max, known).run();
}

}  // namespace cairn::audit

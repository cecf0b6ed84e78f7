#include "domain/audit/reach.h"

#include <algorithm>
#include <cstdint>
#include <utility>
#include <vector>

#include "domain/audit/candidates.h"
#include "domain/audit/consumption.h"
#include "domain/audit/exceptions.h"
#include "domain/audit/model.h"
#include "domain/audit/search.h"
#include "domain/audit/settle.h"

namespace cairn::audit {
namespace {

Result<Model> model_of(const Programme& programme, const learning::Record& record, Date day) {
  CAIRN_TRY(auto candidates, candidates_of(record, programme.tree().index(), day));
  leave_out(consumed_among(candidates, programme), candidates);
  CAIRN_TRY(const Exceptions exceptions, exceptions_of(record, programme.tree(), day));
  return build_model(
      {programme.tree(), 0, programme.system(), made_among(candidates), record, exceptions, day});
}

bool has_same_shape(const SearchNode& a, const SearchNode& b) {
  return a.leaf == b.leaf && a.pick == b.pick && std::ranges::equal(a.children, b.children);
}

bool is_same_use(const SearchEdge& a, const SearchEdge& b) {
  return a.leaf == b.leaf && a.gain == b.gain && std::ranges::equal(a.demands, b.demands);
}

// The same uses, and whatever is used costs as much or more.
bool costs_no_less(const SearchLeaf& more, const SearchLeaf& less) {
  return more.first_edge == less.first_edge && more.edge_count == less.edge_count &&
         more.need >= less.need && more.unit_cost >= less.unit_cost &&
         more.fixed_cost >= less.fixed_cost;
}

bool allows_no_more(const Resource& more, const Resource& less) {
  return more.capacity <= less.capacity;
}

// Whether what is allocated for `more` could be for `less`, where it costs no more. Then nothing
// costs less for `more` than what is proven for `less`.
bool asks_no_less(const Model& more, const Model& less) {
  const Problem& a = more.problem;
  const Problem& b = less.problem;
  return a.credit_unit == b.credit_unit && more.denominator == less.denominator &&
         std::ranges::equal(a.leaves, b.leaves, costs_no_less) &&
         std::ranges::equal(a.resources, b.resources, allows_no_more) &&
         std::ranges::equal(a.nodes, b.nodes, has_same_shape) &&
         std::ranges::equal(a.edges, b.edges, is_same_use);
}

bool keeps_to_resources(const Problem& problem, const std::vector<std::uint8_t>& used) {
  std::vector<std::int64_t> taken(problem.resources.size(), 0);
  for (std::size_t e = 0; e < problem.edges.size(); ++e)
    if (used[e] != 0)
      for (const Demand& demand : problem.edges[e].demands)
        taken[static_cast<std::size_t>(demand.resource)] += demand.amount;
  for (std::size_t r = 0; r < taken.size(); ++r)
    if (taken[r] > problem.resources[r].capacity) return false;
  return true;
}

// Whether an allocation that was proven best for what asks for no more is as good here, as it is or
// with what else can be had.
bool answers_as_well(const Model& more, Solution solution) {
  const std::int64_t proven = solution.cost;
  const auto answers = [&] {
    return cost_of(more.problem, solution.used, solution.chosen) == proven &&
           keeps_to_resources(more.problem, solution.used);
  };
  if (answers()) return true;
  settle(more, solution);
  return answers();
}

// Where nothing is proven the best allocation that was found is told, as evaluate() does.
Reach reach_of(const Model& model, Solution solution, const credit::SystemId& system) {
  if (solution.cost != solution.bound) settle(model, solution);
  return {model.distance_of(solution.cost, system), model.distance_of(solution.bound, system)};
}

// By `less`, then by `more`, which asks for no less.
std::pair<Solution, Solution> solve_both(const Model& less, const Model& more,
                                         std::uint64_t nodes_max) {
  Solution first = solve(less.problem, nodes_max);
  if (first.cost == first.bound && answers_as_well(more, first)) return {first, first};
  return {std::move(first), solve(more.problem, nodes_max)};
}

}  // namespace

Result<std::pair<Reach, Reach>> reach_by_both(const Programme& first, const Programme& second,
                                              const learning::Record& record,
                                              const Options& options) {
  CAIRN_TRY(const Model one, model_of(first, record, options.at));
  CAIRN_TRY(const Model other, model_of(second, record, options.at));
  std::pair<Solution, Solution> solved;
  if (asks_no_less(other, one)) {
    solved = solve_both(one, other, options.nodes_max);
  } else if (asks_no_less(one, other)) {
    solved = solve_both(other, one, options.nodes_max);
    std::swap(solved.first, solved.second);
  } else {
    solved = {solve(one.problem, options.nodes_max), solve(other.problem, options.nodes_max)};
  }
  return std::pair(reach_of(one, solved.first, first.system()),
                   reach_of(other, solved.second, second.system()));
}

}  // namespace cairn::audit

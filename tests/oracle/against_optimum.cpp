#include "oracle/against_optimum.h"

#include <cstdio>
#include <optional>

#include "oracle/compare.h"
#include "oracle/greedy.h"
#include "oracle/integer_program.h"

namespace cairn::oracle {
namespace {

constexpr int kRowStep = 5;

void print_row(const char* title, const std::map<int, int>& counts) {
  std::printf("  %s", title);
  for (const auto& [size, count] : counts) std::printf(" %d:%d", size, count);
  std::printf("\n");
}

// Where an audit contradicts the least deficit that there is.
std::string contradiction(const audit::Audit& audit, const audit::Distance& best) {
  if (audit.bound > best) return "the bound is above the optimum";
  if (audit.distance < best) return "the distance is below the optimum";
  if (audit.bound == audit.distance && audit.distance != best)
    return "the proven distance is not the optimum";
  if (audit.status == audit::Status::complete && !best.is_zero()) return "it is not complete";
  if (audit.status == audit::Status::incomplete && best.is_zero()) return "it is not incomplete";
  return {};
}

void count(const audit::Audit& audit, const audit::Distance& best, const Question& question,
           SolverTally& tally) {
  ++tally.cases;
  if (audit.bound != audit.distance) ++tally.unproven;
  if (audit.status == audit::Status::undecided) ++tally.undecided;
  if (audit.distance == best) ++tally.equal_distance;
  ++tally.awards[fitting_count(question) / kRowStep * kRowStep];
  ++tally.leaves[question.leaf_count / kRowStep * kRowStep];
  ++tally.missing[audit.distance.missing];
  tally.search_nodes += audit.search_nodes;
  if (!best.is_zero()) return;
  ++tally.complete;
  if (!greedy_completes(question)) ++tally.greedy_failed;
}

Deficit in_units(const audit::Distance& distance, const Question& question) {
  const Rational units = multiply(distance.credit, Rational(question.denominator)).value();
  return {units.numerator(), distance.missing};
}

// Section 13: where the engine contradicts the least weight of the nearest allocations.
std::string contradiction(const audit::Avoided& avoided, std::int64_t least) {
  if (avoided.bound > least) return "the bound of the weight is above the least";
  if (avoided.weight < least) return "the weight is below the least";
  return {};
}

std::string compare_weights(const audit::Audit& audit, const Case& input, int seconds_max,
                            const std::filesystem::path& file, SolverTally& tally) {
  if (!audit.avoided || audit.bound != audit.distance) return {};
  const bool hopes = audit.status == audit::Status::complete_if_in_progress_passes;
  const Question question = expand_goal(input.catalogue, input.goal, input.record, input.day,
                                        hopes ? Pass::second : Pass::first);
  const Deficit deficit = hopes ? Deficit{} : in_units(audit.distance, question);
  const auto least = least_weight_with_cbc(question, deficit, file,
                                           {seconds_max, Reductions::all, audit.avoided->weight});
  if (!least) return {};
  ++tally.weighed;
  if (audit.avoided->bound != audit.avoided->weight) ++tally.weight_unproven;
  std::string wrong = contradiction(*audit.avoided, *least);
  if (wrong.empty()) return wrong;
  // What it says with the least that may go wrong decides.
  const auto again =
      least_weight_with_cbc(question, deficit, file, {seconds_max, Reductions::none});
  return again ? contradiction(*audit.avoided, *again) : wrong;
}

}  // namespace

void SolverTally::print(const std::string& name, bool rows) const {
  std::printf(
      "%s: %d cases, %d differ, %d of equal distance; %d not proven by us within budget, of which "
      "%d undecided; %d weighed, %d of them not proven by us; %d not proven by the solver; %d "
      "complete, of which a plain greedy misses %d; "
      "%.1f search nodes on average\n",
      name.c_str(), cases, differed, equal_distance, unproven, undecided, weighed, weight_unproven,
      not_solved, complete, greedy_failed,
      cases == 0 ? 0.0 : static_cast<double>(search_nodes) / cases);
  if (!rows) return;
  print_row("awards that fit, from:", awards);
  print_row("leaves, from:", leaves);
  print_row("missing leaves:", missing);
}

std::string compare_with_cbc(const Case& input, std::uint64_t nodes_max, int seconds_max,
                             const std::filesystem::path& file, SolverTally& tally) {
  const auto programme = audit::Programme::compile(input.goal, input.catalogue);
  if (!programme) return "the engine refuses it: " + describe(programme.error());
  const audit::Options options{input.day, nodes_max, audit::Explain::briefly};
  const auto audit = audit::evaluate(*programme, input.record, options);
  if (!audit) return "the engine failed: " + describe(audit.error());
  std::string wrong = check_allocation(*programme, *audit, input);
  const Question question = expand_goal(input.catalogue, input.goal, input.record, input.day);
  const auto solve = [&](const CbcOptions& how) -> std::optional<audit::Distance> {
    const auto optimum = solve_with_cbc(question, file, how);
    if (!optimum) return std::nullopt;
    const Rational credit = Rational::create(optimum->credit, question.denominator).value();
    return audit::Distance{credit, audit->distance.system, optimum->missing};
  };
  // An allocation that was checked tells CBC where to begin. What CBC finds is as far or nearer;
  // else the allocation refutes it, and it must agree by itself, with less that may go wrong.
  CbcOptions how{seconds_max};
  if (wrong.empty()) how.at_most = objective_of(question, in_units(audit->distance, question));
  auto solved = solve(how);
  for (const Reductions fewer : {Reductions::cuts, Reductions::none})
    if (wrong.empty() && solved && audit->distance < *solved) solved = solve({seconds_max, fewer});
  if (solved) {
    const audit::Distance& best = *solved;
    if (wrong.empty()) wrong = contradiction(*audit, best);
    if (wrong.empty()) wrong = compare_weights(*audit, input, seconds_max, file, tally);
    count(*audit, best, question, tally);
  } else {
    ++tally.not_solved;
  }
  if (!wrong.empty()) ++tally.differed;
  return wrong;
}

}  // namespace cairn::oracle

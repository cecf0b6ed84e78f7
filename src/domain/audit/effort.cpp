#include "domain/audit/effort.h"

#include <algorithm>
#include <limits>

namespace cairn::audit {
namespace {

constexpr std::uint64_t kStepsPerNode = 200;

}  // namespace

Effort::Effort(std::uint64_t nodes_max)
    : left_(std::min(nodes_max, std::numeric_limits<std::uint64_t>::max() / kStepsPerNode) *
            kStepsPerNode) {}

bool Effort::take(std::uint64_t steps) {
  const bool enough = steps <= left_;
  left_ = enough ? left_ - steps : 0;
  return enough;
}

std::optional<Solution> Effort::solve(const Problem& problem, SolvedParts* known) {
  const std::uint64_t steps = 1 + problem.leaves.size() + problem.edges.size();
  if (!take(steps)) return std::nullopt;
  Solution solution = audit::solve(problem, left_ / steps, known);
  if (!take(steps * solution.nodes) || solution.bound != solution.cost) {
    left_ = 0;
    return std::nullopt;
  }
  return solution;
}

}  // namespace cairn::audit

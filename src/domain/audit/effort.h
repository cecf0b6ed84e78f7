// What the explanations of one audit may take (docs/reference/requirements.md, section 13).
#pragma once

#include <cstdint>
#include <optional>

#include "domain/audit/search.h"

namespace cairn::audit {

/// A budget of steps, never of time. A look at some leaves takes a step for each of them and of
/// their uses, and as much again for each search node.
class Effort {
 public:
  /// As many steps as go with an audit of `nodes_max` search nodes per search.
  explicit Effort(std::uint64_t nodes_max);

  bool is_spent() const { return left_ == 0; }
  /// Whether there were so many; else it is spent.
  bool take(std::uint64_t steps);
  /// The proven answer; nothing where the effort ends before, which is then spent. `known` as in
  /// solve(), or null.
  std::optional<Solution> solve(const Problem& problem, SolvedParts* known);

 private:
  std::uint64_t left_;
};

}  // namespace cairn::audit

// Which leaves fight for the same awards.
#pragma once

#include <cstdint>
#include <vector>

#include "domain/audit/model.h"

namespace cairn::audit {

/// Leaves that cannot all have what each could have alone, irreducibly: without any one of them,
/// the others can. And the awards over which they fight.
struct Conflict {
  std::vector<int> tree_nodes;  ///< ascending
  std::vector<int> candidates;  ///< ascending: all that one of the leaves could use
};

/// Conflicts among the chosen leaves of a solved model, at most one per unsatisfied leaf; none
/// where `nodes_max` search nodes do not suffice to prove it.
std::vector<Conflict> find_conflicts(const Model& model, const std::vector<std::uint8_t>& chosen,
                                     std::uint64_t nodes_max, SolvedParts* known = nullptr);

}  // namespace cairn::audit

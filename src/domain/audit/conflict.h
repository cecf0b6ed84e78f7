// Which leaves fight for the same awards, or for room within the same limits.
#pragma once

#include <cstdint>
#include <vector>

#include "domain/audit/model.h"

namespace cairn::audit {

/// Leaves that cannot all have what each could have alone.
struct Conflict {
  enum class Cause {
    awards,   ///< irreducibly: without any one of the leaves, the others can
    limits,   ///< so too; and without the limit, or without all of them, they all can
    unknown,  ///< proven to be a conflict, but perhaps fewer of the leaves are one
  };

  std::vector<int> tree_nodes;  ///< ascending
  std::vector<int> candidates;  ///< ascending: over which they fight; none where that is unknown
  Cause cause = Cause::unknown;
  int limit = -1;  ///< of Model::limits: the one that alone is the cause, or -1
};

struct Conflicts {
  static constexpr std::size_t kMax = 20;

  std::vector<Conflict> found;
  /// Of leaves that have less than they could have alone and that nobody looked at, since that was
  /// enough or the effort was spent; ascending.
  std::vector<int> open;
};

/// Conflicts among the chosen leaves of a model, of which `solution` is proven the best: at most
/// kMax, and one per leaf that falls short. The effort goes with a search budget of `nodes_max`
/// (effort.h), whatever the size of the model.
Conflicts find_conflicts(const Model& model, const Solution& solution, std::uint64_t nodes_max,
                         SolvedParts* known = nullptr);

}  // namespace cairn::audit

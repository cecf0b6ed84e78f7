// From a subtree and awards to the integers of the search, and back to an allocation.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/result.h"
#include "domain/audit/audit.h"
#include "domain/audit/programme.h"
#include "domain/audit/search.h"
#include "domain/credit/amount.h"
#include "domain/learning/award.h"

namespace cairn::audit {

/// An award that may be used, in canonical order: earned and recognised ones first, then by id.
struct Candidate {
  const learning::Award* award = nullptr;
  bool in_progress = false;
};

/// The question "how near do these awards bring this subtree?" in integers.
struct Model {
  Problem problem;
  std::vector<int> problem_node;    ///< by tree node - first: its problem node
  std::vector<int> problem_leaf;    ///< by tree node - first: its leaf, or -1
  std::vector<int> edge_candidate;  ///< by edge: index into the candidates
  int first = 0;                    ///< tree node that is problem node 0
  std::int64_t denominator = 1;     ///< credit is counted in 1/denominator

  /// A cost as the distance it stands for.
  Distance distance_of(std::int64_t cost, const credit::SystemId& system) const;
};

/// Exhausted when the amounts do not fit exact 64-bit arithmetic.
Result<Model> build_model(const ProgrammeTree& tree, int first, const credit::SystemId& system,
                          std::span<const Candidate> candidates);

/// Makes a solution's use canonical (section 7): nothing outside the chosen nodes, nothing that its
/// leaf does not need, and free awards on chosen credit leaves that fall short. Returns which
/// problem nodes are chosen.
std::vector<std::uint8_t> settle(const Model& model, std::vector<std::uint8_t>& used);

}  // namespace cairn::audit

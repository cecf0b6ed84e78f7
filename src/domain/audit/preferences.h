// Which of the nearest allocations is reported (docs/reference/requirements.md, section 13): one
// that applies as little as can be of what is to be avoided.
#pragma once

#include <cstdint>
#include <functional>

#include "domain/audit/model.h"
#include "domain/audit/report.h"
#include "domain/audit/search.h"
#include "domain/audit/solved_parts.h"

namespace cairn::audit {

/// Calls visit(rule) for each rule by which the award is to be avoided at a leaf of the tree.
void for_each_avoiding(const Question& question, int leaf, const Candidate& candidate,
                       const std::function<void(const NodeAvoid&)>& visit);

/// Of a solution whose cost is proven and which is settled, makes one of the same cost and of the
/// least weight that is found with `nodes_max` search nodes. Returns a proven lower bound of that
/// weight, which it equals unless the budget ran out or weights and costs together do not fit exact
/// 64-bit arithmetic; adds to `nodes` what the search took.
std::int64_t prefer(const Question& question, Solved& solved, std::uint64_t nodes_max,
                    SolvedParts* known, std::uint64_t& nodes);

}  // namespace cairn::audit

// Seeded generators of planning questions: small ones for brute force, bigger ones for an integer
// programming solver. The same seed gives the same case on every machine.
#pragma once

#include <cstdint>

#include "oracle/plan_brute_force.h"

namespace cairn::oracle {

/// Up to eight achievements of two organizations; every feature of docs/reference/plans.md; at most
/// `sets_max` sets of offerings.
PlanCase small_plan(std::uint64_t seed, std::uint64_t sets_max);

/// 6 to 20 achievements in groups that do not compete, with choices, credit minima, prerequisites
/// that are each one achievement, start dates and a tight weekly load.
PlanCase bigger_plan(std::uint64_t seed);

}  // namespace cairn::oracle

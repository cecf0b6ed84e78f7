// Rules around a planted solution: limits, sharing, conditions, branches and repeats that allow it.
#pragma once

#include <string>
#include <vector>

#include "oracle/cases.h"

namespace cairn::oracle {

/// One application of the planted solution.
struct Planted {
  AwardId award;
  NodeId leaf;  ///< its id in the goal's own requirement; empty below another achievement
};

/// `root` is the goal's requirement, all of its blocks; the record holds what is planted and
/// nothing else yet. Gives awards grades, origins and providers, and adds rules that the solution
/// meets: some with room, some just.
void add_rules(Dice& dice, Case& made, requirement::Node& root,
               const std::vector<Planted>& planted);

}  // namespace cairn::oracle

// What a solved model says of each node of its tree.
#pragma once

#include <span>
#include <vector>

#include "domain/audit/audit.h"
#include "domain/audit/model.h"
#include "domain/audit/search.h"

namespace cairn::audit {

/// One solved subtree, settled.
struct Solved {
  Model model;
  Solution solution;
};

/// Fills the results of the subtree, by tree node.
void report(const Question& question, const Solved& solved, std::vector<NodeResult>& results);

/// Status, have and deficit of a group whose children are reported: of `count` of them, the
/// nearest.
void summarise_nearest(const ProgrammeNode& node, const credit::SystemId& system,
                       const std::vector<NodeResult>& results, NodeResult& result);

}  // namespace cairn::audit

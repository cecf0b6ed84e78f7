// From the rules of a requirement to nodes of a programme, with what section 16 of
// docs/reference/requirements.md refuses.
#pragma once

#include "base/result.h"
#include "domain/audit/programme.h"
#include "domain/eligibility/index.h"
#include "domain/requirement/requirement.h"

namespace cairn::audit {

/// The rule of `from` (any but holds) into `node`, whose id is there already; without its children
/// and without what names other nodes.
Result<void> compile_rule(const requirement::Node& from, const eligibility::Index& index,
                          ProgrammeNode& node);
Result<void> compile_holds(const requirement::Holds& holds, const eligibility::Index& index,
                           ProgrammeNode& node);
/// Limits, sharing rules (without `between`), split, repeats, stacked and avoid.
Result<void> compile_scope(const requirement::Node& from, const eligibility::Index& index,
                           ProgrammeNode& node);

/// The node that a condition looks below; nullptr for other rules, and over the whole record.
const NodeId* looked_at_by(const requirement::Rule& rule);

/// Section 8: at least two nodes, none below another, and no pair of leaves in two rules.
Result<void> check_sharing(const ProgrammeTree& tree);
/// Section 15: which rules prerequisites may consist of.
Result<void> check_prerequisite(const requirement::Node& node, const std::string& prefix);

}  // namespace cairn::audit

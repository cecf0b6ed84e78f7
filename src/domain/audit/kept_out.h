// Which usable awards would fit a leaf, were it not for an exception or for another award.
#pragma once

#include <span>
#include <vector>

#include "domain/audit/audit.h"
#include "domain/audit/model.h"

namespace cairn::audit {

/// Reasons blocked, forced, repeated, absorbed and in_parts for the question's candidates at some
/// leaves (of the tree, ascending); by code, award and rule. An award may have several at one leaf:
/// each of them keeps it out.
std::vector<Reason> reasons_kept_out(const Question& question, std::span<const int> leaves);

}  // namespace cairn::audit

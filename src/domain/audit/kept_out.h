// Which usable awards would fit a leaf, were it not for an exception, for another award or for what
// they state themselves.
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

/// Reasons falls_short for the question's candidates at some leaves (of the tree, ascending), in
/// the order of the candidates: of leaves that ask for certain achievements.
std::vector<Reason> reasons_falling_short(const Question& question, std::span<const int> leaves);

}  // namespace cairn::audit

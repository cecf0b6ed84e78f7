// The operators of the language that a case uses, and the case without one of them: what shows
// whether generated cases are worth something.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "oracle/cases.h"

namespace cairn::oracle {

/// Names such as "holds", "limit per", "filter grade" or "waive", of what stands in the trees of
/// the catalogue and among the exceptions.
std::set<std::string> operators_of(const Case& input);

/// Every name that operators_of() can give but "all", which every case has: those of
/// docs/reference/requirements.md, by section.
const std::vector<std::string>& operators_of_the_language();

/// Leaves and conditions of that name are satisfied, branches take their first child, and rules,
/// filter tests and exceptions of that name are gone.
Case without(const Case& input, const std::string& name);

}  // namespace cairn::oracle

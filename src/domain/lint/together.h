// Facts and conditions that must hold together, and exclude, settle or imply each other; and
// alternatives that are none.
#pragma once

#include <vector>

#include "domain/learning/catalogue.h"
#include "domain/lint/fault.h"
#include "domain/requirement/requirement.h"

namespace cairn::lint {

/// `contradiction`, `settled`, `repeated`, and `adds_nothing` where another leaf implies one.
/// Quadratic in the facts and conditions that must hold together.
std::vector<Fault> find_together(const requirement::Node& root,
                                 const learning::Catalogue& catalogue);

}  // namespace cairn::lint

// What one leaf that applies nothing says of another one.
#pragma once

#include "domain/learning/catalogue.h"
#include "domain/requirement/requirement.h"

namespace cairn::lint {

/// Whether no value of the fact satisfies both; they are of one name.
bool excludes(const requirement::Fact& one, const requirement::Fact& other);

/// Whether every value of the fact that satisfies `one` satisfies `other`; they are of one name.
bool implies(const requirement::Fact& one, const requirement::Fact& other);

/// Whether `other` is satisfied wherever `one` is, whatever is applied: facts of one name, and
/// conditions on the same awards below the same node. False where that is not certain.
bool implies(const requirement::Rule& one, const requirement::Rule& other,
             const learning::Catalogue& catalogue);

/// Whether two leaves are written alike but for their ids and titles; false for groups.
bool asks_the_same(const requirement::Rule& one, const requirement::Rule& other);

}  // namespace cairn::lint

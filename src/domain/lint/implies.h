// What one leaf that applies nothing says of another one, and nodes that say the same.
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

/// Whether two nodes of one tree are written alike but for their ids and titles, and all below
/// them, in any order. False where one of them has sharing rules, or looks at the whole record.
bool is_alike(const requirement::Node& one, const requirement::Node& other);

}  // namespace cairn::lint

// What named achievements are worth, and parts of a tree that cannot do without the same ones.
#pragma once

#include <vector>

#include "base/result.h"
#include "domain/lint/shelf.h"
#include "domain/requirement/requirement.h"

namespace cairn::lint {

/// What one award of the achievement is worth, as the catalogue states it.
Rational worth_of(const learning::Achievement& achievement, const requirement::Quantity& unit);

/// Whether a sum names its achievements one by one and asks nothing else, and they are worth less
/// than its minimum, each taken once. An error when they are worth too much to be added.
Result<bool> is_too_little(const requirement::Sum& sum, const Shelf& shelf);

/// Two parts that must both be satisfied, and need the same achievements, each taken once.
struct Overlap {
  const requirement::Node* later;
  const requirement::Node* earlier;
  std::vector<AchievementId> achievements;
};

/// Between the children of each `all` of the tree. Quadratic in the parts that must be satisfied
/// together. Errors as above.
Result<std::vector<Overlap>> find_overlaps(const requirement::Node& root, const Shelf& shelf);

}  // namespace cairn::lint

// Which of two rules of one name asks for more (docs/reference/policies.md, section 3).
#pragma once

#include <optional>

#include "domain/learning/catalogue.h"
#include "domain/requirement/policy.h"

namespace cairn::policy {

/// What a measure is for an achievement; nothing where it is a share of credit that the achievement
/// does not have.
std::optional<requirement::Quantity> resolved(const requirement::Measure& measure,
                                              const learning::Achievement& achievement);

/// Whether `lower` can take the place of `upper` for the achievement and loosen nothing; what
/// cannot be compared is not tighter.
bool is_tighter(const requirement::PolicyEffect& lower, const requirement::PolicyEffect& upper,
                const learning::Achievement& achievement, const learning::Catalogue& catalogue);

}  // namespace cairn::policy

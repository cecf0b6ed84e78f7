// What an Open Badge says of an award besides that it was earned: how well, for how much credit,
// and what its issuer noted (docs/reference/credit-and-grades.md, "Grades and credit of badges").
#pragma once

#include <optional>
#include <vector>

#include "domain/credit/amount.h"
#include "domain/grade/grade.h"
#include "domain/learning/catalogue.h"
#include "domain/requirement/attribute.h"
#include "formats/openbadges/credential.h"

namespace cairn::documents {

/// The grade of its only graded result, as it was given; nothing where there is none or are
/// several. Its scale is one of the catalogue's, or the id of the result description.
std::optional<grade::Grade> grade_of(const openbadges::AchievementCredential& badge,
                                     const learning::Catalogue& catalogue);

/// Its keywords (`tag`), as attributes without a value; each once, sorted.
std::vector<requirement::Attribute> attributes_of(const openbadges::AchievementCredential& badge);

/// The credit of an award of `achievement` by this badge: never more than the achievement has.
std::vector<credit::Amount> credit_of(const openbadges::AchievementCredential& badge,
                                      const learning::Achievement& achievement,
                                      const learning::Catalogue& catalogue);

}  // namespace cairn::documents

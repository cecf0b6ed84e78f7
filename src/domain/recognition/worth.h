// What one achievement is worth where: the equivalences that agreements publish.
#pragma once

#include <span>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "domain/credit/amount.h"
#include "domain/ids/ids.h"
#include "domain/learning/catalogue.h"
#include "domain/recognition/agreement.h"

namespace cairn::recognition {

/// What a term grants for one of its groups, or that an achievement is denied.
struct Equivalence {
  const Agreement* agreement = nullptr;
  const Term* term = nullptr;      ///< nullptr: denied
  const Denial* denial = nullptr;  ///< nullptr: granted
  Group from;
  /// As the catalogue states the group's credit; empty where that does not tell it.
  std::vector<credit::Amount> credit;
};

/// Of the agreements in force on the day, for one achievement or, where it is empty, for all; by
/// receiver, agreement, term and group. Points into `agreements`. Exhausted when an amount does not
/// fit.
Result<std::vector<Equivalence>> equivalences(const AchievementId& achievement,
                                              std::span<const Agreement> agreements,
                                              const learning::Catalogue& catalogue, Date day);

}  // namespace cairn::recognition

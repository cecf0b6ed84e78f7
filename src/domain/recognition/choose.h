// The best recognition of a whole record, proven (docs/reference/recognition.md, section 6).
#pragma once

#include <cstdint>
#include <vector>

#include "base/rational.h"
#include "base/result.h"
#include "domain/ids/ids.h"
#include "domain/learning/award.h"
#include "domain/learning/catalogue.h"
#include "domain/recognition/propose.h"

namespace cairn::recognition {

struct Choice {
  std::vector<DecisionId> decisions;  ///< sorted
  Rational total;       ///< credit in the receiver's system; across receivers hours of learning
  Rational bound;       ///< proven: no choice has more
  bool proven = false;  ///< that it is best by all four preferences; else undecided
  std::uint64_t nodes = 0;
};

inline constexpr std::uint64_t kChoiceNodes = 1'000'000;

/// Invalid when the catalogue does not know the receiver's credit system; exhausted when amounts
/// have no common denominator that fits.
Result<Choice> choose_at(const OrganizationId& receiver, const learning::Record& record,
                         const Proposals& proposals, const learning::Catalogue& catalogue,
                         std::uint64_t nodes_max = kChoiceNodes);

/// Each root once over all receivers. Invalid when the catalogue does not know the hours of a
/// credit system.
Result<Choice> choose_across(const learning::Record& record, const Proposals& proposals,
                             const learning::Catalogue& catalogue,
                             std::uint64_t nodes_max = kChoiceNodes);

/// The receivers at which something is proposed, sorted.
std::vector<OrganizationId> receivers_of(const Proposals& proposals);

}  // namespace cairn::recognition

// Articulation agreements and the decisions made under them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/text.h"
#include "base/time.h"
#include "domain/credit/amount.h"
#include "domain/credit/conversion.h"
#include "domain/ids/ids.h"
#include "domain/learning/award.h"

namespace cairn::recognition {

/// What the receiver grants: a specific achievement, or unspecified (elective) credit when
/// `achievement` is empty; the credit is stated exactly or follows from `rate`.
struct Grant {
  AchievementId achievement;
  /// Exactly one of `credit` and `rate` is set.
  std::optional<credit::Amount> credit;
  std::optional<credit::Rate> rate;
};

/// One line of an agreement: every sender achievement named is needed, together they earn `grant`.
struct Term {
  std::string id;  ///< unique within the agreement
  std::vector<AchievementId> from;
  Grant grant;
  std::optional<int> awarded_within_days;  ///< recency: at most this old on the day of decision
};

struct Agreement {
  AgreementId id;
  int version = 1;
  LocalizedText title;
  OrganizationId sender;
  OrganizationId receiver;
  Date valid_from;
  std::optional<Date> valid_until;  ///< last day, inclusive
  bool automatic =
      false;  ///< the receiver lets decisions be made without a person where nothing competes
  std::vector<std::string>
      signed_by;  ///< names of the offices that signed, sender's and receiver's
  std::vector<Term> terms;
};

/// "This award counts as that": the view it makes is an award of status `recognised` whose roots
/// are the roots of `from`.
struct Decision {
  DecisionId id;
  AgreementId agreement;
  int agreement_version = 1;
  std::string term;
  std::vector<AwardId> from;
  std::vector<credit::Amount> original;  ///< credit of `from` before conversion, kept (law 3)
  /// What a rate gave before it was rounded; absent where nothing rounds.
  std::optional<credit::Amount> exact;
  learning::Award view;
  Date decided;
  bool automatic = false;
};

}  // namespace cairn::recognition

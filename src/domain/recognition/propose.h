// Recognition: what the agreements grant for a record, exactly, and what a machine may decide.
// What it means is written in docs/reference/recognition.md.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "domain/credit/amount.h"
#include "domain/ids/ids.h"
#include "domain/learning/award.h"
#include "domain/learning/catalogue.h"
#include "domain/recognition/agreement.h"

namespace cairn::recognition {

enum class RefusalReason {
  no_agreement,             ///< no agreement names the award's achievement
  agreement_not_yet_valid,  ///< `date` is its first day
  agreement_ended,          ///< `date` was its last day
  not_held,                 ///< no award of `achievement` in the record
  not_earned,               ///< the award is in progress, planned, revoked or itself recognised
  other_issuer,             ///< the award was not made by the agreement's sender
  awarded_later,            ///< `date`, the award's day, is after the day asked for
  expired,                  ///< `date` was the award's last day
  too_old,                  ///< `date` was the last day on which the term accepted the award
  credit_missing,           ///< the award has no credit in `system`, which the rate converts from
};

/// Why a term (or, for no_agreement, every term) grants nothing. Fields that do not apply are
/// empty.
struct Refusal {
  RefusalReason reason = RefusalReason::no_agreement;
  AgreementId agreement;
  std::string term;
  AchievementId achievement;  ///< the one that stands in the way
  /// What superseded `achievement`, when it was: agreements name what was signed, so an award of
  /// one never stands for the other.
  std::optional<AchievementId> superseded_by;
  AwardId award;
  std::optional<Date> date;
  credit::SystemId system;
};

/// A decision that could be made on the day asked for. Its id and its view's id follow from
/// agreement, version, term and roots, so that the same proposal has the same id everywhere; who
/// stores it may give it ids of its own (view.source names the decision).
struct Proposal {
  Decision decision;  ///< decision.automatic: a machine may make it
  /// Ids of other proposals, and of recognised awards in the record, that stand on one of the same
  /// roots at the same receiver: a person chooses. Sorted.
  std::vector<std::string> competing;
};

struct Proposals {
  std::vector<Proposal> proposals;  ///< by decision id
  std::vector<Refusal> refusals;    ///< by agreement, term, achievement
};

/// Every term whose `from` are all held on the day `at`, with the exact grant; and for every term
/// of which at least one is in the record, and every earned award that no term names, why not.
/// Proposals whose view the record already holds are left out. Exhausted when an amount does not
/// fit; invalid when a grant names an achievement that `catalogue` does not know. Pure; the order
/// of awards and agreements changes nothing. O(terms x awards).
Result<Proposals> propose(const learning::Record& record, std::span<const Agreement> agreements,
                          const learning::Catalogue& catalogue, Date at);

/// The decisions a machine may make now: nothing competes, and the receiver allows it.
std::vector<Decision> decide(const Proposals& proposals);

/// Two terms that grant the same thing for the same awards at one time, but not the same credit.
struct Contradiction {
  AgreementId first_agreement, second_agreement;
  std::string first_term, second_term;
  Date from;  ///< first day on which both hold
};

/// The first contradiction by ids, if any: same sender, receiver, set of achievements and granted
/// achievement (or both unspecified), overlapping validity, but different credit. Terms that grant
/// different achievements are alternatives, which compete. n log n in the terms.
std::optional<Contradiction> find_contradiction(std::span<const Agreement> agreements);

}  // namespace cairn::recognition

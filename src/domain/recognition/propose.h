// Recognition: what agreements and precedents grant for a record, exactly, and what a machine may
// decide (docs/reference/recognition.md, sections 1 to 5).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "domain/credit/amount.h"
#include "domain/ids/ids.h"
#include "domain/learning/award.h"
#include "domain/recognition/agreement.h"
#include "domain/recognition/decision.h"
#include "domain/recognition/network.h"
#include "domain/recognition/precedent.h"
#include "domain/requirement/filter.h"

namespace cairn::recognition {

enum class RefusalReason {
  no_agreement,             ///< no agreement names the award's achievement
  agreement_not_yet_valid,  ///< `date` is its first day
  agreement_ended,          ///< `date` was its last day
  between_versions,         ///< no version holds; `date` is the first day of the next one
  other_version,            ///< version `by` decides the award, and names it nowhere
  not_signed,               ///< nobody signed for `organization` on or before the day
  not_held,                 ///< no award of `achievement` in the record
  not_earned,               ///< the award is in progress, planned, revoked or itself recognised
  other_issuer,             ///< the award was not made by the agreement's sender
  awarded_later,            ///< `date`, the award's day, is after the day asked for
  expired,                  ///< `date` was the award's last day
  denied,                   ///< the agreement `by` denies the achievement
  too_old,                  ///< `date` was the last day on which the term accepted the award
  condition_failed,         ///< the award fails `condition`
  credit_missing,           ///< the award has no credit in `system`, which the rate converts from
  outranked,                ///< the proposal `by` competes, and has precedence
  precedent_refuses,        ///< the precedent `by` refused the same facts at `organization`
};

/// Why a term (or, for no_agreement, every term) grants nothing. Fields that do not apply are
/// empty.
struct Refusal {
  RefusalReason reason = RefusalReason::no_agreement;
  AgreementId agreement;
  int version = 1;  ///< of the agreement
  std::string term;
  AchievementId achievement;  ///< the one that stands in the way
  /// What superseded `achievement`, when it was: agreements name what was signed, so an award of
  /// one never stands for the other.
  std::optional<AchievementId> superseded_by;
  AwardId award;
  std::optional<Date> date;
  credit::SystemId system;
  OrganizationId organization;
  std::string by;  ///< the id of an agreement, a proposal or a precedent; a version's number
  /// Of the proposal `by`: its agreement; empty where a precedent proposes it.
  AgreementId by_agreement;
  int by_version = 1;
  /// The first test of the term's condition that fails, alone in a filter.
  requirement::Filter condition = {};
};

/// A decision that could be made on the day asked for. Its id and its view's id follow from
/// agreement, version, term and roots, so that the same proposal has the same id everywhere; who
/// stores it may give it ids of its own (view.source names the decision).
struct Proposal {
  Decision decision;  ///< decision.automatic: a machine may make it
  int precedence = 0;
  /// Ids of other proposals, and of awards in the record, that compete: a person chooses. Sorted.
  std::vector<std::string> competing;
};

/// What some receiver answered on the facts of an award.
struct Answer {
  AwardId award;
  PrecedentId precedent;

  auto operator<=>(const Answer&) const = default;
};

struct Proposals {
  std::vector<Proposal> proposals;  ///< by decision id
  std::vector<Refusal> refusals;    ///< by agreement, term, achievement
  std::vector<Answer> answers;      ///< of precedents, by award
};

/// Every group of a term that is all held on the day `at`, with the exact grant; and for every term
/// of which at least one is in the record and that grants nothing, and every earned award that no
/// term names, why not. Proposals whose view the record already holds are left out. Exhausted when
/// an amount does not fit; invalid when a grant names an achievement that the catalogue does not
/// know, or a condition something that it does not. Pure; the order of awards, agreements and
/// precedents changes nothing. Time goes with the terms that name what is held or granted, not
/// with all of the network.
Result<Proposals> propose(const learning::Record& record, const Network& network, Date at);

/// The decisions a machine may make now: nothing competes, and the receiver allows it.
std::vector<Decision> decide(const Proposals& proposals);

}  // namespace cairn::recognition

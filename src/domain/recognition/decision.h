// Recognition decisions: "this award counts as that", with what they rest on.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/result.h"
#include "base/time.h"
#include "domain/credit/amount.h"
#include "domain/grade/conversion.h"
#include "domain/ids/ids.h"
#include "domain/learning/award.h"
#include "domain/recognition/agreement.h"
#include "domain/requirement/exception.h"

namespace cairn::recognition {

using PrecedentId = Id<struct PrecedentTag>;

/// One organization's conversion on the way of a chain.
struct Step {
  AgreementId agreement;
  int version = 1;
  std::string term;
  OrganizationId receiver;
  AchievementId achievement;            ///< as what; empty: unspecified credit
  std::vector<credit::Amount> from;     ///< what went in
  std::vector<credit::Amount> exact;    ///< what comes out, for the step after it
  std::vector<credit::Amount> counted;  ///< what this organization itself counts it as
};

/// The view it makes is an award of status `recognised` whose roots are the roots of `from`. Where
/// the grant makes no award, `view` only says where, when and on which roots it was granted.
struct Decision {
  DecisionId id;
  AgreementId agreement;  ///< empty where a precedent is what it rests on
  int agreement_version = 1;
  std::string term;
  PrecedentId precedent;
  GrantKind kind = GrantKind::credit;
  std::vector<AwardId> from;
  std::vector<credit::Amount> original;  ///< credit of `from` before conversion, kept (law 3)
  /// What a rate gave before it was rounded; absent where nothing rounds.
  std::optional<credit::Amount> exact;
  learning::Award view;
  /// As the original was graded, where the view has the grade that this was converted to.
  std::optional<grade::Grade> original_grade = {};
  std::optional<grade::RefusalReason> grade_refused = {};  ///< why it was not, if it was asked for
  std::optional<requirement::Exception> exception = {};    ///< requirement and waiver
  std::optional<learning::FactStatement> standing = {};    ///< advanced standing
  /// What the originals went through before this decision, first things first; usually empty.
  std::vector<Step> chain = {};
  Date decided;
  bool automatic = false;
};

/// The exception that a decision with a requirement or a waiver grants on the node, once it has its
/// view and its id: a waiver, or what is granted let in as a substitute.
requirement::Exception exception_of(const Decision& decision, const NodeId& node,
                                    std::string reason);

/// Adds what the decisions granted besides awards, as audits on the day go by it: exceptions, which
/// say themselves on which days they hold, and the facts that hold on the day. Of a fact that the
/// record states already, its own value stays.
void add_outcomes(std::vector<Decision> decisions, Date day, learning::Record& record);

/// What a chain took: the sum of the originals in the system in which it ends, less what they count
/// as in the end; nothing where some original has no credit in that system. Exhausted when a sum
/// does not fit.
Result<std::optional<credit::Amount>> loss_of(const Decision& decision);

}  // namespace cairn::recognition

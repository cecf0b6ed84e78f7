// Articulation agreements: what a receiver grants for what, on which conditions, from when to when,
// signed by whom (docs/reference/recognition.md, sections 1 and 2).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/text.h"
#include "base/time.h"
#include "domain/credit/amount.h"
#include "domain/credit/conversion.h"
#include "domain/grade/conversion.h"
#include "domain/ids/ids.h"
#include "domain/learning/award.h"
#include "domain/requirement/filter.h"

namespace cairn::recognition {

enum class GrantKind {
  credit,             ///< for `achievement`, or unspecified where that is empty
  block,              ///< an award of `achievement`, which has a requirement, for all below it
  requirement,        ///< the node is met by these awards
  waiver,             ///< the node is waived
  advanced_standing,  ///< the fact `standing` holds
};

/// By which distribution tables the grade of the only award counts at the receiver.
struct GradeRule {
  grade::TableId from;
  grade::TableId to;
  grade::Policy policy = grade::Policy::average;

  bool operator==(const GradeRule&) const = default;
};

/// What the receiver grants.
struct Grant {
  GrantKind kind = GrantKind::credit;
  AchievementId achievement;         ///< block; credit, where it is not unspecified
  NodeId node;                       ///< requirement and waiver: a path, as audits print it
  learning::FactStatement standing;  ///< advanced_standing
  /// The credit is stated exactly or follows from `rate`: exactly one of the two for credit and
  /// block, at most one for requirement, none else.
  std::optional<credit::Amount> credit = {};
  std::optional<credit::Rate> rate = {};
  std::optional<GradeRule> grade = {};  ///< with what makes an award
};

/// Whether it makes an award, which uses up the roots that it stands on; the others use up nothing.
bool makes_award(GrantKind kind);
/// Whether it is credit and nothing else.
bool is_credit(GrantKind kind);
/// Equal but for the credit.
bool same_but_credit(const Grant& a, const Grant& b);

/// Achievements of the sender that are all needed together; sorted.
using Group = std::vector<AchievementId>;

/// One line of an agreement: any of the groups earns `grant`, once.
struct Term {
  std::string id;  ///< unique within the agreement
  std::vector<Group> from;
  Grant grant;
  std::optional<int> awarded_within_days =
      {};                          ///< recency: at most this old on the day of decision
  requirement::Filter where = {};  ///< every award must pass it
};

/// Of the sender's awards of this, the receiver counts none.
struct Denial {
  AchievementId achievement;
  LocalizedText reason;
};

enum class Side { sender, receiver };

/// Both or neither of `side` and `on` are known: of agreements that only name who signed, neither.
struct Signature {
  std::string name;  ///< the office that signed
  std::optional<Side> side = {};
  std::optional<Date> on = {};
};

/// One version of an agreement; see series.h for how versions go together.
struct Agreement {
  AgreementId id;
  int version = 1;
  LocalizedText title;
  OrganizationId sender;
  OrganizationId receiver;
  Date valid_from;
  std::optional<Date> valid_until;  ///< last day, inclusive
  /// Since when awards are this version's to decide, in place of `valid_from`.
  std::optional<Date> awards_from = {};
  /// The receiver lets decisions be made without a person where nothing competes.
  bool automatic = false;
  int precedence = 0;               ///< the higher sets aside what competes with it
  bool accepts_recognised = false;  ///< chains: also what the sender itself would recognise
  bool requires_signatures = false;
  std::vector<Signature> signatures;
  std::vector<Term> terms;
  std::vector<Denial> denials;
};

/// By the days that it states alone; versions after it are not looked at.
bool is_valid(const Agreement& agreement, Date day);
/// The first day whose awards are the version's to decide.
Date decides_from(const Agreement& agreement);
/// The side for which nobody signed on or before the day, if the agreement asks for signatures.
std::optional<Side> unsigned_side(const Agreement& agreement, Date day);
const OrganizationId& party(const Agreement& agreement, Side side);

/// The achievements that its groups name, sorted, each once.
std::vector<AchievementId> named_by(const Term& term);

}  // namespace cairn::recognition

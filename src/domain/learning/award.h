// Awards and the record: what one learner has earned, is earning, or is credited with.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "domain/credit/amount.h"
#include "domain/grade/grade.h"
#include "domain/ids/ids.h"
#include "domain/kinds/kinds.h"
#include "domain/requirement/attribute.h"
#include "domain/requirement/exception.h"

namespace cairn::learning {

enum class AwardStatus {
  earned,
  in_progress,
  planned,
  recognised,  ///< by a decision: a view of other awards, or its own root by a case
  revoked,
};

/// One learner's achievement. An award recognised by an agreement, and one earned by stacking, is a
/// *view*: its `roots` are the original awards behind it. One granted by a case of prior learning
/// has no award behind it and is its own root. Allocation capacity belongs to roots (law 3), so an
/// award and its views never count twice.
struct Award {
  AwardId id;
  AchievementId achievement;
  int version = 1;
  OrganizationId organization;  ///< who made it; for a recognised award, the receiver
  AwardStatus status = AwardStatus::earned;
  /// Of an award that is not a recognised one: those come from recognition, see origin_of().
  AwardOrigin origin = AwardOrigin::study;
  std::vector<credit::Amount> credit;  ///< at most one per system
  std::optional<grade::Grade> grade;   ///< as its organization gave it, on its own scale
  Date awarded;
  std::optional<Date> expires;  ///< last day on which it counts
  /// Ids of the original awards, sorted; empty means the award is its own root.
  std::vector<AwardId> roots;
  /// The decision that made a recognised award, or the credential that carries an earned one.
  std::string source;
  /// How this learner was assessed; empty: as the achievement says.
  std::string assessment = {};
  /// In which term of its organization it was earned, as that writes it; empty: not stated.
  std::string term = {};
  /// Beside those of its achievement.
  std::vector<requirement::Attribute> attributes = {};
};

inline AwardOrigin origin_of(const Award& award) {
  return award.status == AwardStatus::recognised ? AwardOrigin::recognition : award.origin;
}

/// Something an organization knows of a learner besides awards: a declared programme, a passed
/// audition, hours of practice. Names are the organization's own.
struct FactStatement {
  std::string name;
  std::string value;
};

/// When the learner entered the way to an achievement; what catalogue right rests on
/// (docs/reference/versions.md, section 2).
struct Entry {
  AchievementId achievement;
  Date on;
  std::optional<int> version;  ///< of its requirement, where the learner chose one
};

/// All awards of one learner, and what else audits look at; award ids, exception ids, names of
/// facts and achievements of entries are unique each. Order carries no meaning (law 2).
struct Record {
  std::vector<Award> awards;
  std::vector<FactStatement> facts = {};
  std::vector<requirement::Exception> exceptions = {};
  std::vector<Entry> entries = {};
};

}  // namespace cairn::learning

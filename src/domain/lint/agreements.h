// What is allowed in an agreement but hardly meant (docs/reference/lint.md, "Agreements").
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "domain/ids/ids.h"
#include "domain/learning/catalogue.h"
#include "domain/recognition/agreement.h"

namespace cairn::lint {

enum class AgreementCode {
  replaced,        ///< names what was superseded or withdrawn
  other_provider,  ///< names an achievement that is not the sender's
  other_receiver,  ///< grants an achievement that is not the receiver's
  denied,          ///< each group needs what the agreement `by` denies as long as it holds
  unmet,           ///< no achievement of some group passes the condition, in each group
  shadowed,        ///< whenever it grants, the agreement `by` grants too, and has precedence
  circle,          ///< its chain leads back to what it begins with
  no_parts,        ///< a block that has no requirement, so nothing is below it
  unknown_node,    ///< no requirement has the node that is met or waived
  overlap,         ///< it says to hold on days on which the version `by` of it does
  gap,             ///< it has ended for days before its version `by` begins
};

struct AgreementFinding {
  AgreementCode code = AgreementCode::replaced;
  AgreementId agreement;
  int version = 1;
  std::string term;                  ///< empty where it is about the whole version
  std::vector<AchievementId> about;  ///< the achievements at fault, sorted; may be none
  std::string by;                    ///< an agreement, a node or a version; may be empty
};

/// The versions that are not over on the day, by their own end or because a later one holds: of
/// each agreement together, by id and version. Into `agreements`.
std::vector<const recognition::Agreement*> not_over(
    std::span<const recognition::Agreement> agreements, Date day);

/// Of those versions, by agreement, version, term and code. Errors are those of
/// eligibility::Matcher. Pairs of terms between the same two organizations.
Result<std::vector<AgreementFinding>> lint_agreements(
    const learning::Catalogue& catalogue, std::span<const recognition::Agreement> agreements,
    Date day);

}  // namespace cairn::lint

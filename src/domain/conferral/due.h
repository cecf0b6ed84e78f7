// Which achievements are due to a learner because their requirements are complete, and whether the
// system may award them or an officer must decide (docs/reference/conferral.md).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "domain/audit/audit.h"
#include "domain/audit/programme.h"
#include "domain/ids/ids.h"
#include "domain/learning/achievement.h"
#include "domain/learning/authority.h"
#include "domain/learning/award.h"
#include "domain/learning/catalogue.h"

namespace cairn::conferral {

enum class Outcome {
  granted,   ///< the system makes the award
  proposed,  ///< an officer decides
  refused,   ///< it is not due
};

enum class Reason {
  authorized,      ///< granted: `authority` holds
  revoked_before,  ///< proposed: an award of it was revoked
  by_exception,    ///< proposed: an exception holds on its requirement
  competes,        ///< proposed: it uses up what `against` needs, which is due, too
  no_authority,    ///< proposed: none names it
  authority_idle,  ///< proposed: `authority` names it, but does not hold on the day
  held,            ///< refused: the record has an award of it that counts
  in_progress,     ///< refused: complete only if what is in progress passes
  incomplete,      ///< refused: `distance` says how far
  undecided,       ///< refused: the budget of search nodes ended
};

struct Conferral {
  AchievementId achievement;
  Outcome outcome = Outcome::refused;
  Reason reason = Reason::incomplete;
  std::string authority;                 ///< its id, where the reason is about one
  std::optional<learning::Award> award;  ///< what is made, or would be; not where refused
  learning::Consumption consumption = learning::Consumption::retained;
  std::vector<AwardId> consumes;        ///< of the record, sorted; none where they are retained
  std::vector<AchievementId> against;   ///< due, but no longer so once this is made; sorted
  audit::Distance distance;             ///< zero where it is complete
  bool is_begun = false;                ///< as in docs/reference/standing.md, section 2
  std::vector<audit::Missing> missing;  ///< where it is incomplete: nodes of `programme`
  /// What was audited. Immutable, shared with the copies.
  std::shared_ptr<const audit::Programme> programme;
};

struct Asked {
  Date at;
  std::uint64_t nodes_max = audit::Options{}.nodes_max;
};

/// One for each published achievement with a requirement, by achievement. The catalogue
/// and the record are those that apply on the day (version::applicable). Errors are those of
/// audit::Programme::compile and audit::evaluate.
Result<std::vector<Conferral>> due(const learning::Catalogue& catalogue,
                                   const learning::Record& record,
                                   std::span<const learning::Authority> authorities,
                                   const Asked& asked);

}  // namespace cairn::conferral

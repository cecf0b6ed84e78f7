// What an audit of one learner on one day goes by: the versions that apply, what answers for what
// is no longer taught, and the policies above (docs/reference/versions.md and policies.md).
#pragma once

#include <optional>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "domain/ids/ids.h"
#include "domain/learning/award.h"
#include "domain/learning/catalogue.h"
#include "domain/policy/policy.h"
#include "domain/version/choice.h"

namespace cairn::version {

struct Asked {
  Date at;
  /// Whose day of entry counts for achievements that the record states no entry to; may be empty.
  AchievementId goal = {};
};

struct AppliedVersion {
  AchievementId achievement;
  int number = 1;
  std::string digest;
  Why why = Why::today;
  int instead_of = 0;
};

struct AppliedRule {
  AchievementId achievement;
  NodeId name;
  std::vector<NodeId> instead_of;
};

struct MovedException {
  requirement::ExceptionId id;
  NodeId from;
  NodeId to;
};

struct Applicable {
  Date at;  ///< the day asked for
  /// The requirements are those that apply; nothing else differs.
  learning::Catalogue catalogue;
  std::vector<AchievementId> changed;    ///< whose trees may not be those that were given
  learning::Record record;               ///< its exceptions where they hold now
  std::vector<AppliedVersion> versions;  ///< in the order of the achievements
  std::vector<AppliedRule> rules;        ///< by achievement, then as policy::in_force() orders
  std::vector<MovedException> moved;     ///< by the record's order
};

/// The entry that the version of an achievement goes by: the record's own to it, else the day of
/// that to the goal.
std::optional<Entered> entry_to(const AchievementId& achievement, const learning::Record& record,
                                const AchievementId& goal);

/// Puts the exceptions of the record where they hold in the requirements of `applied`, which are
/// those that its audit goes by on the day; those that moved, in the record's order. Invalid when
/// an exception in force loosens a policy that does not allow it.
Result<std::vector<MovedException>> place_exceptions(learning::Record& record,
                                                     const learning::Catalogue& applied, Date day);

/// Invalid when a chosen version is outside of the right, or an exception loosens a policy that
/// does not allow it; otherwise for a catalogue that was checked only what policy::merged()
/// refuses.
Result<Applicable> applicable(learning::Catalogue catalogue, learning::Record record,
                              const Asked& asked);

}  // namespace cairn::version

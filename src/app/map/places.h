// What exceptions make of the places at which a goal asks for an achievement. Private to app/map.
#pragma once

#include <map>
#include <vector>

#include "domain/audit/audit.h"
#include "domain/audit/programme.h"
#include "domain/ids/ids.h"

namespace cairn::map {

/// One goal with its audit.
struct Audited {
  audit::Programme programme;
  audit::Audit audit;
};

/// Satisfied by made awards or by an exception.
bool is_met(audit::NodeStatus status);

/// All places of one achievement, which may stand in a tree several times.
struct Place {
  bool excepted = true;           ///< each is waived, below what is, or accepts another award
  std::vector<AwardId> accepted;  ///< sorted, each once
};

class Places {
 public:
  explicit Places(const Audited& goal);

  /// nullptr where the goal asks for the achievement nowhere, or somewhere without exception.
  const Place* excepted(const AchievementId& achievement) const;

 private:
  std::map<AchievementId, Place> places_;
};

}  // namespace cairn::map

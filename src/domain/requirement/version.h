// Versions of a requirement, and what answers for what is no longer taught. Their meaning is
// defined in docs/reference/versions.md; this header is only their shape.
#pragma once

#include <map>
#include <optional>
#include <string>

#include "base/time.h"
#include "domain/ids/ids.h"
#include "domain/requirement/requirement.h"

namespace cairn::requirement {

/// Published once and never changed.
struct Version {
  int number = 1;
  Date from;                         ///< the first day of entry to which it applies
  std::optional<Date> teach_out;     ///< the last day on which audits go by it
  std::map<NodeId, NodeId> renamed;  ///< nodes of the version before -> of this one
  std::string digest;                ///< "sha256:…" of its requirement
  Node requirement;
};

/// In requirements of the organization, from a day on, the new achievement stands for the old one.
struct Replacement {
  std::string id;
  OrganizationId organization;
  AchievementId achievement;
  AchievementId answered_by;
  Date from;
};

}  // namespace cairn::requirement

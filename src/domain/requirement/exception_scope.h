// When an exception holds, and for what (docs/reference/requirements.md, section 14).
#pragma once

#include <string>

#include "base/time.h"
#include "domain/ids/ids.h"
#include "domain/requirement/exception.h"

namespace cairn::requirement {

inline bool holds_on(const Exception& exception, Date day) {
  return exception.from <= day && (!exception.until || day <= *exception.until);
}

/// The goal that the path of an exception is for: the longest id that it begins with, up to a slash
/// (ids may hold slashes), of those for which is_known(id) says so; empty when there is none.
template <class IsKnown>
AchievementId goal_of(const NodeId& path, IsKnown is_known) {
  std::string id = path.text();
  while (true) {
    if (AchievementId goal(id); is_known(goal)) return goal;
    const auto slash = id.rfind('/');
    if (slash == std::string::npos) return {};
    id.resize(slash);
  }
}

}  // namespace cairn::requirement

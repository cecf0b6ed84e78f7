// What an answer about the record of whoever asks goes by.
#pragma once

#include "app/catalogue/snapshot.h"
#include "base/result.h"
#include "base/time.h"
#include "domain/ids/ids.h"
#include "domain/version/applicable.h"
#include "server/api/api.h"
#include "server/router/router.h"

namespace cairn::server {

struct Asked {
  catalogue::SharedSnapshot snapshot;
  version::Applicable applied;  ///< the requirements of the day, and the record
  Date at;
};

/// Of the person who is signed in, today. `goal` as in version::Asked.
Result<Asked> asked_of(const Api& api, const Call& call, const AchievementId& goal = {});

/// The parameter `goal`; not_found when there is no such achievement.
Result<AchievementId> goal_of(const Call& call, const catalogue::Snapshot& snapshot);

}  // namespace cairn::server

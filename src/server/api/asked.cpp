#include "server/api/asked.h"

#include <utility>

#include "app/portfolio/portfolio.h"
#include "server/router/problem.h"

namespace cairn::server {

Result<Asked> asked_of(const Api& api, const Call& call, const AchievementId& goal) {
  CAIRN_TRY(auto record, portfolio::record(api.portfolio, call.person->id));
  auto snapshot = api.published.snapshot();
  const Date at = api.clock.now().utc_date();
  CAIRN_TRY(auto applied,
            version::applicable(snapshot->catalogue(), std::move(record), {at, goal}));
  return Asked{std::move(snapshot), std::move(applied), at};
}

Result<AchievementId> goal_of(const Call& call, const catalogue::Snapshot& snapshot) {
  CAIRN_TRY(std::string id, call.required("goal"));
  AchievementId goal(id);
  if (!snapshot.achievement(goal)) return not_found("there is no such achievement", "goal");
  return goal;
}

}  // namespace cairn::server

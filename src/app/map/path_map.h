// The way to a goal as a graph: what it is made of, what leads there, what is done and what is not.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/rational.h"
#include "base/result.h"
#include "base/time.h"
#include "domain/credit/amount.h"
#include "domain/ids/ids.h"
#include "domain/learning/award.h"
#include "domain/learning/catalogue.h"
#include "domain/recognition/agreement.h"

namespace cairn::map {

enum class State {
  done,         ///< held, its requirement is met, or another award is accepted wherever it is asked
  in_progress,  ///< under way, or complete when what is under way is passed
  available,    ///< earned by doing it, and can be started now
  locked,       ///< its prerequisites are not met
  missing,      ///< earned by stacking, and parts are missing
  waived,       ///< not held, and asked nowhere on the way to the goal
};

enum class WhyCode {
  recognised,           ///< done by an agreement, from `achievements`
  needs,                ///< `achievements` must be held before it can be started
  missing_achievement,  ///< one of its parts
  missing_credit,       ///< `need` more credit
  missing_hours,        ///< `amount` more of workload
  missing_awards,       ///< `amount` more
  missing_points,       ///< `amount` more
  missing_fact,         ///< something that the record does not state
  missing_condition,    ///< a condition on what counts elsewhere
};

struct Why {
  WhyCode code = WhyCode::needs;
  std::vector<AchievementId> achievements;
  std::optional<credit::Amount> need;
  Rational amount;
};

struct Node {
  AchievementId achievement;
  State state = State::available;
  std::vector<Why> why;
  std::vector<AwardId> awards;  ///< that make it done or in progress, sorted
};

enum class EdgeType { part_of, prerequisite, recognised_as };

struct Edge {
  AchievementId from;
  AchievementId to;
  EdgeType type = EdgeType::part_of;
  AgreementId agreement;  ///< of recognised_as

  bool operator==(const Edge&) const = default;
  auto operator<=>(const Edge&) const = default;
};

struct PathMap {
  std::vector<Node> nodes;  ///< by achievement id
  std::vector<Edge> edges;  ///< sorted, each once
};

/// What a map is drawn from.
struct Ground {
  const learning::Catalogue& catalogue;
  const std::vector<recognition::Agreement>& agreements;
  const learning::Record& record;  ///< recognised views and exceptions included
};

/// Every achievement that the requirement of `goal` names, at any depth, their prerequisites, and
/// what agreements recognise as one of them on the day `at`: each in the version that decides what
/// the record holds, or what it could hold from then on (docs/reference/recognition.md, section 1).
/// not_found for an unknown goal; errors of audit::Programme::compile.
Result<PathMap> draw(const AchievementId& goal, const Ground& ground, Date at);

}  // namespace cairn::map

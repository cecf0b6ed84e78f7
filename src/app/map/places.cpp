#include "app/map/places.h"

#include <algorithm>

namespace cairn::map {

using audit::NodeStatus;

bool is_met(NodeStatus status) {
  return status == NodeStatus::satisfied || status == NodeStatus::waived;
}

Places::Places(const Audited& goal) {
  const auto nodes = goal.programme.nodes();
  std::vector<bool> waived(nodes.size());
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    const audit::NodeResult& result = goal.audit.nodes[i];
    const int parent = nodes[i].parent;
    waived[i] = result.status == NodeStatus::waived ||
                (parent >= 0 && waived[static_cast<std::size_t>(parent)]);
    if (nodes[i].kind != audit::NodeKind::holds) continue;
    Place& place = places_[nodes[i].achievement];
    const bool accepts = result.status == NodeStatus::satisfied && !result.applied.empty();
    place.excepted = place.excepted && (waived[i] || accepts);
    place.accepted.insert(place.accepted.end(), result.applied.begin(), result.applied.end());
  }
  for (auto& [achievement, place] : places_) {
    std::ranges::sort(place.accepted);
    place.accepted.erase(std::ranges::unique(place.accepted).begin(), place.accepted.end());
  }
}

const Place* Places::excepted(const AchievementId& achievement) const {
  const auto found = places_.find(achievement);
  return found == places_.end() || !found->second.excepted ? nullptr : &found->second;
}

}  // namespace cairn::map

#include "domain/audit/rests_on.h"

#include <algorithm>
#include <set>

namespace cairn::audit {

std::vector<AwardId> rests_on(const Audit& audit, const learning::Record& record) {
  std::set<AwardId> roots;
  for (const NodeResult& node : audit.nodes)
    for (const AwardId& id : node.applied) {
      const auto& award = *std::ranges::find(record.awards, id, &learning::Award::id);
      if (award.roots.empty()) roots.insert(award.id);
      roots.insert(award.roots.begin(), award.roots.end());
    }
  return {roots.begin(), roots.end()};
}

}  // namespace cairn::audit

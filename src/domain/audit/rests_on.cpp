#include "domain/audit/rests_on.h"

#include <algorithm>
#include <set>
#include <utility>

#include "domain/learning/roots.h"

namespace cairn::audit {

std::vector<AwardId> rests_on(const Audit& audit, const learning::Record& record) {
  std::set<AwardId> roots;
  for (const NodeResult& node : audit.nodes)
    for (const AwardId& id : node.applied) {
      const auto& award = *std::ranges::find(record.awards, id, &learning::Award::id);
      for (AwardId& root : learning::roots_of(award)) roots.insert(std::move(root));
    }
  return {roots.begin(), roots.end()};
}

}  // namespace cairn::audit

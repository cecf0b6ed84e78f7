#include "oracle/consumed.h"

#include <algorithm>
#include <set>

namespace cairn::oracle {
namespace {

using learning::Achievement;
using learning::Award;
using learning::Consumption;

// Whether one was earned with the other, by their roots.
bool was_earned_with(const Use& whole, const Use& other) {
  if (&whole == &other) return false;
  const bool is_part =
      other.roots != whole.roots && std::ranges::includes(whole.roots, other.roots);
  const bool is_only_root = other.award->roots.empty() && other.roots == whole.roots;
  return is_part || is_only_root;
}

bool consumes(const Achievement& of, const Use& whole, const Use& other,
              const OrganizationId& asking) {
  const OrganizationId& maker = whole.award->organization;
  if (of.consumption == Consumption::absorbed) return asking == maker;
  return of.consumption == Consumption::reissued && other.award->organization == maker;
}

}  // namespace

void drop_consumed(const learning::Catalogue& catalogue, const Achievement& goal,
                   std::vector<Use>& uses) {
  std::set<const Award*> consumed;
  for (const Use& whole : uses) {
    const Achievement* of = catalogue.find_achievement(whole.award->achievement);
    if (whole.award->status != learning::AwardStatus::earned || of == nullptr) continue;
    if (of->organization != whole.award->organization) continue;
    for (const Use& other : uses)
      if (was_earned_with(whole, other) && consumes(*of, whole, other, goal.organization))
        consumed.insert(other.award);
  }
  std::erase_if(uses, [&](const Use& use) { return consumed.contains(use.award); });
}

}  // namespace cairn::oracle

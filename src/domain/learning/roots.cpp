#include "domain/learning/roots.h"

#include <algorithm>

namespace cairn::learning {

std::vector<AwardId> roots_of(const Award& award) {
  return award.roots.empty() ? std::vector{award.id} : award.roots;
}

bool is_part(const Award& part, const Award& whole) {
  if (part.roots.size() >= whole.roots.size() || whole.roots.size() < 2) return false;
  return std::ranges::all_of(roots_of(part), [&](const AwardId& id) {
    return std::ranges::find(whole.roots, id) != whole.roots.end();
  });
}

bool share_root(const Award& a, const Award& b) {
  const std::vector<AwardId> of_a = roots_of(a);
  const std::vector<AwardId> of_b = roots_of(b);
  return std::ranges::any_of(
      of_a, [&](const AwardId& id) { return std::ranges::find(of_b, id) != of_b.end(); });
}

}  // namespace cairn::learning

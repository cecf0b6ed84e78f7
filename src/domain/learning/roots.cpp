#include "domain/learning/roots.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace cairn::learning {
namespace {

// The originals of awards that stand on others, each found once.
class Originals {
 public:
  explicit Originals(const std::vector<Award>& awards) {
    for (const Award& award : awards)
      if (!award.roots.empty()) pending_.emplace(award.id, &award);
  }

  // Of the award and of what it stands on, deepest first.
  Result<void> find(const Award& start) {
    std::vector<const Award*> path;
    std::set<AwardId> on_path;
    if (pending_.contains(start.id)) path.push_back(&start);
    while (!path.empty()) {
      const Award& award = *path.back();
      on_path.insert(award.id);
      if (const Award* next = first_pending(award)) {
        if (on_path.contains(next->id))
          return invalid("the award \"" + next->id.text() + "\" stands on itself by its roots");
        path.push_back(next);
        continue;
      }
      CAIRN_CHECK(settle(award));
      on_path.erase(award.id);
      path.pop_back();
    }
    return {};
  }

  std::vector<AwardId> take(const AwardId& id) { return std::move(found_.at(id)); }

 private:
  const Award* first_pending(const Award& award) const {
    for (const AwardId& root : award.roots) {
      const auto entry = root == award.id ? pending_.end() : pending_.find(root);
      if (entry != pending_.end()) return entry->second;
    }
    return nullptr;
  }

  Result<void> settle(const Award& award) {
    std::vector<AwardId> originals = of(award);
    count_ += originals.size();
    if (count_ > kRootsMax)
      return exhausted("the awards stand on more than " + std::to_string(kRootsMax) +
                       " roots together");
    found_[award.id] = std::move(originals);
    pending_.erase(award.id);
    return {};
  }

  std::vector<AwardId> of(const Award& award) const {
    std::vector<AwardId> originals;
    for (const AwardId& root : award.roots) {
      const auto deeper = root == award.id ? found_.end() : found_.find(root);
      if (deeper == found_.end())
        originals.push_back(root);
      else
        originals.insert(originals.end(), deeper->second.begin(), deeper->second.end());
    }
    std::ranges::sort(originals);
    originals.erase(std::unique(originals.begin(), originals.end()), originals.end());
    return originals;
  }

  std::map<AwardId, const Award*> pending_;
  std::map<AwardId, std::vector<AwardId>> found_;
  std::size_t count_ = 0;
};

}  // namespace

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

Result<void> stand_on_originals(std::vector<Award>& awards) {
  Originals originals(awards);
  for (const Award& award : awards) CAIRN_CHECK(originals.find(award));
  for (Award& award : awards)
    if (!award.roots.empty()) award.roots = originals.take(award.id);
  return {};
}

}  // namespace cairn::learning

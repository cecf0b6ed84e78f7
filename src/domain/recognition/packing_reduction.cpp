#include "domain/recognition/packing_reduction.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

namespace cairn::recognition {
namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

/// The items worth something that use each resource, ascending.
std::vector<std::vector<int>> users_of_resources(const std::vector<PackingItem>& items) {
  std::vector<std::vector<int>> users;
  for (int i = 0; i < static_cast<int>(items.size()); ++i)
    for (const int resource : items[at(i)].resources) {
      if (items[at(i)].worth <= 0) continue;
      if (at(resource) >= users.size()) users.resize(at(resource) + 1);
      users[at(resource)].push_back(i);
    }
  return users;
}

void drop_unshared(std::vector<PackingItem>& items, const std::vector<std::vector<int>>& users) {
  for (PackingItem& item : items)
    if (item.worth > 0)
      std::erase_if(item.resources, [&](int resource) { return users[at(resource)].size() < 2; });
}

class Dominance {
 public:
  Dominance(std::vector<PackingItem>& items, const std::vector<std::vector<int>>& users)
      : items_(items), users_(users), alone_(users.size()) {
    for (const PackingItem& item : items_)
      if (item.resources.size() == 1) {
        std::int64_t& best = alone_[at(item.resources.front())];
        best = std::max(best, item.worth);
      }
  }

  /// Whether any item was dropped.
  bool drop() {
    bool dropped = false;
    for (int i = 0; i < static_cast<int>(items_.size()); ++i)
      if (items_[at(i)].worth > 0 && is_dominated(i)) {
        items_[at(i)].worth = 0;
        dropped = true;
      }
    return dropped;
  }

 private:
  bool is_dominated(int item) const {
    const PackingItem& own = items_[at(item)];
    if (own.resources.size() > 1) {
      std::int64_t apart = 0;
      for (const int resource : own.resources) apart += alone_[at(resource)];
      if (apart >= own.worth) return true;
    }
    return std::ranges::any_of(own.resources, [&](int resource) {
      return std::ranges::any_of(users_[at(resource)],
                                 [&](int other) { return dominates(other, item); });
    });
  }

  // Of two that are alike the first stays.
  bool dominates(int one, int other) const {
    const PackingItem& a = items_[at(one)];
    const PackingItem& b = items_[at(other)];
    return one != other && (a.worth > b.worth || (a.worth == b.worth && one < other)) &&
           std::ranges::includes(b.resources, a.resources);
  }

  std::vector<PackingItem>& items_;
  const std::vector<std::vector<int>>& users_;
  std::vector<std::int64_t> alone_;  // by resource: the most that what uses just this is worth
};

}  // namespace

void reduce(std::vector<PackingItem>& items) {
  for (PackingItem& item : items) std::ranges::sort(item.resources);
  for (;;) {
    const auto users = users_of_resources(items);
    drop_unshared(items, users);
    if (!Dominance(items, users).drop()) return;
  }
}

}  // namespace cairn::recognition

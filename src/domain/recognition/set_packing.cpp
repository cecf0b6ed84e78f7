#include "domain/recognition/set_packing.h"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <utility>

#include "domain/recognition/packing_reduction.h"

namespace cairn::recognition {
namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

int resource_count(const std::vector<PackingItem>& items) {
  int count = 0;
  for (const PackingItem& item : items)
    for (const int resource : item.resources) count = std::max(count, resource + 1);
  return count;
}

// Items that compete, directly or over others, are of one part; items worth nothing of none.
std::vector<std::vector<int>> parts_of(const std::vector<PackingItem>& items) {
  std::vector<int> leader(at(resource_count(items)));
  std::iota(leader.begin(), leader.end(), 0);
  const auto find = [&](int resource) {
    while (leader[at(resource)] != resource) resource = leader[at(resource)];
    return resource;
  };
  for (const PackingItem& item : items)
    for (const int resource : item.resources) {
      if (item.worth <= 0) continue;
      const int a = find(item.resources.front());
      const int b = find(resource);
      leader[at(std::max(a, b))] = std::min(a, b);
    }
  std::vector<std::vector<int>> parts(leader.size());
  std::vector<std::vector<int>> found;
  for (int i = 0; i < static_cast<int>(items.size()); ++i) {
    const PackingItem& item = items[at(i)];
    if (item.worth <= 0) continue;
    if (item.resources.empty())
      found.push_back({i});
    else
      parts[at(find(item.resources.front()))].push_back(i);
  }
  for (std::vector<int>& part : parts)
    if (!part.empty()) found.push_back(std::move(part));
  return found;
}

class Search {
 public:
  Search(const std::vector<PackingItem>& items, std::uint64_t nodes_max)
      : items_(items),
        nodes_max_(nodes_max),
        used_(at(resource_count(items))),
        price_(used_.size()),
        wanted_(used_.size()) {}

  void run(std::vector<int> part, Packing& packing) {
    // The most worth first: good choices early, and large steps in the bound.
    std::ranges::stable_sort(
        part, [&](int a, int b) { return items_[at(a)].worth > items_[at(b)].worth; });
    best_worth_ = -1;
    open_ = 0;
    taken_.clear();
    visit(part, 0);
    packing.worth += best_worth_;
    packing.bound += std::max(best_worth_, open_);
    packing.taken.insert(packing.taken.end(), best_.begin(), best_.end());
    packing.nodes = nodes_;
  }

 private:
  // `left` are the items that can still be taken, the most worth first.
  void visit(const std::vector<int>& left, std::int64_t worth) {
    if (worth > best_worth_) {
      best_worth_ = worth;
      best_ = taken_;
    }
    if (left.empty()) return;
    const std::int64_t bound = worth + bound_of(left);
    if (bound <= best_worth_) return;
    if (nodes_ >= nodes_max_) {
      open_ = std::max(open_, bound);
      return;
    }
    ++nodes_;
    const int item = left.front();
    const std::vector<int> beside = without_competitors(left, item);
    taken_.push_back(item);
    visit(beside, worth + items_[at(item)].worth);
    taken_.pop_back();
    // Where nothing left competes with it there is no reason to leave it out.
    if (beside.size() + 1 < left.size()) visit({left.begin() + 1, left.end()}, worth);
  }

  std::vector<int> without_competitors(const std::vector<int>& left, int item) {
    for (const int resource : items_[at(item)].resources) used_[at(resource)] = 1;
    std::vector<int> beside;
    for (const int other : left)
      if (other != item && std::ranges::none_of(items_[at(other)].resources, [&](int resource) {
            return used_[at(resource)] != 0;
          }))
        beside.push_back(other);
    for (const int resource : items_[at(item)].resources) used_[at(resource)] = 0;
    return beside;
  }

  std::int64_t surplus(int item) const {
    std::int64_t paid = -items_[at(item)].worth;
    for (const int resource : items_[at(item)].resources) paid += price_[at(resource)];
    return paid;
  }

  // Prices of resources such that each item costs what it is worth or more: no choice is worth more
  // than all prices together (weak duality). First raised, then lowered where all leave room.
  std::int64_t bound_of(const std::vector<int>& left) {
    for (const int item : left)
      for (const int resource : items_[at(item)].resources) {
        price_[at(resource)] = 0;
        wanted_[at(resource)] = 0;
      }
    for (const int item : left)
      for (const int resource : items_[at(item)].resources) ++wanted_[at(resource)];
    for (const int item : left) raise(item);
    std::int64_t sum = 0;
    for (auto item = left.rbegin(); item != left.rend(); ++item)
      for (const int resource : items_[at(*item)].resources) lower(resource, left);
    for (const int item : left)
      for (const int resource : items_[at(item)].resources)
        sum += std::exchange(price_[at(resource)], 0);
    return sum;
  }

  void raise(int item) {
    const std::int64_t missing = -surplus(item);
    if (missing <= 0) return;
    const auto& resources = items_[at(item)].resources;
    const int most = *std::ranges::max_element(resources, {},
                                               [&](int resource) { return wanted_[at(resource)]; });
    price_[at(most)] += missing;
  }

  void lower(int resource, const std::vector<int>& left) {
    if (std::exchange(wanted_[at(resource)], 0) == 0 || price_[at(resource)] == 0) return;
    std::int64_t room = price_[at(resource)];
    for (const int item : left)
      if (std::ranges::find(items_[at(item)].resources, resource) !=
          items_[at(item)].resources.end())
        room = std::min(room, surplus(item));
    price_[at(resource)] -= room;
  }

  const std::vector<PackingItem>& items_;
  const std::uint64_t nodes_max_;
  std::uint64_t nodes_ = 0;
  std::vector<int> taken_;
  std::vector<int> best_;
  std::int64_t best_worth_ = -1;
  std::int64_t open_ = 0;            // the most that unexplored nodes could be worth
  std::vector<char> used_;           // scratch, by resource
  std::vector<std::int64_t> price_;  // scratch, by resource
  std::vector<int> wanted_;          // scratch, by resource
};

}  // namespace

Packing pack(std::vector<PackingItem> items, std::uint64_t nodes_max) {
  Packing packing;
  reduce(items);
  Search search(items, nodes_max);
  for (std::vector<int>& part : parts_of(items)) {
    if (items[at(part.front())].resources.empty()) {
      packing.taken.push_back(part.front());
      packing.worth += items[at(part.front())].worth;
      packing.bound += items[at(part.front())].worth;
      continue;
    }
    search.run(std::move(part), packing);
  }
  std::ranges::sort(packing.taken);
  return packing;
}

}  // namespace cairn::recognition

// Which members of a set exclude each other, as sets of which at most one member can be had.
#pragma once

#include <algorithm>
#include <optional>
#include <vector>

namespace cairn::audit {

constexpr int kSharedWaysMax = 64;

/// The maximal sets of members 0 to count - 1 any two of which exclude each other, each ascending;
/// nothing when there are more than `sets_max`. By Bron and Kerbosch, with a pivot. `exclusive` is
/// asked for pairs of different members and must be symmetric.
template <class Exclusive>
std::optional<std::vector<std::vector<int>>> maximal_cliques(int count, int sets_max,
                                                             Exclusive exclusive) {
  struct Search {
    std::vector<std::vector<char>> pairs;
    std::size_t most;
    std::vector<std::vector<int>> found;

    bool grow(std::vector<int>& set, std::vector<int> open, std::vector<int> done) {
      if (open.empty() && done.empty()) {
        found.push_back(set);
        return found.size() <= most;
      }
      const int pivot = open.empty() ? done.front() : open.front();
      const std::vector<int> tried = open;
      for (const int member : tried) {
        if (pairs[static_cast<std::size_t>(pivot)][static_cast<std::size_t>(member)] != 0) continue;
        set.push_back(member);
        const bool more = grow(set, with(open, member), with(done, member));
        set.pop_back();
        if (!more) return false;
        std::erase(open, member);
        done.push_back(member);
      }
      return true;
    }

    std::vector<int> with(const std::vector<int>& members, int member) const {
      std::vector<int> kept;
      for (const int each : members)
        if (pairs[static_cast<std::size_t>(member)][static_cast<std::size_t>(each)] != 0)
          kept.push_back(each);
      return kept;
    }
  };
  Search search{std::vector<std::vector<char>>(static_cast<std::size_t>(count)),
                static_cast<std::size_t>(sets_max),
                {}};
  std::vector<int> all;
  for (int a = 0; a < count; ++a) {
    all.push_back(a);
    for (int b = 0; b < count; ++b)
      search.pairs[static_cast<std::size_t>(a)].push_back(a != b && exclusive(a, b) ? 1 : 0);
  }
  std::vector<int> set;
  if (!search.grow(set, all, {})) return std::nullopt;
  for (std::vector<int>& each : search.found) std::sort(each.begin(), each.end());
  return std::move(search.found);
}

}  // namespace cairn::audit

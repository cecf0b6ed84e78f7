#include "domain/audit/narrowing.h"

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

namespace cairn::audit {
namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

class Narrowing {
 public:
  explicit Narrowing(const Part& part) : part_(part), narrowed_(part) { find_awards(); }

  Part run() {
    narrowed_.excludes.resize(part_.edges.size());
    for (std::size_t a = 0; a < awards_.size(); ++a)
      for (std::size_t b = a + 1; b < awards_.size(); ++b) put_in_order(awards_[a], awards_[b]);
    return std::move(narrowed_);
  }

 private:
  struct Award {
    std::vector<int> units;  ///< the unit resources that its uses take
    std::vector<int> uses;   ///< without copies, ascending
  };

  const Part::Edge& edge(int index) const { return part_.edges[at(index)]; }
  const Part::Capacity& resource(int index) const { return part_.resources[at(index)]; }

  void find_awards() {
    std::map<std::vector<int>, std::vector<int>> uses_of;  // by units
    for (int e = 0; e < part_.first_without_leaf; ++e) {
      if (edge(e).copy) continue;
      std::vector<int> units;
      for (const Demand& demand : edge(e).demands)
        if (resource(demand.resource).unit) units.push_back(demand.resource);
      if (!units.empty()) uses_of[std::move(units)].push_back(e);
    }
    for (auto& [units, uses] : uses_of) awards_.push_back({units, std::move(uses)});
  }

  void put_in_order(const Award& first, const Award& second) {
    for (const int x : first.uses)
      for (const int y : second.uses)
        if (edge(y).leaf < edge(x).leaf && may_change_places(first, x, second, y)) {
          narrowed_.excludes[at(x)].push_back(y);
          narrowed_.excludes[at(y)].push_back(x);
        }
  }

  bool may_change_places(const Award& a, int x, const Award& b, int y) const {
    for (const int in_place_of_y : a.uses) {
      if (!may_replace(in_place_of_y, y)) continue;
      for (const int in_place_of_x : b.uses)
        if (may_replace(in_place_of_x, x) &&
            together(x, y) == together(in_place_of_x, in_place_of_y))
          return true;
    }
    return false;
  }

  // Where copies are fewer than what there is of the award, there may be none left.
  bool may_replace(int use, int other) const {
    return edge(use).leaf == edge(other).leaf && edge(use).gain == edge(other).gain &&
           has_all_copies(use);
  }

  bool has_all_copies(int use) const {
    std::int64_t copies = 1;
    for (std::size_t e = at(use) + 1; e < part_.edges.size() && part_.edges[e].copy; ++e) ++copies;
    return std::ranges::any_of(edge(use).demands, [&](const Demand& demand) {
      return resource(demand.resource).unit && resource(demand.resource).amount <= copies;
    });
  }

  // What two uses demand, by resource.
  std::map<int, std::int64_t> together(int x, int y) const {
    std::map<int, std::int64_t> sum;
    for (const int e : {x, y})
      for (const Demand& demand : edge(e).demands) sum[demand.resource] += demand.amount;
    std::erase_if(sum, [](const auto& entry) { return entry.second == 0; });
    return sum;
  }

  const Part& part_;
  Part narrowed_;
  std::vector<Award> awards_;
};

}  // namespace

Part narrowed(const Part& part) { return Narrowing(part).run(); }

}  // namespace cairn::audit

#include "domain/audit/twins.h"

#include <algorithm>
#include <compare>
#include <utility>

namespace cairn::audit {
namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

std::uint64_t mix(std::uint64_t mark, std::uint64_t value) {
  return (mark ^ value) * 0x9e3779b97f4a7c15U + (mark >> 29U);
}

class Merging {
 public:
  explicit Merging(Part& part) : part_(part), first_twin_(part.resources.size(), -1) {}

  void run() {
    if (!find()) return;
    std::vector<Part::Edge> edges = std::move(part_.edges);
    part_.edges = {};
    part_.edges.reserve(edges.size());
    part_.twins.reserve(part_.leaves.size());
    part_.twin_uses.reserve(edges.size());
    uses_.reserve(edges.size());
    for (Part::Leaf& leaf : part_.leaves) {
      const int first = static_cast<int>(part_.edges.size());
      list_uses_of_twins(edges, leaf);
      for (int e = leaf.first; e < leaf.end; ++e) add(edges, e, leaf);
      leaf.first = first;
      leaf.end = static_cast<int>(part_.edges.size());
    }
    const int without_leaf =
        std::exchange(part_.first_without_leaf, static_cast<int>(part_.edges.size()));
    part_.edges.insert(part_.edges.end(), edges.begin() + without_leaf, edges.end());
    drop_merged_resources();
    list_shares(part_);
  }

 private:
  // --- Who are twins ----------------------------------------------------------------------------

  bool find() {
    std::vector<std::pair<std::uint64_t, int>> marked;
    marked.reserve(part_.resources.size());
    for (int r = 0; r < static_cast<int>(part_.resources.size()); ++r)
      if (may_have_twins(r)) marked.emplace_back(mark_of(r), r);
    std::ranges::sort(marked);
    bool found = false;
    for (std::size_t i = 1; i < marked.size(); ++i) {
      if (marked[i].first != marked[i - 1].first) continue;
      int& known = first_twin_[at(marked[i - 1].second)];
      const int first = known < 0 ? marked[i - 1].second : known;
      if (!are_twins(first, marked[i].second)) continue;
      known = first_twin_[at(marked[i].second)] = first;
      found = true;
    }
    return found;
  }

  bool may_have_twins(int index) const {
    const Part::Capacity& resource = part_.resources[at(index)];
    if (!resource.unit || resource.amount != 1) return false;
    int before = -1;
    for (const Part::Share& share : resource.shares)
      if (std::exchange(before, edge(share).leaf) == edge(share).leaf) return false;
    return true;
  }

  // The same for twins, and hardly ever for others.
  std::uint64_t mark_of(int resource) const {
    std::uint64_t mark = 0;
    for (const Part::Share& share : part_.resources[at(resource)].shares) {
      mark = mix(mark, static_cast<std::uint64_t>(edge(share).leaf));
      mark = mix(mark, static_cast<std::uint64_t>(edge(share).gain));
      for (const Demand& demand : edge(share).demands) {
        if (demand.resource == resource) continue;
        mark = mix(mark, static_cast<std::uint64_t>(demand.resource));
        mark = mix(mark, static_cast<std::uint64_t>(demand.amount));
      }
    }
    return mark;
  }

  bool are_twins(int a, int b) const {
    const auto& of_a = part_.resources[at(a)].shares;
    const auto& of_b = part_.resources[at(b)].shares;
    return std::ranges::equal(of_a, of_b, [&](const Part::Share& x, const Part::Share& y) {
      return edge(x).leaf == edge(y).leaf && edge(x).gain == edge(y).gain &&
             take_the_same(edge(x), a, edge(y), b);
    });
  }

  // Apart from what is in question.
  static bool take_the_same(const Part::Edge& x, int but, const Part::Edge& y, int or_but) {
    if (x.demands.size() != y.demands.size()) return false;
    const auto holds = [&](const Demand& demand) {
      return std::ranges::find(y.demands, demand) != y.demands.end();
    };
    return std::ranges::all_of(
               x.demands,
               [&](const Demand& demand) { return demand.resource == but || holds(demand); }) &&
           holds({or_but, 1});
  }

  const Part::Edge& edge(const Part::Share& share) const { return part_.edges[at(share.edge)]; }

  // --- Merging ----------------------------------------------------------------------------------

  // An edge of twins is added where it is the first one's.
  void add(std::vector<Part::Edge>& edges, int index, const Part::Leaf& leaf) {
    Part::Edge& edge = edges[at(index)];
    const int resource = twin_of(edge);
    if (resource < 0) {
      part_.edges.push_back(std::move(edge));
      return;
    }
    if (first_twin_[at(resource)] != resource) return;
    const Part::Twins twins = number_twins(resource);
    const std::int64_t copies = copies_of(edge, leaf, twins.end - twins.first);
    edge.twins = static_cast<int>(part_.twins.size());
    part_.twins.push_back(twins);
    for (std::int64_t i = 0; i < copies; ++i) {
      edge.copy = i > 0;
      part_.edges.push_back(edge);
    }
  }

  // The resource with twins that the edge takes; there is one at most.
  int twin_of(const Part::Edge& edge) const {
    for (const Demand& demand : edge.demands)
      if (first_twin_[at(demand.resource)] >= 0) return demand.resource;
    return -1;
  }

  // Twins one after another and each in its order, which need not be that of the edges.
  void list_uses_of_twins(const std::vector<Part::Edge>& edges, const Part::Leaf& leaf) {
    uses_.clear();
    for (int e = leaf.first; e < leaf.end; ++e)
      if (const int twin = twin_of(edges[at(e)]); twin >= 0)
        uses_.push_back({first_twin_[at(twin)], twin, edges[at(e)].original});
    std::ranges::sort(uses_);
  }

  Part::Twins number_twins(int first) {
    Part::Twins twins{first, static_cast<int>(part_.twin_uses.size()), 0};
    for (auto use = std::ranges::lower_bound(uses_, Use{first, 0, 0});
         use != uses_.end() && use->first == first; ++use)
      part_.twin_uses.push_back(use->original);
    twins.end = static_cast<int>(part_.twin_uses.size());
    return twins;
  }

  // No more than the leaf needs, unless others rest on them.
  static std::int64_t copies_of(const Part::Edge& edge, const Part::Leaf& leaf,
                                std::int64_t twins) {
    const bool provides =
        std::ranges::any_of(edge.demands, [](const Demand& demand) { return demand.amount < 0; });
    if (provides || edge.gain <= 0) return twins;
    return std::min(twins, (leaf.rule.need + edge.gain - 1) / edge.gain);
  }

  // In place: what is kept moves forward.
  void drop_merged_resources() {
    std::vector<int> number(part_.resources.size(), -1);
    std::size_t kept = 0;
    for (std::size_t r = 0; r < part_.resources.size(); ++r) {
      const int first = first_twin_[r];
      if (first >= 0 && at(first) != r) {
        ++part_.resources[at(number[at(first)])].amount;
        continue;
      }
      number[r] = static_cast<int>(kept);
      if (kept != r) part_.resources[kept] = std::move(part_.resources[r]);
      ++kept;
    }
    part_.resources.resize(kept);
    for (Part::Edge& edge : part_.edges)
      for (Demand& demand : edge.demands) demand.resource = number[at(demand.resource)];
    for (Part::Twins& twins : part_.twins) twins.resource = number[at(twins.resource)];
  }

  /// A use of a resource that has twins.
  struct Use {
    int first;  ///< of the twins
    int twin;
    int original;

    auto operator<=>(const Use&) const = default;
  };

  Part& part_;
  std::vector<int> first_twin_;  // by resource: the first of its twins, or -1
  std::vector<Use> uses_;        // of one leaf
};

}  // namespace

void merge_twins(Part& part) { Merging(part).run(); }

}  // namespace cairn::audit

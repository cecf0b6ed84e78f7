#include "domain/audit/neighbours.h"

#include <algorithm>
#include <span>

namespace cairn::audit {
namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

std::span<const SearchEdge> uses_of(const Problem& problem, int leaf) {
  const SearchLeaf& rule = problem.leaves[at(leaf)];
  return std::span(problem.edges).subspan(at(rule.first_edge), at(rule.edge_count));
}

}  // namespace

Neighbours::Neighbours(const Problem& problem, const std::vector<int>& leaves)
    : problem_(problem),
      leaves_on_(problem.resources.size()),
      others_on_(problem.resources.size()) {
  std::vector<std::int64_t> most(problem.resources.size(), 0);
  const auto count = [&](const SearchEdge& use) {
    for (const Demand& demand : use.demands)
      most[at(demand.resource)] += std::max<std::int64_t>(0, demand.amount);
  };
  for (const int leaf : leaves) std::ranges::for_each(uses_of(problem, leaf), count);
  for (int e = static_cast<int>(problem.edges.size()); e-- > 0 && problem.edges[at(e)].leaf < 0;) {
    count(problem.edges[at(e)]);
    for (const Demand& demand : problem.edges[at(e)].demands)
      others_on_[at(demand.resource)].push_back(e);
  }
  for (const int leaf : leaves)
    for (const SearchEdge& use : uses_of(problem, leaf))
      for (const Demand& demand : use.demands) {
        std::vector<int>& tied = leaves_on_[at(demand.resource)];
        if (most[at(demand.resource)] > problem.resources[at(demand.resource)].capacity &&
            (tied.empty() || tied.back() != leaf))
          tied.push_back(leaf);
      }
}

// Breadth first, over resources.
class Neighbours::Walk {
 public:
  explicit Walk(const Neighbours& ties)
      : ties_(ties),
        seen_leaves_(ties.problem_.leaves.size(), 0),
        seen_resources_(ties.problem_.resources.size(), 0) {}

  std::vector<int> from(int leaf) {
    note_leaf(leaf);
    std::size_t resource = 0;
    for (std::size_t l = 0; l < leaves_.size(); ++l) {
      for (const SearchEdge& use : uses_of(ties_.problem_, leaves_[l])) note_resources(use);
      for (; resource < resources_.size(); ++resource) cross(resources_[resource]);
    }
    leaves_.erase(leaves_.begin());
    return std::move(leaves_);
  }

 private:
  void cross(int resource) {
    for (const int leaf : ties_.leaves_on_[at(resource)]) note_leaf(leaf);
    for (const int e : ties_.others_on_[at(resource)]) note_resources(ties_.problem_.edges[at(e)]);
  }

  void note_leaf(int leaf) {
    if (seen_leaves_[at(leaf)] != 0) return;
    seen_leaves_[at(leaf)] = 1;
    leaves_.push_back(leaf);
  }

  void note_resources(const SearchEdge& use) {
    for (const Demand& demand : use.demands) {
      if (seen_resources_[at(demand.resource)] != 0) continue;
      seen_resources_[at(demand.resource)] = 1;
      resources_.push_back(demand.resource);
    }
  }

  const Neighbours& ties_;
  std::vector<std::uint8_t> seen_leaves_;
  std::vector<std::uint8_t> seen_resources_;
  std::vector<int> leaves_;
  std::vector<int> resources_;
};

std::vector<int> Neighbours::of(int leaf) const { return Walk(*this).from(leaf); }

}  // namespace cairn::audit

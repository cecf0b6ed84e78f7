#include "domain/audit/narrowing.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "domain/audit/part.h"
#include "domain/audit/search.h"
#include "domain/audit/twins.h"

namespace cairn::audit {
namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

/// Builds a problem whose first node needs all leaves.
class Builder {
 public:
  Builder() { problem_.nodes.resize(1); }

  int leaf(std::int64_t need, std::int64_t unit_cost, std::int64_t fixed_cost) {
    const int index = static_cast<int>(problem_.leaves.size());
    problem_.leaves.push_back({need, unit_cost, fixed_cost, 0, 0});
    problem_.nodes[0].children.push_back(index + 1);
    problem_.nodes[0].pick = index + 1;
    problem_.nodes.emplace_back().leaf = index;
    return index;
  }
  int resource(std::int64_t capacity) {
    problem_.resources.push_back({capacity});
    return static_cast<int>(problem_.resources.size()) - 1;
  }
  void use(int leaf, std::int64_t gain, std::vector<Demand> demands) {
    SearchEdge made;
    made.leaf = leaf;
    made.gain = gain;
    std::ranges::sort(demands, {}, &Demand::resource);
    for (const Demand& demand : demands) made.demands.push_back(demand);
    edges_.push_back(std::move(made));
  }

  Problem take() {
    std::ranges::stable_sort(edges_, {}, &SearchEdge::leaf);
    for (const SearchEdge& edge : edges_) {
      SearchLeaf& leaf = problem_.leaves[at(edge.leaf)];
      if (leaf.edge_count++ == 0) leaf.first_edge = static_cast<int>(problem_.edges.size());
      problem_.edges.push_back(edge);
    }
    problem_.credit_unit = 10;
    return problem_;
  }

 private:
  Problem problem_;
  std::vector<SearchEdge> edges_;
};

// Two awards that two leaves accept, of which the second takes more of a limit; at the second leaf
// it may gain less, or take so much more again.
Builder two_awards(std::int64_t gain_there = 3, std::int64_t more_there = 0) {
  Builder made;
  const int first = made.resource(1);
  const int second = made.resource(1);
  const int limit = made.resource(5);
  for (const int leaf : {made.leaf(3, 10, 1), made.leaf(3, 10, 1)}) {
    made.use(leaf, 3, {{first, 1}, {limit, 2}});
    made.use(leaf, leaf == 0 ? 3 : gain_there,
             {{second, 1}, {limit, leaf == 0 ? 3 : 3 + more_there}});
  }
  return made;
}

// The edges are the first award and the second at the first leaf, then both at the second leaf.
Part merged_part(const Problem& problem) {
  Part part = make_part(problem, {0});
  merge_twins(part);
  return part;
}

Part narrowed_two(Builder builder) { return narrowed(merged_part(builder.take())); }

TEST_CASE("awards that may change places have one order") {
  const Part part = narrowed_two(two_awards());
  CHECK(part.excludes[1] == std::vector<int>{2});
  CHECK(part.excludes[2] == std::vector<int>{1});
  CHECK(part.excludes[0].empty());
  CHECK(part.excludes[3].empty());
}

TEST_CASE("awards that gain differently have none") {
  const Part part = narrowed_two(two_awards(2));
  for (const auto& excluded : part.excludes) CHECK(excluded.empty());
}

TEST_CASE("awards of which the second takes more at one leaf alone have none") {
  const Part part = narrowed_two(two_awards(3, 1));
  for (const auto& excluded : part.excludes) CHECK(excluded.empty());
}

/// Small problems of awards of few kinds, some of which share a unit with the one before, with a
/// limit and a condition on what is applied.
class RandomProblem {
 public:
  explicit RandomProblem(std::uint64_t seed) : state_(seed) {}

  Problem make() {
    Builder made;
    const int leaf_count = 2 + below(2);
    for (int l = 0; l < leaf_count; ++l) made.leaf(2 + below(4), 10, 1);
    const int condition = made.leaf(1 + below(4), 0, 1);
    const int limit = made.resource(1 + below(6));
    const int award_count = 3 + below(2);
    int last = -1;
    for (int a = 0; a < award_count; ++a) {
      const int unit = made.resource(1);
      const int before = std::exchange(last, unit);
      const int rests = made.resource(0);
      const std::int64_t gain = 1 + below(2);
      const std::int64_t taken = below(3);
      const bool looked_at = below(2) == 0;
      const bool shares_unit = a > 0 && below(4) == 0;
      for (int l = 0; l < leaf_count; ++l) {
        if (below(5) == 0) continue;
        std::vector<Demand> demands{{unit, 1}};
        if (taken > 0) demands.push_back({limit, taken});
        if (looked_at) demands.push_back({rests, -1});
        if (shares_unit) demands.push_back({before, 1});
        made.use(l, below(6) == 0 ? 1 : gain, std::move(demands));
      }
      if (looked_at) made.use(condition, gain, {{rests, 1}});
    }
    return made.take();
  }

 private:
  // Knuth's linear congruential generator (MMIX).
  int below(int end) {
    state_ = state_ * 6364136223846793005U + 1442695040888963407U;
    return static_cast<int>((state_ >> 33U) % static_cast<std::uint64_t>(end));
  }

  std::uint64_t state_;
};

bool keeps_capacities(const Part& part, const std::vector<std::uint8_t>& used) {
  return std::ranges::all_of(part.resources, [&](const Part::Capacity& resource) {
    std::int64_t sum = 0;
    for (const Part::Share& share : resource.shares) sum += used[at(share.edge)] * share.amount;
    return sum <= resource.amount;
  });
}

bool keeps_order(const Part& part, const std::vector<std::uint8_t>& used) {
  for (std::size_t e = 0; e < part.excludes.size(); ++e)
    for (const int other : part.excludes[e])
      if (used[e] != 0 && used[at(other)] != 0) return false;
  return true;
}

bool keeps_copies(const Part& part, const std::vector<std::uint8_t>& used) {
  for (std::size_t e = 0; e < part.edges.size(); ++e)
    if (part.edges[e].copy && used[e] != 0 && used[e - 1] == 0) return false;
  return true;
}

std::int64_t cost_of(const Part& part, const std::vector<std::uint8_t>& used) {
  std::int64_t cost = 0;
  for (const Part::Leaf& leaf : part.leaves) {
    std::int64_t have = 0;
    for (int e = leaf.first; e < leaf.end; ++e) have += used[at(e)] * part.edges[at(e)].gain;
    cost += leaf.rule.cost(have);
  }
  return cost;
}

struct Least {
  std::int64_t cost = 0;
  std::int64_t tried = 0;
};

Least least_of(const Part& part) {
  Least least{Problem::kCostMax, 0};
  std::vector<std::uint8_t> used(part.edges.size(), 0);
  for (std::uint32_t set = 0; set < 1U << part.edges.size(); ++set) {
    for (std::size_t e = 0; e < used.size(); ++e) used[e] = (set >> e) & 1U;
    if (!keeps_copies(part, used) || !keeps_capacities(part, used) || !keeps_order(part, used))
      continue;
    ++least.tried;
    least.cost = std::min(least.cost, cost_of(part, used));
  }
  return least;
}

TEST_CASE("a best allocation is among those that are left") {
  std::int64_t all = 0, left = 0;
  for (std::uint64_t seed = 1; seed <= 250; ++seed) {
    const Problem problem = RandomProblem(seed).make();
    const Part part = merged_part(problem);
    if (part.edges.size() > 13) continue;
    const Least of_all = least_of(part);
    const Least of_left = least_of(narrowed(part));
    CAPTURE(seed);
    CHECK(of_left.cost == of_all.cost);
    all += of_all.tried;
    left += of_left.tried;
  }
  CHECK(left < all);
}

}  // namespace
}  // namespace cairn::audit

#include "domain/audit/part.h"

#include <algorithm>
#include <cstdlib>
#include <numeric>
#include <utility>

namespace cairn::audit {
namespace {

// A leaf whose need is more steps than this is not solved exactly in the relaxation.
constexpr std::int64_t kStepsMax = 512;

std::size_t at(int index) { return static_cast<std::size_t>(index); }

class PartMaker {
 public:
  PartMaker(const Problem& problem, const std::vector<int>& tops) : problem_(problem) {
    part_.credit_unit = problem.credit_unit;
    part_.leaf_unit = problem.leaf_unit;
    part_.edges.reserve(problem.edges.size());
    part_.leaves.reserve(problem.leaves.size());
    part_.nodes.reserve(problem.nodes.size());
    part_.resources.reserve(problem.resources.size());
    part_.tops.reserve(tops.size());
    for (const int top : tops) {
      add_tree(top);
      part_.tops.push_back(static_cast<int>(part_.nodes.size()) - 1);
    }
    find_always();
    part_.first_without_leaf = static_cast<int>(part_.edges.size());
    add_edges_without_leaf();
    number_resources();
    list_shares(part_);
    bound_prices();
    find_witnesses();
  }

  Part take() { return std::move(part_); }

 private:
  // Children first, so that a node's index is greater than those of all below it.
  int add_tree(int original) {
    const SearchNode& from = problem_.nodes[at(original)];
    Part::Node to;
    to.original = original;
    to.pick = from.pick;
    if (from.leaf >= 0) {
      to.leaf = static_cast<int>(part_.leaves.size());
      add_leaf(problem_.leaves[at(from.leaf)]);
    }
    for (const int child : from.children) to.children.push_back(add_tree(child));
    const int index = static_cast<int>(part_.nodes.size());
    for (const int child : to.children) part_.nodes[at(child)].parent = index;
    if (to.leaf >= 0) part_.leaves[at(to.leaf)].node = index;
    part_.nodes.push_back(std::move(to));
    return index;
  }

  void find_always() {
    for (std::size_t n = part_.nodes.size(); n-- > 0;) {
      Part::Node& node = part_.nodes[n];
      if (node.parent < 0) {
        node.always = true;
        continue;
      }
      const Part::Node& parent = part_.nodes[at(node.parent)];
      node.always = parent.always && parent.pick >= static_cast<int>(parent.children.size());
    }
  }

  void add_leaf(const SearchLeaf& rule) {
    Part::Leaf added;
    added.rule = rule;
    added.first = static_cast<int>(part_.edges.size());
    std::int64_t step = 0;
    std::int64_t least = rule.need;
    for (int e = rule.first_edge; e < rule.first_edge + rule.edge_count; ++e) {
      Part::Edge& edge = part_.edges.emplace_back();
      edge.leaf = static_cast<int>(part_.leaves.size());
      edge.original = e;
      edge.gain = std::min(problem_.edges[at(e)].gain, rule.need);
      step = std::gcd(step, edge.gain);
      least = std::min(least, edge.gain);
    }
    added.end = static_cast<int>(part_.edges.size());
    added.step = std::max<std::int64_t>(step, 1);
    added.steps = (rule.need + added.step - 1) / added.step;
    added.one_is_enough = least >= rule.need;
    added.fractional = added.steps > kStepsMax;
    for (int e = added.first; e < added.end; ++e)
      part_.edges[at(e)].steps = part_.edges[at(e)].gain / added.step;
    if (rule.unit_cost == 0 && rule.fixed_cost < problem_.credit_unit)
      part_.count_without_credit += std::min(rule.fixed_cost, problem_.leaf_unit);
    part_.leaves.push_back(added);
  }

  // Those that touch a resource of the part, and then those that touch one of theirs.
  void add_edges_without_leaf() {
    std::vector<std::uint8_t> touched(problem_.resources.size(), 0);
    const auto touch = [&](int original) {
      for (const Demand& demand : problem_.edges[at(original)].demands)
        touched[at(demand.resource)] = 1;
    };
    for (const Part::Edge& edge : part_.edges) touch(edge.original);
    std::vector<int> left;
    for (int e = static_cast<int>(problem_.edges.size());
         e-- > 0 && problem_.edges[at(e)].leaf < 0;)
      left.push_back(e);
    std::ranges::reverse(left);
    for (bool grown = true; grown;) {
      grown = false;
      std::erase_if(left, [&](int e) {
        const auto& demands = problem_.edges[at(e)].demands;
        if (std::ranges::none_of(demands,
                                 [&](const Demand& d) { return touched[at(d.resource)] != 0; }))
          return false;
        Part::Edge edge;
        edge.original = e;
        part_.edges.push_back(std::move(edge));
        touch(e);
        return grown = true;
      });
    }
  }

  void number_resources() {
    std::vector<std::int64_t> most(problem_.resources.size(), 0);
    std::vector<std::uint8_t> unit(problem_.resources.size(), 1);
    for (const Part::Edge& edge : part_.edges)
      for (const Demand& demand : problem_.edges[at(edge.original)].demands) {
        most[at(demand.resource)] += std::max<std::int64_t>(0, demand.amount);
        if (demand.amount != 1 || edge.leaf < 0) unit[at(demand.resource)] = 0;
      }
    std::vector<int> local(problem_.resources.size(), -1);
    for (int e = 0; e < static_cast<int>(part_.edges.size()); ++e)
      for (const Demand& demand : problem_.edges[at(part_.edges[at(e)].original)].demands) {
        const std::size_t resource = at(demand.resource);
        const std::int64_t capacity = problem_.resources[resource].capacity;
        if (most[resource] <= capacity) continue;
        if (local[resource] < 0) {
          local[resource] = static_cast<int>(part_.resources.size());
          Part::Capacity made;
          made.amount = capacity;
          made.first_price = problem_.resources[resource].price;
          made.unit = unit[resource] != 0;
          part_.resources.push_back(std::move(made));
        }
        part_.edges[at(e)].demands.push_back({local[resource], demand.amount});
      }
  }

  void bound_prices() {
    constexpr std::int64_t kSumMax = std::int64_t{1} << 60;
    std::int64_t demands = 1;
    for (const Part::Capacity& resource : part_.resources)
      demands += static_cast<std::int64_t>(resource.shares.size());
    for (Part::Capacity& resource : part_.resources) {
      std::int64_t largest = 1;
      for (const Part::Share& share : resource.shares)
        largest = std::max(largest, std::abs(share.amount));
      resource.largest = largest;
      resource.price_max = kSumMax / demands / largest;
    }
  }

  void find_witnesses() {
    for (const Part::Capacity& resource : part_.resources) {
      const bool provided = std::ranges::any_of(resource.shares, [&](const Part::Share& share) {
        return share.amount < 0 && part_.edges[at(share.edge)].leaf >= 0;
      });
      if (!provided) continue;
      for (const Part::Share& share : resource.shares) {
        const int leaf = part_.edges[at(share.edge)].leaf;
        if (share.amount <= 0 || leaf < 0) continue;
        part_.leaves[at(leaf)].witness = true;
        part_.has_witnesses = true;
      }
    }
  }

  const Problem& problem_;
  Part part_;
};

}  // namespace

void list_shares(Part& part) {
  for (Part::Capacity& resource : part.resources) resource.shares = {};
  for (int e = 0; e < static_cast<int>(part.edges.size()); ++e) {
    Part::Edge& edge = part.edges[at(e)];
    for (const Demand& demand : edge.demands) {
      Part::Capacity& resource = part.resources[at(demand.resource)];
      edge.unit_only = edge.unit_only && resource.unit;
      resource.shares.push_back({e, demand.amount});
    }
  }
}

Part make_part(const Problem& problem, const std::vector<int>& tops) {
  return PartMaker(problem, tops).take();
}

}  // namespace cairn::audit

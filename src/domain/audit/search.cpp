#include "domain/audit/search.h"

#include <algorithm>
#include <numeric>
#include <string>
#include <utility>

#include "base/result.h"
#include "domain/audit/at_once.h"
#include "domain/audit/part.h"
#include "domain/audit/part_search.h"
#include "domain/audit/solved_parts.h"
#include "domain/audit/twins.h"

namespace cairn::audit {
namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

// Splits the tree into parts that share no contended resource and solves each alone. A part is a
// list of sibling nodes whose sum is to be minimised.
class Decomposition {
 public:
  Decomposition(const Problem& problem, std::uint64_t nodes_max, SolvedParts* known)
      : problem_(problem), nodes_max_(nodes_max), known_(known) {
    // With nothing contended, using everything is best.
    solution_.used.assign(problem.edges.size(), 1);
    for (std::size_t e = problem.edges.size(); e-- > 0 && problem.edges[e].leaf < 0;)
      solution_.used[e] = 0;
    bounds_.assign(problem.nodes.size(), 0);
    costs_.assign(problem.nodes.size(), 0);
    picked_.assign(problem.nodes.size(), 0);
    group_leaves();
    seen_at_.assign(problem.leaves.size() + problem.edges.size(), -1);
  }

  Solution solve() {
    solve_node(0);
    picked_[0] = 1;
    solution_.bound = bounds_[0];
    solution_.chosen.assign(problem_.nodes.size(), 0);
    solution_.chosen[0] = 1;
    for (std::size_t n = 0; n < problem_.nodes.size(); ++n)
      for (const int child : problem_.nodes[n].children)
        solution_.chosen[at(child)] = solution_.chosen[n] & picked_[at(child)];
    solution_.cost = cost_of(problem_, solution_.used, solution_.chosen);
    return std::move(solution_);
  }

 private:
  int find(int member) {
    while (group_[at(member)] != member)
      member = group_[at(member)] = group_[at(group_[at(member)])];
    return member;
  }

  // Leaves that compete for a resource, directly or over others, get one group; leaves that compete
  // for nothing, not even within themselves, get -1. Uses without a leaf join what they provide
  // for.
  void group_leaves() {
    std::vector<std::int64_t> most(problem_.resources.size(), 0);
    for (const SearchEdge& edge : problem_.edges)
      for (const Demand& demand : edge.demands)
        most[at(demand.resource)] += std::max<std::int64_t>(0, demand.amount);
    const int leaf_count = static_cast<int>(problem_.leaves.size());
    group_.resize(problem_.leaves.size() + problem_.edges.size());
    std::iota(group_.begin(), group_.end(), 0);
    std::vector<int> first(problem_.resources.size(), -1);
    std::vector<std::uint8_t> contended(problem_.leaves.size(), 0);
    for (int e = 0; e < static_cast<int>(problem_.edges.size()); ++e) {
      const SearchEdge& edge = problem_.edges[at(e)];
      const int member = edge.leaf >= 0 ? edge.leaf : leaf_count + e;
      for (const Demand& demand : edge.demands) {
        if (most[at(demand.resource)] <= problem_.resources[at(demand.resource)].capacity) continue;
        if (edge.leaf >= 0) contended[at(edge.leaf)] = 1;
        int& other = first[at(demand.resource)];
        if (other < 0) other = member;
        group_[at(find(member))] = find(other);
      }
    }
    std::vector<int> named(problem_.leaves.size(), -1);
    for (int leaf = 0; leaf < leaf_count; ++leaf)
      if (contended[at(leaf)] != 0) named[at(leaf)] = find(leaf);
    group_ = std::move(named);
  }

  template <class Visit>
  void visit_groups_under(int node, Visit visit) const {
    const SearchNode& n = problem_.nodes[at(node)];
    if (n.leaf >= 0 && group_[at(n.leaf)] >= 0) visit(group_[at(n.leaf)]);
    for (const int child : n.children) visit_groups_under(child, visit);
  }

  // One of several children, which are parted so that members of different parts share no group.
  struct Member {
    int joined;      // a later child of its part, or itself: the last one, which names the part
    int next = -1;   // the next child of its part
    int first = -1;  // of the part that it names
  };

  static int name_of(std::vector<Member>& members, int member) {
    while (members[at(member)].joined != member) {
      int& joined = members[at(member)].joined;
      member = joined = members[at(joined)].joined;
    }
    return member;
  }

  std::vector<Member> part(const SearchNode& node) {
    const int count = static_cast<int>(node.children.size());
    std::vector<Member> members;
    members.reserve(node.children.size());
    for (int m = 0; m < count; ++m) {
      members.push_back({m});
      visit_groups_under(node.children[at(m)], [&](int group) {
        int& seen = seen_at_[at(group)];
        if (seen >= 0) members[at(name_of(members, seen))].joined = m;
        seen = m;
      });
    }
    for (const int child : node.children)
      visit_groups_under(child, [&](int group) { seen_at_[at(group)] = -1; });
    for (int m = count; m-- > 0;) {
      int& first = members[at(name_of(members, m))].first;
      members[at(m)].next = std::exchange(first, m);
    }
    return members;
  }

  // Fills bounds, costs and picks of `node` and what is below it.
  void solve_node(int node) {
    const SearchNode& n = problem_.nodes[at(node)];
    if (n.leaf >= 0) {
      if (group_[at(n.leaf)] >= 0)
        search({node});
      else
        use_all(node);
      return;
    }
    const std::vector<Member> members = part(n);
    const bool takes_all = n.pick >= static_cast<int>(n.children.size());
    const bool all_alone =
        std::ranges::all_of(members, [](const Member& m) { return m.first >= 0; });
    if (!takes_all && !all_alone) {
      search({node});
      return;
    }
    for (const Member& named : members) {
      if (named.first < 0) continue;
      if (members[at(named.first)].next < 0) {
        solve_node(n.children[at(named.first)]);
        continue;
      }
      std::vector<int> tops;
      tops.reserve(members.size());
      for (int m = named.first; m >= 0; m = members[at(m)].next) tops.push_back(n.children[at(m)]);
      search(tops);
    }
    pick_cheapest(node);
  }

  void use_all(int node) {
    const SearchLeaf& leaf = problem_.leaves[at(problem_.nodes[at(node)].leaf)];
    std::int64_t have = 0;
    for (int e = leaf.first_edge; e < leaf.first_edge + leaf.edge_count; ++e)
      have += problem_.edges[at(e)].gain;
    costs_[at(node)] = bounds_[at(node)] = leaf.cost(have);
  }

  // The bound of several siblings that were searched together stands at the first of them.
  void search(const std::vector<int>& tops) {
    Part part = make_part(problem_, tops);
    for (const int top : tops) bounds_[at(top)] = costs_[at(top)] = 0;
    if (left() > 0) {
      if (const std::optional<Incumbent> best = solve_at_once(part)) {
        ++solution_.nodes;
        bounds_[at(tops.front())] = costs_[at(tops.front())] = best->cost;
        note(part, best->used, best->chosen);
        return;
      }
    }
    merge_twins(part);
    std::string question;
    if (known_ != nullptr) {
      question = SolvedParts::question_of(part);
      if (const SolvedPart* solved = known_->find(question, left())) {
        bounds_[at(tops.front())] = costs_[at(tops.front())] = solved->cost;
        solution_.nodes += solved->nodes;
        note(part, solved->used, solved->chosen);
        return;
      }
    }
    PartSearch search(part, left());
    search.run();
    bounds_[at(tops.front())] = search.bound();
    const Incumbent& best = search.best();
    costs_[at(tops.front())] = best.cost;
    solution_.nodes += search.nodes();
    note(part, best.used, best.chosen);
    if (known_ != nullptr && search.ended())
      known_->keep(std::move(question),
                   {best.used, best.chosen, best.cost, search.nodes(), search.budget()});
  }

  std::uint64_t left() const { return nodes_max_ - std::min(nodes_max_, solution_.nodes); }

  void note(const Part& part, const std::vector<std::uint8_t>& used,
            const std::vector<std::uint8_t>& chosen) {
    note_used(part, used);
    for (std::size_t i = 0; i < part.nodes.size(); ++i)
      picked_[at(part.nodes[i].original)] = chosen[i];
  }

  // Twins are used in their order, leaf after leaf.
  void note_used(const Part& part, const std::vector<std::uint8_t>& used) {
    for (const int original : part.twin_uses) solution_.used[at(original)] = 0;
    std::vector<int> twins_used(part.resources.size(), 0);
    for (std::size_t e = 0; e < part.edges.size(); ++e) {
      const Part::Edge& edge = part.edges[e];
      if (edge.twins < 0) {
        solution_.used[at(edge.original)] = used[e];
      } else if (used[e] != 0) {
        const Part::Twins& twins = part.twins[at(edge.twins)];
        const int next = twins.first + twins_used[at(twins.resource)]++;
        solution_.used[at(part.twin_uses[at(next)])] = 1;
      }
    }
  }

  // Children that share nothing, or are all needed: their bounds add up. Of equally cheap ones the
  // first are picked.
  void pick_cheapest(int node) {
    const SearchNode& n = problem_.nodes[at(node)];
    const int count = std::min(n.pick, static_cast<int>(n.children.size()));
    std::vector<int> order(n.children.begin(), n.children.end());
    const auto sum_of_least = [&](const std::vector<std::int64_t>& values) {
      if (count < static_cast<int>(order.size())) {
        order.assign(n.children.begin(), n.children.end());
        std::ranges::sort(order, {},
                          [&](int child) { return std::pair(values[at(child)], child); });
      }
      std::int64_t sum = 0;
      for (int i = 0; i < count; ++i) sum += values[at(order[at(i)])];
      return sum;
    };
    bounds_[at(node)] = sum_of_least(bounds_);
    costs_[at(node)] = sum_of_least(costs_);
    for (const int child : n.children) picked_[at(child)] = 0;
    for (int i = 0; i < count; ++i) picked_[at(order[at(i)])] = 1;
  }

  const Problem& problem_;
  const std::uint64_t nodes_max_;
  SolvedParts* const known_;  // or null
  Solution solution_;
  std::vector<std::int64_t> bounds_;  // by node
  std::vector<std::int64_t> costs_;   // by node
  std::vector<std::uint8_t> picked_;  // by node: if its parent is chosen, so is it
  std::vector<int> group_;            // by leaf
  std::vector<int> seen_at_;          // by group: the last child it was seen at, while parting
};

}  // namespace

Solution solve(const Problem& problem, std::uint64_t nodes_max, SolvedParts* known) {
  CAIRN_ASSERT(!problem.nodes.empty());
  return Decomposition(problem, nodes_max, known).solve();
}

std::int64_t cost_of(const Problem& problem, const std::vector<std::uint8_t>& used,
                     const std::vector<std::uint8_t>& chosen) {
  std::vector<std::int64_t> have(problem.leaves.size(), 0);
  for (std::size_t e = 0; e < problem.edges.size(); ++e)
    if (used[e] != 0 && problem.edges[e].leaf >= 0)
      have[at(problem.edges[e].leaf)] += problem.edges[e].gain;
  std::int64_t cost = 0;
  for (std::size_t n = 0; n < problem.nodes.size(); ++n)
    if (const int leaf = problem.nodes[n].leaf; leaf >= 0 && chosen[n] != 0)
      cost += problem.leaves[at(leaf)].cost(have[at(leaf)]);
  return cost;
}

}  // namespace cairn::audit

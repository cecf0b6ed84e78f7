// Roots and sharing rules as resources: which uses exclude each other, and how much may be shared.
#include <algorithm>
#include <functional>
#include <numeric>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/inline_vector.h"
#include "domain/audit/cliques.h"
#include "domain/audit/resources.h"

namespace cairn::audit {
namespace {

constexpr std::int64_t kRootStepsMax = 1'000'000;

std::size_t at(int index) { return static_cast<std::size_t>(index); }

class Roots {
 public:
  explicit Roots(Resources& resources) : resources_(resources), tree_(resources.tree()) {}

  // Section 3: an award without roots is its own. Roots of the same uses are one.
  Result<void> add() {
    std::vector<std::pair<std::string_view, int>> rooted;  // root and candidate
    rooted.reserve(static_cast<std::size_t>(resources_.candidate_count()));
    for (int c = 0; c < resources_.candidate_count(); ++c) {
      if (resources_.edges_of(c).empty()) continue;
      const learning::Award& award = *resources_.candidate(c).award;
      if (award.roots.empty()) rooted.emplace_back(award.id.text(), c);
      for (const AwardId& root : award.roots) rooted.emplace_back(root.text(), c);
    }
    // Mostly they are in order: candidates are, and few awards name roots.
    if (std::ranges::adjacent_find(rooted, std::greater_equal()) != rooted.end()) {
      std::ranges::sort(rooted);
      rooted.erase(std::unique(rooted.begin(), rooted.end()), rooted.end());
    }
    std::vector<Sharers> sharers;
    sharers.reserve(rooted.size());
    for (std::size_t i = 0; i < rooted.size(); ++i) {
      if (i == 0 || rooted[i].first != rooted[i - 1].first) sharers.emplace_back();
      sharers.back().push_back(rooted[i].second);
    }
    const auto before = [](const Sharers& a, const Sharers& b) {
      return std::ranges::lexicographical_compare(a, b);
    };
    if (!std::ranges::is_sorted(sharers, before)) std::ranges::sort(sharers, before);
    const auto same = [](const Sharers& a, const Sharers& b) { return std::ranges::equal(a, b); };
    sharers.erase(std::unique(sharers.begin(), sharers.end(), same), sharers.end());
    for (const Sharers& candidates : sharers) CAIRN_CHECK(add_root(candidates));
    return {};
  }

 private:
  /// Candidates that share a root, ascending.
  using Sharers = InlineVector<int, 2>;

  Result<void> add_root(const Sharers& candidates) {
    InlineVector<int, 8> edges;
    for (const int c : candidates)
      for (const int e : resources_.edges_of(c)) edges.push_back(e);
    if (!tree_.has_sharing()) return share_out({edges.begin(), edges.size()});
    const auto sets = maximal_cliques(
        static_cast<int>(edges.size()), kSharedWaysMax,
        [&](int a, int b) { return resources_.compete(edges[at(a)], edges[at(b)]); });
    if (!sets)
      return exhausted("sharing rules let one award be applied in more than " +
                           std::to_string(kSharedWaysMax) + " ways",
                       resources_.candidate(candidates[0]).award->id.text());
    for (const std::vector<int>& set : *sets) {
      std::vector<int> members;
      for (const int member : set) members.push_back(edges[at(member)]);
      CAIRN_CHECK(share_out(members));
    }
    return {};
  }

  // A whole takes all of a root, a piece its fraction, counted in steps of all the pieces.
  Result<void> share_out(std::span<const int> edges) {
    if (edges.size() < 2) return {};
    std::int64_t steps = 1;
    for (const int e : edges) {
      steps = std::lcm(steps, std::int64_t{resources_.piece_of(e).of});
      if (steps > kRootStepsMax)
        return exhausted("awards with the same roots are split into too different steps",
                         resources_.candidate_of(e).award->id.text());
    }
    const int resource = resources_.add_resource(steps);
    for (const int e : edges) {
      const Piece piece = resources_.piece_of(e);
      resources_.demand(e, resource, steps / piece.of * piece.taken);
    }
    return {};
  }

  Resources& resources_;
  const ProgrammeTree& tree_;
};

class SharedUses {
 public:
  explicit SharedUses(Resources& resources) : resources_(resources), tree_(resources.tree()) {}

  // Section 8: m uses below different nodes count m - 1 times, and m is at most `times`.
  Result<void> add(const NodeSharing& sharing) {
    int pool = -1;
    if (sharing.unit) {
      CAIRN_TRY(const std::int64_t capacity, resources_.amount_in(*sharing.unit, sharing.at_most));
      pool = resources_.add_resource(capacity);
    }
    for (int c = 0; c < resources_.candidate_count(); ++c) {
      if (!resources_.passes(sharing.where, resources_.candidate(c))) continue;
      std::vector<int> members;  // uses that stand for "applied below this node"
      int count = 0;             // of those nodes
      for (const int node : sharing.between) {
        const std::vector<int> edges = resources_.wholes_below(c, node);
        if (edges.empty()) continue;
        ++count;
        const std::vector<int> forced = resources_.forced_by(edges);
        members.insert(members.end(), forced.begin(), forced.end());
      }
      if (count < 2) continue;
      if (count > sharing.times) add_sum(members, sharing.times);
      if (pool < 0) continue;
      CAIRN_CHECK(add_counted(sharing, c, members, std::min(count, sharing.times), pool));
    }
    return {};
  }

 private:
  void add_sum(const std::vector<int>& members, std::int64_t most) {
    const int resource = resources_.add_resource(most);
    for (const int e : members) resources_.demand(e, resource, 1);
  }

  // Beyond the first, each needs a use without a leaf, which takes from the rule's pool.
  Result<void> add_counted(const NodeSharing& sharing, int candidate,
                           const std::vector<int>& members, int times, int pool) {
    const Rational worth = resources_.worth(*sharing.unit, resources_.candidate(candidate));
    CAIRN_TRY(const std::int64_t amount, resources_.amount_in(*sharing.unit, worth));
    const int resource = resources_.add_resource(1);
    for (const int e : members) resources_.demand(e, resource, 1);
    for (int i = 1; i < times; ++i) {
      const int permit = resources_.add_edge(-1, 0);
      resources_.demand(permit, resource, -1);
      if (amount > 0) resources_.demand(permit, pool, amount);
    }
    return {};
  }

  Resources& resources_;
  const ProgrammeTree& tree_;
};

}  // namespace

Result<void> add_roots(Resources& resources) { return Roots(resources).add(); }

Result<void> add_sharing(Resources& resources) {
  const ProgrammeTree& tree = resources.tree();
  const int first = resources.question().first;
  for (int n = first; n < tree.end_of(first); ++n)
    for (const NodeSharing& sharing : tree.nodes()[at(n)].sharing)
      CAIRN_CHECK(SharedUses(resources).add(sharing));
  return {};
}

}  // namespace cairn::audit

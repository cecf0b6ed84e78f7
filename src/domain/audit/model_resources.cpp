// The resources of a model: who may be applied together, how much, and what conditions see of it.
#include <algorithm>
#include <map>
#include <numeric>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

#include "domain/audit/cliques.h"
#include "domain/audit/model.h"
#include "domain/audit/worth.h"

namespace cairn::audit {
namespace {

__extension__ using Wide = __int128;

// Of an average, whose terms are products: an edge's share of it stays below this.
constexpr std::int64_t kTermMax = std::int64_t{1} << 40;

std::size_t at(int index) { return static_cast<std::size_t>(index); }

class ResourceBuilder {
 public:
  ResourceBuilder(const Question& question, Model& model)
      : question_(question), tree_(question.tree), model_(model), problem_(model.problem) {
    for (const SearchEdge& edge : problem_.edges)
      node_of_edge_.push_back(model.tree_node[at(model.node_of_leaf[at(edge.leaf)])]);
    applied_ = static_cast<int>(problem_.edges.size());
    problem_.resources.reserve(question.candidates.size());
    edges_of_.resize(question.candidates.size());
    for (int e = 0; e < applied_; ++e) edges_of_[at(model.edge_candidate[at(e)])].push_back(e);
  }

  Result<void> run() {
    CAIRN_CHECK(add_roots());
    for (int n = question_.first; n < tree_.end_of(question_.first); ++n) {
      const ProgrammeNode& node = tree_.nodes()[at(n)];
      for (int i = 0; i < static_cast<int>(node.limits.size()); ++i) CAIRN_CHECK(add_limit(n, i));
    }
    for (int l = 0; l < static_cast<int>(problem_.leaves.size()); ++l)
      CAIRN_CHECK(add_condition(l));
    for (int n = question_.first; n < tree_.end_of(question_.first); ++n)
      for (const NodeSharing& sharing : tree_.nodes()[at(n)].sharing)
        CAIRN_CHECK(add_sharing(sharing));
    put_in_order();
    return {};
  }

 private:
  const Candidate& candidate_of(int edge) const {
    return question_.candidates[at(model_.edge_candidate[at(edge)])];
  }
  bool below(int edge, int node) const {
    return node_of_edge_[at(edge)] >= node && node_of_edge_[at(edge)] < tree_.end_of(node);
  }
  bool passes(const eligibility::Matcher& matcher, const Candidate& candidate) const {
    return matcher.passes(*candidate.award, candidate.achievement, question_.day);
  }
  std::vector<int> edges_below(int candidate, int node) const {
    std::vector<int> found;
    for (const int e : edges_of_[at(candidate)])
      if (below(e, node)) found.push_back(e);
    return found;
  }

  int add_resource(std::int64_t capacity) {
    problem_.resources.push_back({capacity});
    return static_cast<int>(problem_.resources.size()) - 1;
  }
  void demand(int edge, int resource, std::int64_t amount) {
    problem_.edges[at(edge)].demands.push_back({resource, amount});
  }
  // A use that applies no award: at a leaf, or without one.
  int add_edge(int leaf, std::int64_t gain) {
    SearchEdge edge;
    edge.leaf = leaf;
    edge.gain = gain;
    const int index = static_cast<int>(problem_.edges.size());
    if (leaf >= 0) {
      SearchLeaf& rule = problem_.leaves[at(leaf)];
      if (rule.edge_count++ == 0) rule.first_edge = index;
    }
    problem_.edges.push_back(std::move(edge));
    model_.edge_candidate.push_back(-1);
    return index;
  }

  // Demands by resource, uses without a leaf last.
  void put_in_order() {
    for (SearchEdge& edge : problem_.edges) std::ranges::sort(edge.demands, {}, &Demand::resource);
    if (static_cast<int>(problem_.edges.size()) == applied_) return;
    std::vector<SearchEdge> edges;
    std::vector<int> candidates;
    for (const bool with_leaf : {true, false})
      for (std::size_t e = 0; e < problem_.edges.size(); ++e) {
        SearchEdge& edge = problem_.edges[e];
        if ((edge.leaf >= 0) != with_leaf) continue;
        if (with_leaf && problem_.leaves[at(edge.leaf)].first_edge == static_cast<int>(e))
          problem_.leaves[at(edge.leaf)].first_edge = static_cast<int>(edges.size());
        edges.push_back(std::move(edge));
        candidates.push_back(model_.edge_candidate[e]);
      }
    problem_.edges = std::move(edges);
    model_.edge_candidate = std::move(candidates);
  }

  // --- Roots ------------------------------------------------------------------------------------

  // Section 3: an award without roots is its own. Roots of the same uses are one.
  Result<void> add_roots() {
    std::unordered_map<std::string_view, int> numbers;
    std::vector<std::vector<int>> candidates_of;
    for (int c = 0; c < static_cast<int>(edges_of_.size()); ++c) {
      if (edges_of_[at(c)].empty()) continue;
      const learning::Award& award = *question_.candidates[at(c)].award;
      const auto note = [&](const AwardId& id) {
        const auto [found, added] =
            numbers.try_emplace(id.text(), static_cast<int>(candidates_of.size()));
        if (added) candidates_of.emplace_back();
        if (candidates_of[at(found->second)].empty() ||
            candidates_of[at(found->second)].back() != c)
          candidates_of[at(found->second)].push_back(c);
      };
      if (award.roots.empty()) note(award.id);
      for (const AwardId& root : award.roots) note(root);
    }
    std::ranges::sort(candidates_of);
    candidates_of.erase(std::unique(candidates_of.begin(), candidates_of.end()),
                        candidates_of.end());
    for (const std::vector<int>& candidates : candidates_of) CAIRN_CHECK(add_root(candidates));
    return {};
  }

  Result<void> add_root(const std::vector<int>& candidates) {
    std::vector<int> edges;
    for (const int c : candidates)
      edges.insert(edges.end(), edges_of_[at(c)].begin(), edges_of_[at(c)].end());
    if (!tree_.has_sharing()) {
      exclude_each_other(edges);
      return {};
    }
    const auto sets =
        maximal_cliques(static_cast<int>(edges.size()), kSharedWaysMax,
                        [&](int a, int b) { return exclusive(edges[at(a)], edges[at(b)]); });
    if (!sets)
      return exhausted("sharing rules let one award be applied in more than " +
                           std::to_string(kSharedWaysMax) + " ways",
                       question_.candidates[at(candidates.front())].award->id.text());
    for (const std::vector<int>& set : *sets) {
      std::vector<int> members;
      for (const int member : set) members.push_back(edges[at(member)]);
      exclude_each_other(members);
    }
    return {};
  }

  void exclude_each_other(const std::vector<int>& edges) {
    if (edges.size() < 2) return;
    const int resource = add_resource(1);
    for (const int e : edges) demand(e, resource, 1);
  }

  // --- Sharing ----------------------------------------------------------------------------------

  // Of two uses that share a root: whether no sharing rule lets both be made.
  bool exclusive(int a, int b) const {
    if (model_.edge_candidate[at(a)] != model_.edge_candidate[at(b)]) return true;
    for (int n = question_.first; n < tree_.end_of(question_.first); ++n)
      for (const NodeSharing& sharing : tree_.nodes()[at(n)].sharing)
        if (allows(sharing, a, b)) return false;
    return true;
  }

  bool allows(const NodeSharing& sharing, int a, int b) const {
    const int of_a = member_above(sharing, a);
    const int of_b = member_above(sharing, b);
    return of_a >= 0 && of_b >= 0 && of_a != of_b && passes(sharing.where, candidate_of(a));
  }

  int member_above(const NodeSharing& sharing, int edge) const {
    for (const int node : sharing.between)
      if (below(edge, node)) return node;
    return -1;
  }

  // Section 8: m uses below different nodes count m - 1 times, and m is at most `times`.
  Result<void> add_sharing(const NodeSharing& sharing) {
    int pool = -1;
    if (sharing.unit) {
      CAIRN_TRY(const std::int64_t capacity, amount_in(*sharing.unit, sharing.at_most));
      pool = add_resource(capacity);
    }
    for (int c = 0; c < static_cast<int>(edges_of_.size()); ++c) {
      if (!passes(sharing.where, question_.candidates[at(c)])) continue;
      std::vector<int> members;  // uses that stand for "applied below this node"
      int count = 0;             // of those nodes
      for (const int node : sharing.between) {
        const std::vector<int> edges = edges_below(c, node);
        if (edges.empty()) continue;
        ++count;
        add_members(edges, members);
      }
      if (count < 2) continue;
      if (count > sharing.times) add_sum(members, sharing.times);
      if (pool < 0) continue;
      CAIRN_CHECK(add_counted(sharing, c, members, std::min(count, sharing.times), pool));
    }
    return {};
  }

  // The uses of one award below one node; where several can be made at once, one use without a leaf
  // stands for them.
  void add_members(const std::vector<int>& edges, std::vector<int>& members) {
    bool at_most_one = true;
    for (std::size_t i = 0; i < edges.size(); ++i)
      for (std::size_t j = 0; j < i; ++j)
        at_most_one = at_most_one && exclusive(edges[i], edges[j]);
    if (at_most_one) {
      members.insert(members.end(), edges.begin(), edges.end());
      return;
    }
    const int stand_in = add_edge(-1, 0);
    for (const int e : edges) provide(e, stand_in);
    members.push_back(stand_in);
  }

  // `edge` can be made only with `stand_in`.
  void provide(int edge, int stand_in) {
    const int resource = add_resource(0);
    demand(edge, resource, 1);
    demand(stand_in, resource, -1);
  }

  void add_sum(const std::vector<int>& members, std::int64_t most) {
    const int resource = add_resource(most);
    for (const int e : members) demand(e, resource, 1);
  }

  // Beyond the first, each needs a use without a leaf, which takes from the rule's pool.
  Result<void> add_counted(const NodeSharing& sharing, int candidate,
                           const std::vector<int>& members, int times, int pool) {
    const Candidate& shared = question_.candidates[at(candidate)];
    const Rational worth =
        worth_in(*sharing.unit, *shared.award, shared.achievement, tree_.index());
    CAIRN_TRY(const std::int64_t amount, amount_in(*sharing.unit, worth));
    const int resource = add_resource(1);
    for (const int e : members) demand(e, resource, 1);
    for (int i = 1; i < times; ++i) {
      const int permit = add_edge(-1, 0);
      demand(permit, resource, -1);
      if (amount > 0) demand(permit, pool, amount);
    }
    return {};
  }

  Result<std::int64_t> amount_in(const Unit& unit, const Rational& value) const {
    if (unit.measure == Unit::Measure::awards) return value.numerator();
    return model_.units(value);
  }

  // --- Limits -----------------------------------------------------------------------------------

  // Section 7.
  Result<void> add_limit(int node, int index) {
    const NodeLimit& limit = tree_.nodes()[at(node)].limits[at(index)];
    CAIRN_TRY(const std::int64_t capacity, amount_in(limit.unit, limit.at_most));
    std::map<std::string, int> resources;  // by value of `per`
    for (int e = 0; e < applied_; ++e) {
      const Candidate& candidate = candidate_of(e);
      if (!below(e, node) || !passes(limit.where, candidate)) continue;
      const Rational worth =
          worth_in(limit.unit, *candidate.award, candidate.achievement, tree_.index());
      if (worth.is_zero()) continue;
      CAIRN_TRY(const std::int64_t amount, amount_in(limit.unit, worth));
      for (const std::string& value : values_for(limit.per, candidate)) {
        const auto [found, added] = resources.try_emplace(value, -1);
        if (added) found->second = add_resource(capacity);
        demand(e, found->second, amount);
      }
    }
    Model::Limit made{node, index, {}};
    for (const auto& [value, resource] : resources) made.resources.push_back(resource);
    model_.limits.push_back(std::move(made));
    return {};
  }

  std::vector<std::string> values_for(const std::optional<requirement::Key>& key,
                                      const Candidate& candidate) const {
    if (!key) return {std::string()};
    return values_of(*key, *candidate.award, candidate.achievement, tree_.index());
  }

  // --- Conditions -------------------------------------------------------------------------------

  // Section 10.
  Result<void> add_condition(int leaf) {
    const int index = model_.tree_node[at(model_.node_of_leaf[at(leaf)])];
    const ProgrammeNode& node = tree_.nodes()[at(index)];
    if (node.kind == NodeKind::applied) return add_applied(leaf, node);
    if (node.kind == NodeKind::distinct) return add_distinct(leaf, node);
    return node.kind == NodeKind::average ? add_average(leaf, node) : Result<void>();
  }

  // A use that can be made only where one of `edges` is.
  int add_witness(int leaf, std::int64_t gain, const std::vector<int>& edges) {
    const int witness = add_edge(leaf, gain);
    const int resource = add_resource(0);
    demand(witness, resource, 1);
    for (const int e : edges) demand(e, resource, -1);
    return witness;
  }

  Result<void> add_applied(int leaf, const ProgrammeNode& node) {
    for (int c = 0; c < static_cast<int>(edges_of_.size()); ++c) {
      const Candidate& candidate = question_.candidates[at(c)];
      const std::vector<int> edges = edges_below(c, node.in);
      if (edges.empty() || !passes(node.accepts, candidate)) continue;
      const Rational worth =
          worth_in(node.unit, *candidate.award, candidate.achievement, tree_.index());
      if (worth.is_zero()) continue;
      CAIRN_TRY(const std::int64_t gain, model_.units(worth));
      add_witness(leaf, gain, edges);
    }
    return {};
  }

  Result<void> add_distinct(int leaf, const ProgrammeNode& node) {
    std::map<std::string, std::vector<int>> edges_with;
    for (int e = 0; e < applied_; ++e) {
      const Candidate& candidate = candidate_of(e);
      if (!below(e, node.in) || !passes(node.accepts, candidate)) continue;
      for (std::string& value :
           values_of(node.key, *candidate.award, candidate.achievement, tree_.index()))
        edges_with[std::move(value)].push_back(e);
    }
    for (const auto& [value, edges] : edges_with) add_witness(leaf, 1, edges);
    return {};
  }

  struct Term {
    int candidate;
    std::vector<int> edges;
    Rational value;  ///< weight times what the grade is short of the minimum
  };

  // The mean is high enough where the sum of the terms is not above zero.
  Result<void> add_average(int leaf, const ProgrammeNode& node) {
    std::vector<Term> terms;
    for (int c = 0; c < static_cast<int>(edges_of_.size()); ++c) {
      std::vector<int> edges = edges_below(c, node.in);
      if (edges.empty() || !passes(node.accepts, question_.candidates[at(c)])) continue;
      CAIRN_TRY(const std::optional<Rational> term, term_of(node, question_.candidates[at(c)]));
      if (term) terms.push_back({c, std::move(edges), *term});
    }
    if (terms.empty()) return {};
    CAIRN_TRY(const std::vector<std::int64_t> amounts, whole(terms, node));
    std::int64_t short_of = 0;
    std::vector<int> all;
    for (std::size_t t = 0; t < terms.size(); ++t) {
      short_of += std::max<std::int64_t>(0, amounts[t]);
      all.insert(all.end(), terms[t].edges.begin(), terms[t].edges.end());
    }
    const int satisfied = add_witness(leaf, 1, all);
    if (short_of == 0) return {};  // whatever is applied, the mean is high enough
    const int resource = add_resource(short_of);
    demand(satisfied, resource, short_of);
    for (std::size_t t = 0; t < terms.size(); ++t) add_term(terms[t], amounts[t], resource);
    return {};
  }

  Result<std::optional<Rational>> term_of(const ProgrammeNode& node,
                                          const Candidate& candidate) const {
    const grade::Scale& scale = *tree_.index().scale(node.scale);
    const std::optional<grade::Grade>& grade = candidate.award->grade;
    if (!grade || grade->scale != node.scale) return std::optional<Rational>();
    const std::optional<std::size_t> rank = grade::rank_of(scale, grade->value);
    if (!rank || !scale.grades[*rank].points) return std::optional<Rational>();
    Rational weight(1);
    if (!node.unit.system.empty())
      weight = worth_in({Unit::Measure::credit, node.unit.system}, *candidate.award,
                        candidate.achievement, tree_.index());
    if (weight.is_zero()) return std::optional<Rational>();
    CAIRN_TRY(const Rational lacking, subtract(node.minimum, *scale.grades[*rank].points));
    CAIRN_TRY(const Rational term, multiply(lacking, weight));
    return std::optional(term);
  }

  // The terms over their common denominator, and without their common factor.
  static Result<std::vector<std::int64_t>> whole(const std::vector<Term>& terms,
                                                 const ProgrammeNode& node) {
    std::int64_t denominator = 1;
    for (const Term& term : terms) {
      const std::int64_t factor =
          term.value.denominator() / std::gcd(denominator, term.value.denominator());
      if (factor > Programme::kDenominatorMax / denominator)
        return exhausted("the grades and credit have no small common denominator", node.id.text());
      denominator *= factor;
    }
    std::vector<std::int64_t> amounts;
    std::int64_t common = 0;
    for (const Term& term : terms) {
      const Wide amount = Wide{term.value.numerator()} * (denominator / term.value.denominator());
      if (amount > kTermMax || amount < -kTermMax)
        return exhausted("the grades and credit are too far apart to be averaged exactly",
                         node.id.text());
      amounts.push_back(static_cast<std::int64_t>(amount));
      common = std::gcd(common, amounts.back());
    }
    for (std::int64_t& amount : amounts) amount /= std::max<std::int64_t>(1, common);
    return amounts;
  }

  // An award that can be applied twice there counts once: a use without a leaf stands for it.
  void add_term(const Term& term, std::int64_t amount, int resource) {
    if (amount == 0) return;
    if (term.edges.size() == 1 || !tree_.has_sharing()) {
      for (const int e : term.edges) demand(e, resource, amount);
      return;
    }
    const int stand_in = add_edge(-1, 0);
    demand(stand_in, resource, amount);
    if (amount > 0) {
      for (const int e : term.edges) provide(e, stand_in);
    } else {
      const int seen = add_resource(0);
      demand(stand_in, seen, 1);
      for (const int e : term.edges) demand(e, seen, -1);
    }
  }

  const Question& question_;
  const ProgrammeTree& tree_;
  Model& model_;
  Problem& problem_;
  std::vector<int> node_of_edge_;           // of the tree, by edge that applies an award
  int applied_ = 0;                         // how many those are
  std::vector<std::vector<int>> edges_of_;  // by candidate
};

}  // namespace

Result<void> add_resources(const Question& question, Model& model) {
  return ResourceBuilder(question, model).run();
}

}  // namespace cairn::audit

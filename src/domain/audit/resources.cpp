#include "domain/audit/resources.h"

#include <algorithm>
#include <numeric>

#include "domain/audit/worth.h"

namespace cairn::audit {
namespace {

__extension__ using Wide = __int128;

// Of a mean or a share, whose terms are products: an edge's part of it stays below this.
constexpr std::int64_t kTermMax = std::int64_t{1} << 40;

std::size_t at(int index) { return static_cast<std::size_t>(index); }

}  // namespace

Resources::Resources(const Question& question, Model& model)
    : question_(question), model_(model), problem_(model.problem) {
  node_of_edge_.reserve(problem_.edges.size());
  for (const SearchEdge& edge : problem_.edges)
    node_of_edge_.push_back(model.tree_node[at(model.node_of_leaf[at(edge.leaf)])]);
  applied_ = static_cast<int>(problem_.edges.size());
  problem_.resources.reserve(question.candidates.size());
  edges_of_.resize(question.candidates.size());
  for (int e = 0; e < applied_; ++e) edges_of_[at(model.edge_candidate[at(e)])].push_back(e);
}

const Candidate& Resources::candidate_of(int edge) const {
  return candidate(model_.edge_candidate[at(edge)]);
}

int Resources::leaf_of(int edge) const { return problem_.edges[at(edge)].leaf; }

bool Resources::below(int edge, int node) const {
  return node_of_edge_[at(edge)] >= node && node_of_edge_[at(edge)] < tree().end_of(node);
}

bool Resources::passes(const eligibility::Matcher& matcher, const Candidate& candidate) const {
  return matcher.passes(*candidate.award, candidate.achievement, question_.day);
}

Rational Resources::worth(const Unit& unit, const Candidate& candidate) const {
  return worth_in(unit, *candidate.award, candidate.achievement, tree().index());
}

std::vector<int> Resources::edges_below(int candidate, int node) const {
  std::vector<int> found;
  for (const int e : edges_of(candidate))
    if (below(e, node)) found.push_back(e);
  return found;
}

std::vector<int> Resources::wholes_below(int candidate, int node) const {
  std::vector<int> found = edges_below(candidate, node);
  std::erase_if(found, [&](int e) { return !piece_of(e).is_whole(); });
  return found;
}

std::vector<std::vector<int>> Resources::told_apart(const std::vector<int>& edges,
                                                    Unit::Measure measure) const {
  if (!tree().has_split() || measure == Unit::Measure::awards) return {edges};
  std::vector<std::vector<int>> sets;
  std::vector<int> wholes;
  for (const int e : edges) {
    if (piece_of(e).is_whole())
      wholes.push_back(e);
    else
      sets.push_back({e});
  }
  if (!wholes.empty()) sets.push_back(std::move(wholes));
  return sets;
}

bool Resources::compete(int a, int b) const {
  if (model_.edge_candidate[at(a)] != model_.edge_candidate[at(b)]) return true;
  if (!piece_of(a).is_whole() || !piece_of(b).is_whole()) return true;
  const auto member_above = [&](const NodeSharing& sharing, int edge) {
    const auto member =
        std::ranges::find_if(sharing.between, [&](int node) { return below(edge, node); });
    return member == sharing.between.end() ? -1 : *member;
  };
  for (int n = question_.first; n < tree().end_of(question_.first); ++n)
    for (const NodeSharing& sharing : tree().nodes()[at(n)].sharing) {
      const int of_a = member_above(sharing, a);
      const int of_b = member_above(sharing, b);
      if (of_a >= 0 && of_b >= 0 && of_a != of_b && passes(sharing.where, candidate_of(a)))
        return false;
    }
  return true;
}

int Resources::add_resource(std::int64_t capacity) {
  problem_.resources.push_back({capacity});
  return static_cast<int>(problem_.resources.size()) - 1;
}

void Resources::demand(int edge, int resource, std::int64_t amount) {
  problem_.edges[at(edge)].demands.push_back({resource, amount});
}

int Resources::add_edge(int leaf, std::int64_t gain) {
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
  if (tree().has_split()) model_.edge_piece.emplace_back();
  return index;
}

int Resources::add_witness(int leaf, std::int64_t gain, const std::vector<int>& edges) {
  const int witness = add_edge(leaf, gain);
  const int resource = add_resource(0);
  demand(witness, resource, 1);
  for (const int e : edges) demand(e, resource, -1);
  return witness;
}

bool Resources::at_most_one(const std::vector<int>& edges) const {
  if (edges.size() < 2 || tree().applies_once()) return true;
  const auto fit_together = [&](int a, int b) {
    const Piece one = piece_of(a);
    const Piece other = piece_of(b);
    return one.taken * other.of + other.taken * one.of <= one.of * other.of;
  };
  for (std::size_t i = 0; i < edges.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (!compete(edges[i], edges[j]) || fit_together(edges[i], edges[j])) return false;
  return true;
}

int Resources::add_stand_in(const std::vector<int>& edges) {
  const int stand_in = add_edge(-1, 0);
  for (const int e : edges) {
    const int resource = add_resource(0);
    demand(e, resource, 1);
    demand(stand_in, resource, -1);
  }
  return stand_in;
}

// Where several can be made at once, one edge without a leaf stands for them.
std::vector<int> Resources::forced_by(const std::vector<int>& edges) {
  if (at_most_one(edges)) return edges;
  return {add_stand_in(edges)};
}

std::vector<int> Resources::resting_on(const std::vector<int>& edges) {
  if (at_most_one(edges)) return edges;
  return {add_witness(-1, 0, edges)};
}

void Resources::put_in_order() {
  for (SearchEdge& edge : problem_.edges) std::ranges::sort(edge.demands, {}, &Demand::resource);
  if (static_cast<int>(problem_.edges.size()) == applied_) return;
  std::vector<SearchEdge> edges;
  std::vector<int> candidates;
  std::vector<Piece> pieces;
  for (const bool with_leaf : {true, false})
    for (std::size_t e = 0; e < problem_.edges.size(); ++e) {
      SearchEdge& edge = problem_.edges[e];
      if ((edge.leaf >= 0) != with_leaf) continue;
      if (with_leaf && problem_.leaves[at(edge.leaf)].first_edge == static_cast<int>(e))
        problem_.leaves[at(edge.leaf)].first_edge = static_cast<int>(edges.size());
      edges.push_back(std::move(edge));
      candidates.push_back(model_.edge_candidate[e]);
      if (tree().has_split()) pieces.push_back(model_.edge_piece[e]);
    }
  problem_.edges = std::move(edges);
  model_.edge_candidate = std::move(candidates);
  model_.edge_piece = std::move(pieces);
}

Result<std::int64_t> Resources::amount_in(const Unit& unit, const Rational& value) const {
  if (unit.measure == Unit::Measure::awards) return value.numerator();
  return model_.units(value);
}

Result<std::vector<std::int64_t>> whole(const std::vector<Term>& terms, const NodeId& node) {
  std::int64_t denominator = 1;
  for (const Term& term : terms) {
    const std::int64_t factor =
        term.value.denominator() / std::gcd(denominator, term.value.denominator());
    if (factor > Programme::kDenominatorMax / denominator)
      return exhausted("the amounts have no small common denominator", node.text());
    denominator *= factor;
  }
  std::vector<std::int64_t> amounts;
  std::int64_t common = 0;
  for (const Term& term : terms) {
    const Wide amount = Wide{term.value.numerator()} * (denominator / term.value.denominator());
    if (amount > kTermMax || amount < -kTermMax)
      return exhausted("the amounts are too far apart to be compared exactly", node.text());
    amounts.push_back(static_cast<std::int64_t>(amount));
    common = std::gcd(common, amounts.back());
  }
  for (std::int64_t& amount : amounts) amount /= std::max<std::int64_t>(1, common);
  return amounts;
}

Result<void> add_resources(const Question& question, Model& model) {
  Resources resources(question, model);
  CAIRN_CHECK(add_roots(resources));
  CAIRN_CHECK(add_limits(resources));
  CAIRN_CHECK(add_conditions(resources));
  CAIRN_CHECK(add_sharing(resources));
  resources.put_in_order();
  return {};
}

}  // namespace cairn::audit

// The resources of a model in the making: what roots, sharing rules, limits and conditions make
// them with. Edges are the problem's; the first ones apply awards, those added later stand for
// others.
#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "base/inline_vector.h"
#include "base/rational.h"
#include "base/result.h"
#include "domain/audit/model.h"

namespace cairn::audit {

class Resources {
 public:
  /// Both must outlive it; the model has its nodes and uses.
  Resources(const Question& question, Model& model);

  const Question& question() const { return question_; }
  const ProgrammeTree& tree() const { return question_.tree; }
  const Model& model() const { return model_; }
  void note_limit(Model::Limit limit) { model_.limits.push_back(std::move(limit)); }
  /// How many edges apply awards.
  int applied() const { return applied_; }
  int candidate_count() const { return static_cast<int>(edges_of_.size()); }
  const Candidate& candidate(int number) const {
    return question_.candidates[static_cast<std::size_t>(number)];
  }
  /// The edges that apply a candidate, ascending.
  const InlineVector<int, 4>& edges_of(int candidate) const {
    return edges_of_[static_cast<std::size_t>(candidate)];
  }
  std::vector<int> edges_below(int candidate, int node) const;
  /// The same without pieces.
  std::vector<int> wholes_below(int candidate, int node) const;
  /// Of an edge that applies an award.
  const Candidate& candidate_of(int edge) const;
  Piece piece_of(int edge) const { return model_.piece_of(edge); }
  /// Edges that apply one candidate, ascending, as what a count in `measure` tells apart: together
  /// where it counts awards, else each piece by itself, and all that are wholes.
  std::vector<std::vector<int>> told_apart(const std::vector<int>& edges,
                                           Unit::Measure measure) const;
  int leaf_of(int edge) const;
  bool below(int edge, int node) const;
  bool passes(const eligibility::Matcher& matcher, const Candidate& candidate) const;
  Rational worth(const Unit& unit, const Candidate& candidate) const;
  /// Whether two edges take the same of a root that they have in common: no sharing rule lets both
  /// have it.
  bool compete(int a, int b) const;

  int add_resource(std::int64_t capacity);
  void demand(int edge, int resource, std::int64_t amount);
  /// An edge that applies no award: at a leaf, or without one (-1).
  int add_edge(int leaf, std::int64_t gain);
  /// One that can be made only where one of `edges` is.
  int add_witness(int leaf, std::int64_t gain, const std::vector<int>& edges);
  /// One without a leaf that must be made where one of `edges` is.
  int add_stand_in(const std::vector<int>& edges);
  /// Edges of which one must be made where one of `edges`, all of one award, is.
  std::vector<int> forced_by(const std::vector<int>& edges);
  /// Edges of which at most one can be made, and only where one of `edges`, all of one award, is.
  std::vector<int> resting_on(const std::vector<int>& edges);

  /// Demands by resource, edges without a leaf last: as a problem has them. Once, at the end.
  void put_in_order();

  Result<std::int64_t> amount_in(const Unit& unit, const Rational& value) const;

 private:
  bool at_most_one(const std::vector<int>& edges) const;

  const Question& question_;
  Model& model_;
  Problem& problem_;
  std::vector<int> node_of_edge_;  // of the tree, by edge that applies an award
  int applied_ = 0;
  std::vector<InlineVector<int, 4>> edges_of_;  // by candidate
};

/// What the award of `edges` adds, where it is applied, to what a mean or a share lacks.
struct Term {
  std::vector<int> edges;
  Rational value;
};
/// The terms over their common denominator and without their common factor. Exhausted, with the
/// node, when they do not fit.
Result<std::vector<std::int64_t>> whole(const std::vector<Term>& terms, const NodeId& node);

/// Section 3, and section 8 as far as it says which uses exclude each other.
Result<void> add_roots(Resources& resources);
/// Section 7.
Result<void> add_limits(Resources& resources);
/// Section 10.
Result<void> add_conditions(Resources& resources);
/// Section 8: how often and how much.
Result<void> add_sharing(Resources& resources);

}  // namespace cairn::audit

// From a subtree and awards to the integers of the search, and back.
#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <vector>

#include "base/result.h"
#include "domain/audit/audit.h"
#include "domain/audit/exceptions.h"
#include "domain/audit/pieces.h"
#include "domain/audit/programme.h"
#include "domain/audit/search.h"
#include "domain/credit/amount.h"
#include "domain/learning/award.h"

namespace cairn::audit {

/// An award that may be used, in canonical order: earned and recognised ones first, then by id.
struct Candidate {
  const learning::Award* award = nullptr;
  int achievement = -1;  ///< its number in the index
  bool in_progress = false;
};

/// The question "how near do these awards bring this subtree?".
struct Question {
  const ProgrammeTree& tree;
  int first = 0;  ///< the node on top
  const credit::SystemId& system;
  std::span<const Candidate> candidates;
  const learning::Record& record;  ///< for facts
  const Exceptions& exceptions;
  Date day;
};

/// That question in integers. A node below a `same` node has one problem node for each copy; one
/// that a `when` node does not stand for has none.
struct Model {
  /// Of the problem, copies below `same` included.
  static constexpr std::size_t kNodesMax = 50'000;
  /// Uses of an award, or a piece of it, at a leaf.
  static constexpr std::size_t kEdgesMax = 100'000;
  static constexpr std::int64_t kUnitsMax = std::int64_t{1} << 40;  ///< of one amount

  /// What keeps to one limit.
  struct Limit {
    int node = 0;   ///< of the tree
    int index = 0;  ///< in its limits
    std::vector<int> resources;
  };

  Problem problem;
  std::vector<int> tree_node;       ///< by problem node; of the leaf of a holds node too
  std::vector<int> first_copy;      ///< by tree node - first: its first problem node, or -1
  std::vector<int> next_copy;       ///< by problem node: another one of the same tree node, or -1
  std::vector<int> node_of_leaf;    ///< by problem leaf: the problem node that it belongs to
  std::vector<int> edge_candidate;  ///< by edge: which candidate it applies, or -1
  std::vector<Piece> edge_piece;    ///< by edge: how much of it; empty where nothing is split
  std::vector<Limit> limits;
  std::map<int, std::vector<int>> on_record;  ///< by problem node of an average over the record:
                                              ///< the candidates that it looks at
  int first = 0;
  std::int64_t denominator = 1;  ///< amounts are counted in 1/denominator

  /// What so many units of 1/denominator are.
  Rational amount(std::int64_t units) const;
  /// A cost as the distance it stands for.
  Distance distance_of(std::int64_t cost, const credit::SystemId& system) const;
  /// The problem node that a tree node has in a choice: a chosen copy, else the first; or -1.
  int copy_of(int node, const std::vector<std::uint8_t>& chosen) const;
  /// How much of its candidate an edge applies.
  Piece piece_of(int edge) const {
    return edge_piece.empty() ? Piece() : edge_piece[static_cast<std::size_t>(edge)];
  }
  /// An amount in units of 1/denominator; exhausted when it does not fit.
  Result<std::int64_t> units(const Rational& amount) const;
};

/// Exhausted when the amounts do not fit exact 64-bit arithmetic, or there is too much of it.
Result<Model> build_model(const Question& question);

/// Gives a model whose nodes and uses are there its resources: roots with the sharing rules,
/// limits, and what conditions look at.
Result<void> add_resources(const Question& question, Model& model);

}  // namespace cairn::audit

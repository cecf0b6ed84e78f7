// A goal's requirement, compiled once: every achievement it rests on inlined, checked and indexed.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

#include "base/rational.h"
#include "base/result.h"
#include "base/text.h"
#include "domain/credit/amount.h"
#include "domain/ids/ids.h"
#include "domain/learning/award.h"
#include "domain/learning/catalogue.h"
#include "domain/requirement/requirement.h"

namespace cairn::audit {

enum class NodeKind { all, at_least, holds, credit };

/// One node of the expanded tree (docs/reference/requirements.md, section 2).
struct ProgrammeNode {
  NodeId id;  ///< its path, unique in the tree: "riverside/sql-certificate/core"
  LocalizedText title;
  NodeKind kind = NodeKind::all;
  int parent = -1;             ///< -1 for the first node
  std::vector<int> children;   ///< by id; a holds node has its achievement's requirement, or none
  int count = 0;               ///< at_least: how many children; all: all of them; holds: 1
  AchievementId achievement;   ///< holds: the achievement
  Rational credit;             ///< holds: its credit in the system of the goal, else 0
  credit::Amount minimum;      ///< credit
  requirement::Filter filter;  ///< credit: as written, sorted
};

/// The nodes of one expanded tree in preorder, with an index from achievements to leaves.
class ProgrammeTree {
 public:
  std::span<const ProgrammeNode> nodes() const { return nodes_; }
  /// One past the last node of the subtree that starts at `node`.
  int end_of(int node) const { return ends_[static_cast<std::size_t>(node)]; }
  /// Appends the holds and credit nodes whose filter accepts the award, whatever its status and
  /// dates, ascending.
  void accepting(const learning::Award& award, std::vector<int>& leaves) const;
  /// Common denominator of all credit that the nodes state.
  std::int64_t denominator() const { return denominator_; }

 private:
  friend class ProgrammeCompiler;
  std::vector<ProgrammeNode> nodes_;
  std::vector<int> ends_;
  std::unordered_map<AchievementId, std::vector<int>> leaves_of_;
  std::vector<int> open_leaves_;  ///< credit leaves that name no achievement
  std::int64_t denominator_ = 1;
};

/// Immutable, so it can be shared between threads; holds copies of all it needs.
class Programme {
 public:
  /// `goal` may have no requirement of its own: then it is met by holding it. Refused, each naming
  /// achievement and node: unknown achievements and organizations; requirements that rest on
  /// themselves; prerequisites nobody can meet because they wait for each other; impossible counts
  /// and minima; node ids that are empty, repeated or hold a slash; more than kNodesMax nodes
  /// or kDepthMax levels; credit without a common denominator up to kDenominatorMax.
  static Result<Programme> compile(const AchievementId& goal, const learning::Catalogue& catalogue);

  static constexpr int kNodesMax = 10'000;
  static constexpr int kDepthMax = 256;
  static constexpr std::int64_t kDenominatorMax = 1'000'000'000;

  const AchievementId& goal() const { return goal_; }
  /// The credit system in which distances are counted; empty when the goal knows none.
  const credit::SystemId& system() const { return system_; }
  /// The expanded tree; node 0 is `holds goal`.
  const ProgrammeTree& tree() const { return tree_; }
  std::span<const ProgrammeNode> nodes() const { return tree_.nodes(); }
  /// The goal's prerequisites, expanded in the same way; no nodes when there are none.
  const ProgrammeTree& prerequisite_tree() const { return prerequisites_; }
  std::span<const ProgrammeNode> prerequisites() const { return prerequisites_.nodes(); }

 private:
  friend class ProgrammeCompiler;
  Programme() = default;
  AchievementId goal_;
  credit::SystemId system_;
  ProgrammeTree tree_;
  ProgrammeTree prerequisites_;
};

}  // namespace cairn::audit

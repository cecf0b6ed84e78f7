// A goal's requirement, compiled once: every achievement it rests on inlined, checked and indexed.
#pragma once

#include <algorithm>
#include <compare>
#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "base/rational.h"
#include "base/result.h"
#include "base/text.h"
#include "domain/credit/amount.h"
#include "domain/eligibility/index.h"
#include "domain/eligibility/matcher.h"
#include "domain/ids/ids.h"
#include "domain/learning/award.h"
#include "domain/learning/catalogue.h"
#include "domain/requirement/requirement.h"

namespace cairn::audit {

enum class NodeKind {
  all,
  at_least,
  holds,
  credit,
  hours,
  awards,
  points,
  fact,
  when,
  same,
  applied,
  distinct,
  average,
};

/// Whether awards are applied to such nodes.
constexpr bool is_applied_to(NodeKind kind) {
  return kind >= NodeKind::holds && kind <= NodeKind::points;
}
/// Whether such nodes look at what is applied elsewhere.
constexpr bool is_condition(NodeKind kind) { return kind >= NodeKind::applied; }

using requirement::Unit;

/// A limit of a node (section 7).
struct NodeLimit {
  NodeId id;
  Unit unit;
  Rational at_most;
  bool is_share = false;  ///< at_most is a part of all that is applied
  eligibility::Matcher where;
  std::optional<requirement::Key> per;
};

/// A sharing rule of a node (section 8); `between` holds indices of nodes.
struct NodeSharing {
  NodeId id;
  std::vector<int> between;
  eligibility::Matcher where;
  std::optional<Unit> unit;  ///< of at_most; absent: unlimited
  Rational at_most;
  int times = 2;
};

/// What a node says of splitting (section 8).
struct NodeSplit {
  credit::Amount step;
  eligibility::Matcher where;
};

/// What is to be avoided below a node (section 13).
struct NodeAvoid {
  NodeId id;
  eligibility::Matcher where;
  int weight = 1;
};

/// What an applied node says beyond its minimum (section 10).
struct AppliedTerms {
  /// Among the last so much.
  struct Last {
    Unit unit;
    Rational amount;
  };
  bool is_share = false;  ///< the minimum is a part of all that is applied
  std::optional<Last> last;
  bool unshared = false;  ///< only what is applied nowhere else
};

/// One line of a points node.
struct PointsLine {
  Rational points;
  eligibility::Matcher where;

  auto operator<=>(const PointsLine&) const = default;
};

/// One node of the expanded tree (docs/reference/requirements.md, section 2).
struct ProgrammeNode {
  NodeId id;  ///< its path, unique in the tree: "riverside/sql-certificate/core"
  LocalizedText title;
  NodeKind kind = NodeKind::all;
  int parent = -1;            ///< -1 for the first node
  std::vector<int> children;  ///< by id; a holds node has its achievement's requirement, or none;
                              ///< a when node has what it stands for if its fact is satisfied first
  int count = 0;              ///< at_least: how many children; all: all of them; others: 1
  std::optional<int> at_most;        ///< at_least: children that may be picked; distinct: values
  AchievementId achievement;         ///< holds: the achievement
  Rational credit;                   ///< holds: its credit in the system of the goal, else 0
  Unit unit;                         ///< credit, hours, awards, applied
  Rational minimum;                  ///< credit to points, and conditions
  eligibility::Matcher accepts;      ///< leaves: the filter; conditions: what they look at
  std::vector<AchievementId> named;  ///< achievements that the filter names, sorted
  std::vector<PointsLine> lines;     ///< points
  requirement::Fact fact;            ///< fact, when
  requirement::Key key = requirement::Key::organization;  ///< same, distinct
  int in = -1;                     ///< conditions: the node they look below; -1: the whole record
  AppliedTerms terms;              ///< applied
  grade::ScaleId scale;            ///< average
  bool less_is_better = false;     ///< average: the fewer points a grade has
  bool averages_attempts = false;  ///< average: a node at or above it says so of repeats
  std::vector<NodeLimit> limits;
  std::vector<NodeSharing> sharing;
  std::optional<NodeSplit> split;
  int split_by = -1;  ///< credit, hours: the node whose split speaks of it, or -1
  std::optional<requirement::Repeats> repeats;
  requirement::Stacked stacked = requirement::Stacked::either;
  std::vector<NodeAvoid> avoid;

  /// The minimum of a credit node.
  credit::Amount minimum_credit() const { return {minimum, unit.system}; }
};

/// The nodes of one expanded tree in preorder, with an index from achievements to leaves.
class ProgrammeTree {
 public:
  std::span<const ProgrammeNode> nodes() const { return nodes_; }
  /// One past the last node of the subtree that starts at `node`.
  int end_of(int node) const { return ends_[static_cast<std::size_t>(node)]; }
  /// -1 when there is no node with this path. Linear.
  int find(std::string_view path) const;
  /// What the nodes' filters and awards' achievements are numbered by.
  const eligibility::Index& index() const { return *index_; }
  /// Calls visit(leaf) for the leaves that may accept an award of an achievement, ascending; it is
  /// not called for others.
  template <class Visit>
  void visit_leaves_for(int achievement, Visit visit) const;
  /// Appends the leaves that accept the award on a day, whatever its status and dates, ascending.
  void accepting(const learning::Award& award, Date day, std::vector<int>& leaves) const;
  /// Common denominator of all amounts that the nodes state.
  std::int64_t denominator() const { return denominator_; }
  bool has_sharing() const { return has_sharing_; }
  /// Whether a leaf may have pieces of awards.
  bool has_split() const { return has_split_; }
  /// Whether each award is applied to one leaf at most: neither shared nor split.
  bool applies_once() const { return !has_sharing_ && !has_split_; }
  /// Whether it has limits, sharing rules or conditions, which count what is applied elsewhere.
  bool has_rules() const { return has_rules_; }
  /// Whether something is to be avoided somewhere.
  bool has_preferences() const { return has_preferences_; }

 private:
  friend class ProgrammeCompiler;
  std::shared_ptr<const eligibility::Index> index_;  ///< shared by all trees of one catalogue
  std::vector<ProgrammeNode> nodes_;
  std::vector<int> ends_;
  std::vector<std::pair<int, int>> leaves_of_;  ///< number of achievement and leaf, ascending
  std::vector<int> open_leaves_;                ///< leaves that many achievements may suit
  std::int64_t denominator_ = 1;
  bool has_sharing_ = false;
  bool has_split_ = false;
  bool has_rules_ = false;
  bool has_preferences_ = false;
};

template <class Visit>
void ProgrammeTree::visit_leaves_for(int achievement, Visit visit) const {
  auto open = open_leaves_.begin();
  auto named = std::ranges::lower_bound(leaves_of_, std::pair(achievement, 0));
  for (; named != leaves_of_.end() && named->first == achievement; ++named) {
    for (; open != open_leaves_.end() && *open < named->second; ++open) visit(*open);
    visit(named->second);
  }
  for (; open != open_leaves_.end(); ++open) visit(*open);
}

/// Immutable, so it can be shared between threads; holds copies of all it needs.
class Programme {
 public:
  /// `goal` may have no requirement of its own: then it is met by holding it. What is refused is
  /// written in section 16; each refusal names achievement and node.
  static Result<Programme> compile(const AchievementId& goal, const learning::Catalogue& catalogue);
  /// The same with an index that was made of this catalogue once for many goals.
  static Result<Programme> compile(const AchievementId& goal, const learning::Catalogue& catalogue,
                                   std::shared_ptr<const eligibility::Index> index);

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
  /// The achievements whose own requirements stand in the trees. Linear.
  std::set<AchievementId> opened() const;

 private:
  friend class ProgrammeCompiler;
  Programme() = default;
  AchievementId goal_;
  credit::SystemId system_;
  ProgrammeTree tree_;
  ProgrammeTree prerequisites_;
};

}  // namespace cairn::audit

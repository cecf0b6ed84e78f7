// A planning problem in indexes: what could be taken, and the trees that say what it would do.
#pragma once

#include <bitset>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "domain/audit/programme.h"
#include "domain/plan/plan.h"

namespace cairn::plan {

constexpr int kCandidatesMax = 256;
using Mask = std::bitset<kCandidatesMax>;

inline std::size_t at(int index) { return static_cast<std::size_t>(index); }

/// One way to take a candidate. Days count from the plan's start.
struct Choice {
  const learning::Offering* offering = nullptr;
  int days = 0;
  int load = 0;  ///< hours per week
  std::int64_t price = 0;
  std::int64_t hours = 0;   ///< in all
  std::vector<int> starts;  ///< ascending; empty: any day
  bool any_day = true;

  /// First possible start on or after `day`, or -1.
  int start_from(int day) const;
};

/// Something a leaf may accept: an award of the record, one that a candidate would give, a view by
/// an agreement, or a stacked award that an agreement converts.
struct Source {
  enum class Kind { record, candidate, view, stack };
  Kind kind = Kind::record;
  int index = 0;  ///< into Problem::candidates, views or stacks
};

struct Item {
  int source = 0;
  std::int64_t units = 1;  ///< what it is worth at its leaf
};

/// A node of a tree; children stand after their parent.
struct TreeNode {
  audit::NodeKind kind = audit::NodeKind::all;
  int count = 0;
  std::vector<int> children;
  std::vector<Item> items;  ///< leaves that apply awards
  std::int64_t need = 1;
  /// No plan can be said to need anything for it: a lower bound leaves it out.
  bool free = false;
  /// Its children take from one pool of awards (audit section 3); false above the outermost leaves
  /// of prerequisites, which reserve nothing.
  bool exclusive = true;
};

struct Tree {
  std::vector<TreeNode> nodes;  ///< empty: nothing is asked
  Mask mentions;                ///< candidates that could matter to it, through views too
};

/// An achievement that could be taken.
struct Candidate {
  const learning::Achievement* achievement = nullptr;
  learning::Award award;  ///< what it would give, dated on the plan's start
  std::vector<Choice> choices;
  std::shared_ptr<const audit::Programme> programme;  ///< only where it has prerequisites
  Tree prerequisites;
};

/// A group of a term of an automatic agreement in force on the start.
struct View {
  std::vector<std::vector<int>> from;  ///< for each achievement of the group its sources
};

/// An achievement earned by stacking that some view stands on.
struct Stack {
  learning::Award award;
  std::shared_ptr<const audit::Programme> programme;
  Tree tree;
};

/// A record in the future, and the versions of Problem::agreements behind the views that the plan
/// added to it.
struct After {
  learning::Record record;
  std::map<AwardId, const recognition::Agreement*> views;
};

class Problem {
 public:
  static Result<Problem> build(const Request& request, const learning::Record& record,
                               const World& world);

  const Request& request() const { return request_; }
  const World& world() const { return *world_; }
  const audit::Programme& goal() const { return *goal_; }
  const Tree& tree() const { return tree_; }
  const std::vector<Candidate>& candidates() const { return candidates_; }
  int candidate_count() const { return static_cast<int>(candidates_.size()); }
  const std::vector<View>& views() const { return views_; }
  const std::vector<Stack>& stacks() const { return stacks_; }
  const std::vector<Source>& sources() const { return sources_; }
  const std::string& currency() const { return currency_; }
  const std::vector<AwardId>& assumed() const { return assumed_; }
  const std::vector<recognition::Agreement>& agreements() const { return agreements_; }

  /// The spans of days between which the record's usable awards change: epoch 0 begins with the
  /// plan, and awards only ever drop out.
  int epoch_of(int day) const;

  /// The record as it would stand on a day of `epoch` after the candidates in `taken`: with their
  /// awards, and with the stacked awards and views that follow (section 3).
  Result<After> record_after(const Mask& taken, int epoch) const;

 private:
  friend class ProblemBuilder;
  Problem() = default;
  Result<std::optional<learning::Award>> stacked(const Stack& stack,
                                                 const learning::Record& record) const;

  Request request_;
  const World* world_ = nullptr;
  std::shared_ptr<const audit::Programme> goal_;
  Tree tree_;
  std::vector<Candidate> candidates_;
  std::vector<View> views_;
  std::vector<Stack> stacks_;
  std::vector<Source> sources_;
  std::string currency_;
  std::vector<AwardId> assumed_;
  std::vector<recognition::Agreement> agreements_;
  std::vector<learning::Award> base_;  ///< of the record, usable on the start
  std::vector<learning::FactStatement> facts_;
  std::vector<requirement::Exception> exceptions_;
  std::vector<int> epoch_starts_;  ///< ascending, first is 0
};

}  // namespace cairn::plan

// The audit: the exact evaluation of a record against the requirement of one achievement. What it
// means is written in docs/reference/requirements.md; section numbers below are of that page.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/rational.h"
#include "base/result.h"
#include "base/time.h"
#include "domain/audit/programme.h"
#include "domain/audit/solved_parts.h"
#include "domain/credit/amount.h"
#include "domain/ids/ids.h"
#include "domain/learning/award.h"
#include "domain/requirement/requirement.h"

namespace cairn::audit {

enum class Explain {
  fully,  ///< reasons name an irreducible set of leaves where leaves fight for the same awards
  briefly,
  nothing,  ///< status, distances and bound alone; nodes, what is missing and reasons stay empty
};

struct Options {
  Date at;  ///< the day for which the answer holds
  /// Search nodes per search (of bounded work each) before it ends unproven; never a time, so that
  /// every machine gives the same answer.
  std::uint64_t nodes_max = 20'000;
  Explain explain = Explain::fully;
};

enum class Status { complete, complete_if_in_progress_passes, incomplete, undecided };

/// How far a record is from the goal (section 11): compared by credit, then by missing leaves;
/// complete means both are zero. All distances of one programme are in the same system.
struct Distance {
  Rational credit;
  credit::SystemId system;  ///< Programme::system(); empty when the goal knows no credit
  int missing = 0;

  bool is_zero() const { return credit.is_zero() && missing == 0; }
  bool operator==(const Distance&) const = default;
  std::strong_ordering operator<=>(const Distance& other) const;
};

enum class NodeStatus {
  satisfied,
  satisfied_if_in_progress_passes,  ///< satisfied, but not without an assumed award
  waived,                           ///< satisfied by an exception
  unsatisfied,
  not_chosen,  ///< an alternative that the reported choice neither uses nor needs
};

/// An award that is applied in a piece (section 8), both in the credit that its steps are of.
struct AppliedPiece {
  AwardId award;
  credit::Amount applied;
  Rational whole;  ///< the award's credit, in the same system

  bool operator==(const AppliedPiece&) const = default;
};

/// What became of Programme::nodes()[i], at the same index i.
struct NodeResult {
  NodeStatus status = NodeStatus::unsatisfied;
  /// all, at_least: satisfied children; leaves that apply awards: what these are worth there;
  /// applied and distinct: what they see; average: the mean. Else 1 if satisfied, or 0. Exact.
  Rational have;
  Rational need;  ///< of the same, after exceptions
  Distance deficit;
  std::vector<AwardId> applied;      ///< sorted; only on leaves that apply awards
  std::vector<AppliedPiece> pieces;  ///< of those of them that are applied in pieces, sorted

  bool operator==(const NodeResult&) const = default;
};

/// One leaf that the goal still needs.
struct Missing {
  int node = 0;  ///< index into Programme::nodes()
  /// For a credit leaf: how much is missing, in the leaf's own system.
  std::optional<credit::Amount> credit;
  Rational amount;  ///< need - have; have - need of a mean where less is better

  bool operator==(const Missing&) const = default;
};

enum class ReasonCode {
  conflict,        ///< `nodes` cannot all have what each could have alone: they share `awards`
  limit_conflict,  ///< the same, since the limit `rule`, or several where it is empty, has no room
                   ///< for all of `awards`
  wide_conflict,   ///< the same, but perhaps not all of `nodes` have a part in it
  unexplained,     ///< nobody looked why `nodes` have too little, or whether their limits matter
  assumed,         ///< `awards` are in progress and assumed to be passed
  expired,         ///< `awards` would fit `nodes`, but their last day is over
  revoked,         ///< `awards` would fit `nodes`, but are revoked
  not_yet,         ///< `awards` would fit `nodes`, but are awarded after the day asked for
  consumed,        ///< `awards` would fit `nodes`, but the greater award `rule` has used them up
  blocked,         ///< `awards` would fit `nodes`, but the exception `rule` blocks them there
  forced,          ///< `awards` would fit `nodes`, but the exception `rule` keeps them for others
  repeated,        ///< `awards` would fit `nodes`, but the other attempt `rule` is kept there
  absorbed,        ///< `awards` would fit `nodes`, but are parts of the award `rule` there
  in_parts,        ///< `awards` would fit `nodes`, but count there as parts such as `rule`
  falls_short,     ///< `awards` are of what `nodes` ask for, but state what does not pass there
  avoided,         ///< `awards` are applied to `nodes` though the rule `rule` says to avoid it
  limited,         ///< without the limit `rule` of the node in `nodes`, less would be missing
  exception_idle,  ///< the exception `rule` is about a node that is not there
  out_of_budget,   ///< the search ended unproven; see Audit::bound
};

struct Reason {
  ReasonCode code;
  std::vector<int> nodes;       ///< indices into Programme::nodes(), ascending
  std::vector<AwardId> awards;  ///< sorted
  std::string rule;  ///< id of a limit, an exception, a rule of what to avoid, or an award

  bool operator==(const Reason&) const = default;
};

/// What the reported allocation weighs by what is to be avoided (section 13).
struct Avoided {
  std::int64_t weight = 0;
  std::int64_t bound = 0;  ///< proven: none of the nearest ones weighs less

  bool operator==(const Avoided&) const = default;
};

struct Audit {
  Status status = Status::undecided;
  std::vector<NodeResult> nodes;          ///< by index of Programme::nodes()
  std::vector<NodeResult> prerequisites;  ///< by index of Programme::prerequisites()
  std::vector<Missing> missing;           ///< the chosen unsatisfied leaves, by index
  std::vector<Reason> reasons;
  Distance distance;  ///< of the best allocation of earned and recognised awards found
  Distance bound;     ///< proven: no allocation is nearer; equals `distance` unless out of budget
  /// The distance when every award in progress is passed; absent when none could help.
  std::optional<Distance> distance_if_passed;
  /// Absent where the goal's tree says nothing of what to avoid, and without nodes.
  std::optional<Avoided> avoided;
  std::vector<AwardId> assumed;  ///< for complete_if_in_progress_passes: those it rests on, sorted
  std::uint64_t search_nodes = 0;

  bool operator==(const Audit&) const = default;
};

/// Evaluates `record` on the day `options.at`. Exact: complete and incomplete are proven. Neither
/// the order of awards nor of requirement children changes anything in the answer. Award ids must
/// be unique. Exhausted when amounts are too far apart for exact 64-bit arithmetic. Thread-safe;
/// worst case exponential in the contended awards, bounded by options.nodes_max.
Result<Audit> evaluate(const Programme& programme, const learning::Record& record,
                       const Options& options);

/// The same answer to the byte, sooner where audits with `known` came before: what they searched is
/// searched again only where awards came, changed or went. Thread-safe but for `known`.
Result<Audit> evaluate(const Programme& programme, const learning::Record& record,
                       const Options& options, SolvedParts& known);

}  // namespace cairn::audit

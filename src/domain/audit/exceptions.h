// The exceptions and facts of a record as one tree sees them (docs/reference/requirements.md,
// sections 9 and 14).
#pragma once

#include <map>
#include <utility>
#include <vector>

#include "base/rational.h"
#include "base/result.h"
#include "base/time.h"
#include "domain/audit/programme.h"
#include "domain/learning/award.h"
#include "domain/requirement/exception.h"

namespace cairn::audit {

/// Exceptions in force, by the nodes that they are about.
struct Exceptions {
  std::vector<int> waived;  ///< ascending
  std::map<int, Rational> adjusted;
  std::vector<std::pair<int, AwardId>>
      substituted;  ///< leaf and the award it also accepts, forced ones too
  std::vector<std::pair<int, AwardId>> forced;         ///< leaf and the award kept for it
  std::vector<std::pair<int, AwardId>> blocked;        ///< node and the award kept from it
  std::vector<requirement::ExceptionId> without_node;  ///< in force, but their node is not there

  bool waives(int node) const;
  /// Whether the award may not be applied to the leaf.
  bool blocks(int leaf, const AwardId& award, const ProgrammeTree& tree) const;
  /// Whether it is blocked at the node or above it; what is forced elsewhere need not be.
  bool is_blocked(int node, const AwardId& award, const ProgrammeTree& tree) const;

 private:
  bool is_kept_for_others(int leaf, const AwardId& award) const;
};

/// Invalid, with the exception's node, where it is about a node of another kind than it can change,
/// or its value is none that the node could have.
Result<Exceptions> exceptions_of(const learning::Record& record, const ProgrammeTree& tree,
                                 Date day);

/// Whether the record states what the fact asks for.
bool is_stated(const requirement::Fact& fact, const learning::Record& record);

}  // namespace cairn::audit

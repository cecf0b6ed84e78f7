// Exceptions that an organization grants one learner from a requirement. Their meaning is defined
// in docs/reference/requirements.md, section 14.
#pragma once

#include <optional>
#include <string>

#include "base/id.h"
#include "base/rational.h"
#include "base/time.h"
#include "domain/ids/ids.h"

namespace cairn::requirement {

using ExceptionId = Id<struct ExceptionTag>;

struct Exception {
  enum class Kind {
    waive,       ///< the node is satisfied as it is
    substitute,  ///< the leaf also accepts `award`
    force,       ///< `award` is applied to the leaf, as a substitute is, or nowhere
    block,       ///< `award` is not applied to the node or below it
    adjust,      ///< the leaf's minimum or the group's count is `value`
  };

  ExceptionId id;
  Kind kind = Kind::waive;
  NodeId node;     ///< the path in the expanded tree, stable over versions of the requirement
  AwardId award;   ///< substitute, force and block
  Rational value;  ///< adjust
  std::string author;
  std::string reason;
  std::string evidence;  ///< where what it rests on is kept; may be empty
  Date from;
  std::optional<Date> until;  ///< last day, inclusive
};

}  // namespace cairn::requirement

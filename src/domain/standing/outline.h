// A programme's tree in integers, and bounds of its distance that need no search
// (docs/reference/standing.md, section 3). Private to domain/standing.
#pragma once

#include <compare>
#include <cstdint>
#include <vector>

#include "domain/audit/exceptions.h"
#include "domain/audit/programme.h"
#include "domain/learning/award.h"
#include "domain/standing/intake.h"

namespace cairn::standing {

/// A deficit (docs/reference/requirements.md, section 11), credit in 1/denominator of its
/// programme.
struct Deficit {
  std::int64_t credit = 0;
  int missing = 0;

  bool operator==(const Deficit&) const = default;
  auto operator<=>(const Deficit&) const = default;
};

struct OutlineNode {
  enum class Kind : std::uint8_t {
    group,  ///< of its children, `pick`
    only,   ///< its one child
    when,
    leaf,
    holds,
    fact,
    condition,
  };
  Kind kind = Kind::group;
  bool is_credit = false;  ///< leaf: what is missing of it is credit in the system of the goal
  int end = 0;             ///< one past the last node below it
  int pick = 0;
  int intake = -1;          ///< leaf and holds
  std::int64_t need = 0;    ///< leaf: the minimum, in 1/denominator
  std::int64_t credit = 0;  ///< holds: what is missing without an award, in 1/denominator
};

/// The nodes of a ProgrammeTree, by the same index.
struct Outline {
  std::int64_t denominator = 1;
  bool applies_once = true;
  std::vector<OutlineNode> nodes;
};

Outline outline_of(const audit::Programme& programme, Intakes& intakes);

/// What a record says about one programme.
struct View {
  const audit::ProgrammeTree& tree;
  const Outline& outline;
  const Held& held;
  const learning::Record& record;
  const audit::Exceptions* exceptions = nullptr;  ///< in force in this tree, if any
};

/// Bounds of many programmes, one after the other; keeps its memory between them.
class Bounds {
 public:
  /// The least deficit when each leaf is given all that it accepts. Linear in the nodes.
  Deficit apart(const View& view);
  /// Missing credit when each award saves at most once; 0 where sharing lets it save more often.
  /// Linear in the nodes and in the awards that they accept.
  std::int64_t together(const View& view);

 private:
  template <class Price>
  Deficit least(const View& view, Price price);
  Deficit least_of_group(const View& view, int index, int pick);

  std::vector<Deficit> below_;
  std::vector<Deficit> children_;
  std::vector<std::int64_t> saved_;  ///< by root
};

}  // namespace cairn::standing

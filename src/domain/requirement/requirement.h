// Requirements: rule trees on achievements. Their meaning is defined in
// docs/reference/requirements.md; this header is only their shape.
#pragma once

#include <variant>
#include <vector>

#include "base/text.h"
#include "domain/credit/amount.h"
#include "domain/ids/ids.h"

namespace cairn::requirement {

/// Which awards a leaf accepts. Empty lists do not restrict; given lists must all match.
struct Filter {
  std::vector<AchievementId> achievements;
  std::vector<OrganizationId> organizations;  ///< providers: who made the award
};

struct Node;

/// Every child must be satisfied.
struct All {
  std::vector<Node> children;
};
/// At least `count` children must be satisfied; `any` is AtLeast 1.
struct AtLeast {
  int count = 1;
  std::vector<Node> children;
};
/// One award of the named achievement; when that achievement has a requirement of its own,
/// satisfying that requirement instead also does.
struct Holds {
  AchievementId achievement;
};
/// Awards that pass the filter, worth at least `minimum` together in its system.
struct CreditAtLeast {
  credit::Amount minimum;
  Filter filter;
};

struct Node {
  NodeId id;
  LocalizedText title;
  std::variant<All, AtLeast, Holds, CreditAtLeast> rule;
};

}  // namespace cairn::requirement

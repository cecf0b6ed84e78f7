// Policies put into the requirements beneath them. What a policy means is written in
// docs/reference/policies.md; section numbers below are of that page.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "domain/ids/ids.h"
#include "domain/learning/catalogue.h"
#include "domain/requirement/policy.h"

namespace cairn::policy {

/// A rule of a policy; both must outlive it.
struct Rule {
  const requirement::Policy* policy = nullptr;
  const requirement::PolicyRule* rule = nullptr;

  /// In merged requirements: "nation:online" (section 2).
  NodeId name() const;
};

/// A rule that holds for an achievement on a day, and those whose place it took (section 3).
struct InForce {
  Rule rule;
  std::vector<Rule> instead_of;
};

/// By layer, policy and id. Linear in the rules of the catalogue, but for those of one id.
std::vector<InForce> in_force(const learning::Achievement& achievement,
                              const learning::Catalogue& catalogue, Date day);

/// The node over a requirement as it is written, where policies add conditions to it.
inline constexpr std::string_view kMergedNode = ":policies";

/// The achievement's requirement, which must be there, with the rules in force (section 2).
/// Invalid, naming both rules, when a sharing rule is counted in another unit than its cap.
Result<requirement::Node> merged(const learning::Achievement& achievement,
                                 const std::vector<InForce>& rules);

/// A rule that loosens one of a layer above for the achievement, without being allowed to.
struct Loosening {
  AchievementId achievement;
  Rule lower;
  Rule upper;
};

/// The first in the order of achievements, then of in_force(), if any.
std::optional<Loosening> find_loosening(const learning::Catalogue& catalogue);

/// Which rule of the catalogue's policies a limit or node of a merged requirement is; its members
/// are nullptr when it is none.
Rule rule_named(const learning::Catalogue& catalogue, const NodeId& name);

}  // namespace cairn::policy

// What could be signed so that less credit is turned away: a rule made looser, a denied achievement
// granted, an agreement (docs/reference/simulation.md, section 6).
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "domain/ids/ids.h"
#include "domain/learning/catalogue.h"
#include "domain/requirement/policy.h"
#include "domain/simulation/rules.h"

namespace cairn::simulation {

enum class ReliefKind { limit, grade, recency, residency, denial, agreement };

/// The word of section 6.
std::string_view word_of(ReliefKind kind);

/// Which rule, denial or agreement; what does not apply is empty. Ordered as reliefs are.
struct ReliefPlace {
  AchievementId achievement;     ///< whose requirement has the rule; what is denied
  int version = 0;               ///< of the requirement; 0: it has one only
  NodeId node;                   ///< in the requirement as it is written
  NodeId limit;                  ///< of the node
  requirement::PolicyId policy;  ///< that has the rule instead
  requirement::PolicyRuleId rule;
  AgreementId agreement;  ///< that denies the achievement
  OrganizationId sender;  ///< of a denial or an agreement

  auto operator<=>(const ReliefPlace&) const = default;
};

struct Relief {
  ReliefKind kind = ReliefKind::limit;
  ReliefPlace place;
  /// What the forms count: a credit system, "hours", "awards", "days" or "share", or the scale that
  /// they are grades of. Empty for what has one form to come, a denial or an agreement.
  std::string unit;
  std::vector<std::string> forms;  ///< as it is, then each looser than the one before

  std::size_t last_form() const { return forms.size() - 1; }
  bool is_rule() const { return kind < ReliefKind::denial; }
};

/// All that section 6 names for the goal at the receiver on the day, by place.
std::vector<Relief> possible_reliefs(const Rules& rules, const OrganizationId& receiver, Date at);

/// Puts the form of a rule in its place, and in those of the layers above that would forbid it.
void relieve(const Relief& relief, std::size_t form, Date at, learning::Catalogue& catalogue);

/// The organizations that must sign it, one signature each.
std::vector<OrganizationId> signers_of(const Relief& relief, std::size_t form, const Rules& rules,
                                       const OrganizationId& receiver, Date at);

}  // namespace cairn::simulation

// Policies: rules of a layer for all requirements beneath it. Their meaning is defined in
// docs/reference/policies.md; this header is only their shape.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/id.h"
#include "base/rational.h"
#include "base/text.h"
#include "base/time.h"
#include "domain/ids/ids.h"
#include "domain/kinds/kinds.h"
#include "domain/requirement/requirement.h"

namespace cairn::requirement {

using PolicyId = Id<struct PolicyTag>;
/// Of a rule within its policy; rules of several layers that share it are about the same.
using PolicyRuleId = Id<struct PolicyRuleTag>;

/// From the outermost.
enum class Layer { nation, consortium, organization, programme };

/// A part of the credit that an achievement states in the system.
struct CreditShare {
  Rational part;
  credit::SystemId system;
};
using Measure = std::variant<Quantity, CreditShare>;

struct LimitRule {
  Measure at_most;
  Filter where;
  std::optional<Key> per;
};
/// Awards that pass the filter, or with `only` those that do not, count nowhere.
struct ExclusionRule {
  Filter of;
  bool only = false;
};
struct GradeFloor {
  grade::Grade at_least;
  Filter where;
};
struct AppliedRule {
  Measure minimum;
  Filter where;
};
struct DistinctRule {
  Key key = Key::organization;
  int minimum = 1;
  Filter where;
};
struct AverageRule {
  grade::ScaleId scale;
  credit::SystemId system;  ///< may be empty, as in Average
  Rational minimum;
  Filter where;
};
struct Residency {
  Measure minimum;
  std::vector<OrganizationId> at;  ///< empty: the organization of the achievement
};
struct SharingCap {
  std::optional<Quantity> at_most;  ///< awards or credit
  std::optional<int> times;
};

using PolicyEffect = std::variant<LimitRule, ExclusionRule, GradeFloor, AppliedRule, DistinctRule,
                                  AverageRule, Residency, SharingCap>;

struct PolicyRule {
  PolicyRuleId id;
  LocalizedText title;
  std::vector<AchievementKind> kinds;  ///< of the achievements it concerns; empty: all
  std::optional<LevelRange> level;     ///< of the same
  std::vector<Layer> may_loosen;
  bool may_except = false;  ///< exceptions may waive and adjust what it asks for
  PolicyEffect effect;
};

struct Policy {
  PolicyId id;
  int version = 1;
  Layer layer = Layer::organization;
  LocalizedText name;
  OrganizationId organization;  ///< who makes it
  Date valid_from;
  std::optional<Date> valid_until;  ///< last day, inclusive
  /// Who is beneath it, by its layer; the others are empty.
  std::vector<std::string> countries;         ///< nation
  std::vector<OrganizationId> organizations;  ///< consortium
  std::vector<std::string> achievements;      ///< programme; may end in `*`
  std::vector<PolicyRule> rules;
};

}  // namespace cairn::requirement

// The published definitions that audits and plans run against.
#pragma once

#include <vector>

#include "domain/grade/grade.h"
#include "domain/learning/achievement.h"
#include "domain/learning/organization.h"

namespace cairn::learning {

/// Ids are unique within each list. Order carries no meaning.
struct Catalogue {
  std::vector<Organization> organizations;
  std::vector<Achievement> achievements;
  std::vector<Offering> offerings;
  std::vector<grade::Scale> grade_scales;

  /// nullptr when there is none. Linear; index it where it is asked often.
  const Achievement* find_achievement(const AchievementId& id) const;
  const Organization* find_organization(const OrganizationId& id) const;
  const grade::Scale* find_grade_scale(const grade::ScaleId& id) const;
};

}  // namespace cairn::learning

// The published definitions that audits and plans run against.
#pragma once

#include <vector>

#include "domain/learning/achievement.h"
#include "domain/learning/organization.h"

namespace cairn::learning {

/// Achievement ids, offering ids and organization ids are unique each. Order carries no meaning.
struct Catalogue {
  std::vector<Organization> organizations;
  std::vector<Achievement> achievements;
  std::vector<Offering> offerings;

  /// nullptr when there is none. Linear; index it where it is asked often.
  const Achievement* find_achievement(const AchievementId& id) const;
  const Organization* find_organization(const OrganizationId& id) const;
};

}  // namespace cairn::learning

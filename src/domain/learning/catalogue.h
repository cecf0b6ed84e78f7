// The published definitions that audits and plans run against.
#pragma once

#include <string_view>
#include <vector>

#include "domain/credit/system.h"
#include "domain/framework/crosswalk.h"
#include "domain/grade/distribution.h"
#include "domain/grade/grade.h"
#include "domain/learning/achievement.h"
#include "domain/learning/organization.h"
#include "domain/learning/shared_word.h"
#include "domain/requirement/policy.h"
#include "domain/requirement/version.h"

namespace cairn::learning {

/// Ids are unique within each list. Order carries no meaning.
struct Catalogue {
  std::vector<Organization> organizations;
  std::vector<Achievement> achievements;
  std::vector<Offering> offerings;
  /// Empty: amounts may be in any system; otherwise every system that is named is here.
  std::vector<credit::System> credit_systems = {};
  std::vector<grade::Scale> grade_scales = {};
  std::vector<grade::DistributionTable> grade_tables = {};
  std::vector<framework::Crosswalk> crosswalks = {};
  std::vector<requirement::Policy> policies = {};
  std::vector<requirement::Replacement> replacements = {};
  std::vector<SharedWord> words = {};

  /// nullptr when there is none. Linear; index it where it is asked often.
  const Achievement* find_achievement(const AchievementId& id) const;
  const Organization* find_organization(const OrganizationId& id) const;
  const credit::System* find_credit_system(const credit::SystemId& id) const;
  const grade::Scale* find_grade_scale(const grade::ScaleId& id) const;
  const grade::DistributionTable* find_grade_table(const grade::TableId& id) const;
  const SharedWord* find_word(SharedWord::Kind kind, std::string_view word) const;
};

}  // namespace cairn::learning

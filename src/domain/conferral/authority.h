// Standing authority: an officer's word that what is complete is awarded without asking again.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "domain/ids/ids.h"

namespace cairn::conferral {

struct Revocation {
  Date on;  ///< the first day on which the authority no longer holds
  std::string by;
  std::string reason;
};

struct Authority {
  std::string id;
  OrganizationId organization;            ///< whose achievements are awarded
  std::string officer;                    ///< who gave it
  std::vector<std::string> achievements;  ///< ids, or beginnings of ids that end in `*`
  Date from;
  std::optional<Date> until;  ///< inclusive
  std::optional<Revocation> revoked = {};
};

/// Whether it speaks of an achievement of an organization, on whatever day.
bool names(const Authority& authority, const AchievementId& achievement,
           const OrganizationId& organization);
bool holds_on(const Authority& authority, Date day);

}  // namespace cairn::conferral

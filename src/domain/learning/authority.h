// Standing authority: an officer's word that what is complete is awarded without asking again
// (docs/reference/conferral.md).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time.h"
#include "domain/ids/ids.h"

namespace cairn::learning {

struct Authority {
  struct Revocation {
    Date on;  ///< the first day on which the authority no longer holds
    std::string by;
    std::string reason;
  };

  std::string id;
  int version = 1;
  OrganizationId organization;            ///< whose achievements are awarded
  std::string officer;                    ///< who gave it
  std::vector<std::string> achievements;  ///< ids, or beginnings of ids that end in `*`
  Date from;
  std::optional<Date> until;  ///< inclusive
  std::optional<Revocation> revoked = {};
};

}  // namespace cairn::learning

// Open Badges 3.0 credentials as JSON, ready to be signed.
#pragma once

#include "formats/json/value.h"
#include "formats/openbadges/credential.h"

namespace cairn::openbadges {

/// The unsigned document, with the contexts of the Data Model 2.0 and Open Badges 3.0.3. Absent
/// members are left out; lists are always arrays, as the specification demands of issuers.
/// Members that it requires must be set: the credential's id and issuer id, and the achievement's
/// id, name, description and criteria.
json::Document write(const AchievementCredential& credential);

}  // namespace cairn::openbadges

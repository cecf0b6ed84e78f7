// Open Badges 3.0 credentials from JSON.
#pragma once

#include "base/result.h"
#include "formats/json/value.h"
#include "formats/openbadges/credential.h"

namespace cairn::openbadges {

/// Reads an AchievementCredential (also under its other name, OpenBadgeCredential). Lenient where
/// issuers differ: one value stands for a list of one, texts may be language objects, members not
/// known here are passed over. Invalid, with a JSON Pointer as place: another type of credential, a
/// member of a wrong kind, several subjects or achievements, and an absent issuer id or achievement
/// id or name. Does not look at
/// proofs: verify first.
Result<AchievementCredential> read(const json::Value& credential);

}  // namespace cairn::openbadges

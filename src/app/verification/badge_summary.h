// The badge inside a credential, as a report shows it.
#pragma once

#include "app/verification/report.h"
#include "formats/openbadges/credential.h"

namespace cairn::verification {

Badge summarize(const openbadges::AchievementCredential& credential);

}  // namespace cairn::verification

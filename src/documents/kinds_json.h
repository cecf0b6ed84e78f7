// The words of the closed vocabularies that several nouns share.
#pragma once

#include "documents/fields.h"
#include "domain/kinds/kinds.h"

namespace cairn::documents {

inline constexpr Word<AchievementKind> kAchievementKinds[] = {
    {"micro-credential", AchievementKind::micro_credential},
    {"badge", AchievementKind::badge},
    {"course", AchievementKind::course},
    {"exam", AchievementKind::exam},
    {"certificate", AchievementKind::certificate},
    {"diploma", AchievementKind::diploma},
    {"degree", AchievementKind::degree},
};

/// Where an award may say that it comes from; by recognition is said by its status.
inline constexpr Word<AwardOrigin> kOrigins[] = {
    {"study", AwardOrigin::study},
    {"prior-learning", AwardOrigin::prior_learning},
    {"recognition", AwardOrigin::recognition},
};

}  // namespace cairn::documents

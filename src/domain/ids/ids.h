// The typed names that the nouns of the domain have for each other.
#pragma once

#include "base/id.h"

namespace cairn {

using OrganizationId = Id<struct OrganizationTag>;
/// The series of an achievement (all its versions): a URI or slug that the whole consortium knows.
using AchievementId = Id<struct AchievementTag>;
using AwardId = Id<struct AwardTag>;
using OfferingId = Id<struct OfferingTag>;
using AgreementId = Id<struct AgreementTag>;
using DecisionId = Id<struct DecisionTag>;
/// A node of a requirement tree, stable within its achievement; exceptions and sharing rules will
/// point to it.
using NodeId = Id<struct RequirementNodeTag>;
/// A learner as one organization knows them; never shared between organizations.
using SubjectId = Id<struct SubjectTag>;

}  // namespace cairn

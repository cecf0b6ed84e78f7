// Pathways: published maps through achievements. They hold no rule of their own (GLOSSARY.md).
#pragma once

#include "base/text.h"
#include "domain/ids/ids.h"

namespace cairn::learning {

using PathwayId = Id<struct PathwayTag>;

struct Pathway {
  PathwayId id;
  LocalizedText title;
  OrganizationId organization;
  AchievementId goal;  ///< what it leads to; the rules are the achievements' requirements
  LocalizedText description;
};

}  // namespace cairn::learning

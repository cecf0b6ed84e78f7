#include "app/verification/badge_summary.h"

#include "app/verification/badge_facts.h"
#include "formats/openbadges/micro_credential.h"

#include <algorithm>

namespace cairn::verification {
namespace {

bool is_level(const openbadges::Alignment& alignment) {
  return openbadges::is_level(alignment.target_framework, alignment.target_url,
                              alignment.target_type);
}

std::string level_of(const std::vector<openbadges::Alignment>& alignments) {
  const auto level = std::ranges::find_if(alignments, is_level);
  if (level == alignments.end()) return {};
  return level->target_name.empty() ? level->target_code : level->target_name;
}

std::string recipient_of(const openbadges::Subject& subject) {
  for (const openbadges::Identity& identity : subject.identities)
    if (!identity.hashed && !identity.identity_hash.empty()) return identity.identity_hash;
  return {};
}

// Only pictures inside the file: fetching one would tell its host who looks.
std::string picture_of(const openbadges::AchievementCredential& credential) {
  for (const auto& image : {credential.image, credential.subject.achievement.image})
    if (image && image->id.starts_with("data:image/")) return image->id;
  return {};
}

}  // namespace

Badge summarize(const openbadges::AchievementCredential& credential) {
  const openbadges::Achievement& achievement = credential.subject.achievement;
  Badge badge{.credential_id = credential.id,
              .name = achievement.name,
              .description = achievement.description,
              .criteria = achievement.criteria_narrative.empty() ? achievement.criteria_id
                                                                 : achievement.criteria_narrative,
              .achievement_id = achievement.id,
              .achievement_type = achievement.achievement_type,
              .issuer_id = credential.issuer.id,
              .issuer_name = credential.issuer.name,
              .subject_id = credential.subject.id,
              .recipient = recipient_of(credential.subject),
              .recipient_identity = write_recipient(credential.subject),
              .awarded = credential.awarded,
              .valid_from = credential.valid_from,
              .valid_until = credential.valid_until,
              .credits_earned = credential.subject.credits_earned,
              .credits_available = achievement.credits_available,
              .level = level_of(achievement.alignments),
              .alignments = {},
              .image = picture_of(credential)};
  for (const openbadges::Alignment& alignment : achievement.alignments)
    badge.alignments.push_back({alignment.target_name, alignment.target_url,
                                alignment.target_framework, alignment.target_type});
  return badge;
}

}  // namespace cairn::verification

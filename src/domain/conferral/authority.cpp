#include "domain/conferral/authority.h"

#include <algorithm>
#include <string_view>

namespace cairn::conferral {

bool names(const learning::Authority& authority, const AchievementId& achievement,
           const OrganizationId& organization) {
  if (authority.organization != organization) return false;
  const std::string_view id = achievement.text();
  return std::ranges::any_of(authority.achievements, [&](std::string_view name) {
    if (!name.ends_with('*')) return name == id;
    name.remove_suffix(1);
    return id.starts_with(name);
  });
}

bool holds_on(const learning::Authority& authority, Date day) {
  if (day < authority.from || (authority.until && *authority.until < day)) return false;
  return !authority.revoked || day < authority.revoked->on;
}

}  // namespace cairn::conferral

#include "domain/recognition/agreement.h"

#include <algorithm>
#include <tuple>

namespace cairn::recognition {

bool makes_award(GrantKind kind) {
  return kind != GrantKind::waiver && kind != GrantKind::advanced_standing;
}

bool is_credit(GrantKind kind) { return kind == GrantKind::credit || kind == GrantKind::block; }

bool same_but_credit(const Grant& a, const Grant& b) {
  const auto rest = [](const Grant& grant) {
    return std::tie(grant.kind, grant.achievement, grant.node, grant.standing.name,
                    grant.standing.value);
  };
  return rest(a) == rest(b);
}

bool is_valid(const Agreement& agreement, Date day) {
  return agreement.valid_from <= day && (!agreement.valid_until || day <= *agreement.valid_until);
}

Date decides_from(const Agreement& agreement) {
  return agreement.awards_from.value_or(agreement.valid_from);
}

std::optional<Side> unsigned_side(const Agreement& agreement, Date day) {
  if (!agreement.requires_signatures) return std::nullopt;
  for (const Side side : {Side::sender, Side::receiver})
    if (std::ranges::none_of(agreement.signatures, [&](const Signature& signature) {
          return signature.side == side && signature.on && *signature.on <= day;
        }))
      return side;
  return std::nullopt;
}

const OrganizationId& party(const Agreement& agreement, Side side) {
  return side == Side::sender ? agreement.sender : agreement.receiver;
}

std::vector<AchievementId> named_by(const Term& term) {
  std::vector<AchievementId> named;
  for (const Group& group : term.from) named.insert(named.end(), group.begin(), group.end());
  std::ranges::sort(named);
  named.erase(std::ranges::unique(named).begin(), named.end());
  return named;
}

}  // namespace cairn::recognition

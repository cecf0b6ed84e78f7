#include "domain/audit/consumption.h"

#include <algorithm>

#include "domain/learning/roots.h"

namespace cairn::audit {
namespace {

using learning::Award;
using learning::Consumption;

// What the candidate does to others in an audit of an achievement of the organization.
Consumption consumption_of(const Candidate& candidate, const OrganizationId& organization,
                           const eligibility::Index& index) {
  const Award& award = *candidate.award;
  if (award.roots.empty() || award.status != learning::AwardStatus::earned)
    return Consumption::retained;
  const eligibility::Definition* definition = index.find(candidate.achievement);
  if (definition == nullptr || definition->organization != award.organization)
    return Consumption::retained;
  const bool is_elsewhere = organization != award.organization;
  if (definition->consumption == Consumption::absorbed && is_elsewhere)
    return Consumption::retained;
  return definition->consumption;
}

}  // namespace

bool consumes(const Award& whole, Consumption how, const Award& part) {
  if (how == Consumption::retained || whole.id == part.id) return false;
  if (how == Consumption::reissued && part.organization != whole.organization) return false;
  const bool is_only_root = whole.roots.size() == 1 && whole.roots.front() == part.id;
  return (is_only_root && part.roots.empty()) || learning::is_part(part, whole);
}

std::vector<Consumed> consumed_among(std::span<const Candidate> candidates,
                                     const Programme& programme) {
  const eligibility::Index& index = programme.tree().index();
  const OrganizationId& organization = index.find(index.number_of(programme.goal()))->organization;
  std::vector<Consumed> consumed;
  for (const Candidate& whole : candidates) {
    const Consumption how = consumption_of(whole, organization, index);
    if (how == Consumption::retained) continue;
    for (const Candidate& part : candidates)
      if (consumes(*whole.award, how, *part.award))
        consumed.push_back({part.award, whole.award->id});
  }
  const auto award_of = [](const Consumed& each) -> const AwardId& { return each.award->id; };
  std::ranges::sort(consumed, [&](const Consumed& a, const Consumed& b) {
    return std::pair(award_of(a), a.by) < std::pair(award_of(b), b.by);
  });
  consumed.erase(
      std::unique(consumed.begin(), consumed.end(),
                  [&](const Consumed& a, const Consumed& b) { return award_of(a) == award_of(b); }),
      consumed.end());
  return consumed;
}

void leave_out(std::span<const Consumed> consumed, std::vector<Candidate>& candidates) {
  if (consumed.empty()) return;
  std::erase_if(candidates, [&](const Candidate& candidate) {
    return std::ranges::any_of(consumed,
                               [&](const Consumed& each) { return each.award == candidate.award; });
  });
}

}  // namespace cairn::audit

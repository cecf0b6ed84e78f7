#include "domain/recognition/competition.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "domain/learning/roots.h"
#include "domain/recognition/grant.h"

namespace cairn::recognition {
namespace {

using learning::Award;
using learning::AwardStatus;

bool share(const std::vector<AwardId>& a, const std::vector<AwardId>& b) {
  return std::ranges::any_of(
      a, [&](const AwardId& id) { return std::ranges::find(b, id) != b.end(); });
}

bool of_one_term(const Decision& a, const Decision& b) {
  return !a.agreement.empty() && a.agreement == b.agreement && a.term == b.term;
}

Refusal outranked(const Proposal& loser, const Proposal& winner) {
  Refusal made;
  made.reason = RefusalReason::outranked;
  made.agreement = loser.decision.agreement;
  made.version = loser.decision.agreement_version;
  made.term = loser.decision.term;
  made.achievement = loser.decision.view.achievement;
  made.award = loser.decision.from.front();
  made.by = winner.decision.id.text();
  made.by_agreement = winner.decision.agreement;
  made.by_version = winner.decision.agreement_version;
  return made;
}

// From the highest precedence down, so that what is set aside sets nothing aside itself.
void set_aside(Proposals& found) {
  std::ranges::stable_sort(found.proposals, std::greater(), &Proposal::precedence);
  std::vector<Proposal> kept;
  for (Proposal& each : found.proposals) {
    const auto winner = std::ranges::find_if(kept, [&](const Proposal& other) {
      return other.precedence > each.precedence && compete(other.decision, each.decision);
    });
    if (winner == kept.end())
      kept.push_back(std::move(each));
    else
      found.refusals.push_back(outranked(each, *winner));
  }
  found.proposals = std::move(kept);
}

void find_competing(const learning::Record& record, Proposals& found) {
  for (Proposal& one : found.proposals) {
    for (const Proposal& other : found.proposals)
      if (&other != &one && compete(one.decision, other.decision))
        one.competing.push_back(other.decision.id.text());
    for (const Award& award : record.awards)
      if (stands_in_the_way(award, one.decision)) one.competing.push_back(award.id.text());
    std::ranges::sort(one.competing);
    if (!one.competing.empty()) one.decision.automatic = false;
  }
}

}  // namespace

bool compete(const Decision& a, const Decision& b) {
  if (a.view.organization != b.view.organization || !makes_award(a.kind) || !makes_award(b.kind))
    return false;
  const bool one_achievement =
      !a.view.achievement.empty() && a.view.achievement == b.view.achievement;
  return one_achievement || of_one_term(a, b) || share(a.view.roots, b.view.roots);
}

bool stands_in_the_way(const Award& award, const Decision& decision) {
  const Award& view = decision.view;
  if (award.organization != view.organization || !makes_award(decision.kind)) return false;
  if (award.expires && *award.expires < decision.decided) return false;
  const bool recognised = award.status == AwardStatus::recognised;
  const bool same = !view.achievement.empty() && award.achievement == view.achievement;
  return (recognised && share(view.roots, learning::roots_of(award))) ||
         (same && (recognised || award.status == AwardStatus::earned));
}

void settle(const learning::Record& record, Proposals& proposals) {
  const auto by_id = [](const Proposal& each) -> const DecisionId& { return each.decision.id; };
  std::ranges::sort(proposals.proposals, {}, by_id);
  set_aside(proposals);
  std::ranges::sort(proposals.proposals, {}, by_id);
  find_competing(record, proposals);
}

}  // namespace cairn::recognition

#include "domain/prior_learning/opening.h"

#include <algorithm>

namespace cairn::prior_learning {
namespace {

using learning::Achievement;

std::string quoted(const std::string& text) { return "\"" + text + "\""; }

const credit::Amount* amount_in(const std::vector<credit::Amount>& amounts,
                                const credit::SystemId& system) {
  const auto found = std::ranges::find(amounts, system, &credit::Amount::system);
  return found == amounts.end() ? nullptr : &*found;
}

Result<void> check_achievement(const Opening& opening, const Achievement& achievement) {
  const std::string what = "the achievement " + quoted(achievement.id.text());
  if (achievement.organization != opening.organization)
    return invalid(what + " is not of the organization " + quoted(opening.organization.text()) +
                   "; a case is about one of its own");
  if (achievement.state != learning::AchievementState::published)
    return invalid(what + " is not published");
  if (achievement.version != opening.version)
    return invalid(what + " is in the catalogue in version " + std::to_string(achievement.version) +
                   ", not " + std::to_string(opening.version));
  return {};
}

Result<void> check_outcomes(const Opening& opening, const Achievement& achievement) {
  std::vector<std::string> weighted;
  std::vector<std::string> stated;
  for (const WeightedOutcome& outcome : opening.outcomes) weighted.push_back(outcome.id);
  for (const learning::Outcome& outcome : achievement.outcomes) stated.push_back(outcome.id);
  std::ranges::sort(weighted);
  std::ranges::sort(stated);
  if (weighted.empty()) return invalid("a case needs an achievement with outcomes");
  if (weighted != stated)
    return invalid("the weighted outcomes must be just those of the achievement " +
                   quoted(achievement.id.text()));
  for (const CreditedOutcome& credited : opening.background.credited)
    if (!std::ranges::binary_search(stated, credited.outcome))
      return invalid("the background credits " + quoted(credited.outcome) +
                     ", which is no outcome of the achievement");
  return {};
}

// What a cap allows, in its own system.
Result<Rational> most_of(const Cap& cap, const Achievement* goal) {
  CAIRN_ASSERT(cap.amount.has_value() != cap.share.has_value());
  if (cap.amount) return *cap.amount;
  const credit::Amount* whole = goal == nullptr ? nullptr : amount_in(goal->credit, cap.system);
  if (whole == nullptr)
    return invalid("a cap is a share of the goal's credit in " + quoted(cap.system.text()) +
                   ", of which it has none");
  return multiply(whole->value, *cap.share);
}

}  // namespace

Result<Target> target_of(const Opening& opening, const learning::Catalogue& catalogue) {
  const Achievement* achievement = catalogue.find_achievement(opening.achievement);
  if (achievement == nullptr)
    return invalid("there is no achievement " + quoted(opening.achievement.text()) +
                   " in the catalogue");
  CAIRN_CHECK(check_achievement(opening, *achievement));
  CAIRN_CHECK(check_outcomes(opening, *achievement));
  const Achievement* goal =
      opening.goal.empty() ? nullptr : catalogue.find_achievement(opening.goal);
  if (goal == nullptr && !opening.goal.empty())
    return invalid("there is no goal " + quoted(opening.goal.text()) + " in the catalogue");

  Target target{achievement->credit, achievement->level, achievement->valid_days, {}};
  for (const Cap& cap : opening.policy.caps) {
    if (cap.scope == CapScope::goal && goal == nullptr)
      return invalid("a cap speaks of a goal, and the case has none");
    if (target.credit.empty()) continue;  // nothing that could be capped
    const credit::Amount* credit = amount_in(target.credit, cap.system);
    if (credit == nullptr)
      return invalid("a cap is in " + quoted(cap.system.text()) +
                     ", in which the achievement has no credit");
    CAIRN_TRY(Rational most, most_of(cap, goal));
    if (!credit->value.is_zero()) target.limits.push_back({cap.scope, {most, cap.system}});
  }
  return target;
}

AwardId credited_by(const Background& background, const std::string& outcome) {
  const auto found = std::ranges::find(background.credited, outcome, &CreditedOutcome::outcome);
  return found == background.credited.end() ? AwardId() : found->award;
}

}  // namespace cairn::prior_learning

#include "domain/prior_learning/appeal.h"

#include <utility>

namespace cairn::prior_learning {

std::vector<std::string> contestable(const Case& now) {
  std::vector<std::string> outcomes;
  if (!now.decision) return outcomes;
  for (const OutcomeDecision& outcome : now.decision->outcomes)
    if (outcome.result == OutcomeResult::not_met) outcomes.push_back(outcome.id);
  return outcomes;
}

bool can_be_appealed(const Case& now) {
  return now.round == Round::first && now.decision && now.decision->extent != Extent::full &&
         !contestable(now).empty();
}

Case appealed(Case made, std::vector<std::string> contested) {
  made.contested = std::move(contested);
  made.round = Round::appeal;
  made.first_panel = std::exchange(made.panel, {});
  return made;
}

}  // namespace cairn::prior_learning

#include "domain/prior_learning/case.h"

#include <algorithm>

namespace cairn::prior_learning {
namespace {

std::optional<int> days_of(const Days& days, State state) {
  switch (state) {
    case State::identification:
      return days.identification;
    case State::guidance:
      return days.guidance;
    case State::documentation:
      return days.documentation;
    case State::appointment:
      return days.appointment;
    case State::assessment:
      return days.assessment;
    case State::reconciliation:
      return days.reconciliation;
    case State::decision:
      return days.decision;
    case State::appealable:
      return days.appeal;
    case State::closed:
    case State::withdrawn:
    case State::lapsed:
      return std::nullopt;
  }
  return std::nullopt;
}

bool waits_for_learner(State state) {
  return state == State::identification || state == State::documentation ||
         state == State::appealable;
}

}  // namespace

Result<Case> open(const Opening& opening, const learning::Catalogue& catalogue) {
  Case made;
  CAIRN_TRY(made.target, target_of(opening, catalogue));
  made.opening = opening;
  made.background = opening.background;
  made.last = opening.opened;
  made.parties.push_back({opening.learner, Role::learner});
  return entered(std::move(made), State::identification, opening.opened);
}

bool is_final(State state) {
  return state == State::closed || state == State::withdrawn || state == State::lapsed;
}

bool is_overdue(const Case& now, Date day) {
  return !is_final(now.state) && !waits_for_learner(now.state) && now.due && day > *now.due;
}

const std::vector<std::string>& to_judge(const Case& now) {
  return now.round == Round::first ? now.claimed : now.contested;
}

bool names(const std::vector<std::string>& outcomes, const std::string& outcome) {
  return std::ranges::find(outcomes, outcome) != outcomes.end();
}

std::vector<std::string> without_evidence(const Case& now) {
  std::vector<std::string> missing;
  for (const std::string& outcome : now.claimed)
    if (std::ranges::none_of(now.evidence, [&](const Evidence& evidence) {
          return names(evidence.outcomes, outcome);
        }))
      missing.push_back(outcome);
  return missing;
}

bool owes(const Case& now, const Seat& seat) {
  if (seat.seating == Seating::asked) return true;
  return seat.seating == Seating::serving && now.state != State::appointment &&
         !owed_by(now.panel, seat.assessor, to_judge(now), now.opening.policy.rubric).empty();
}

Case on_day(Case made, Date day) {
  if (!waits_for_learner(made.state) || day <= *made.due) return made;
  made.state = made.state == State::appealable ? State::closed : State::lapsed;
  return made;
}

Case entered(Case made, State state, Date day) {
  made.state = state;
  made.due.reset();
  if (const auto days = days_of(made.opening.policy.days, state)) made.due = day.plus_days(*days);
  return made;
}

}  // namespace cairn::prior_learning

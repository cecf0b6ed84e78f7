#include "domain/prior_learning/rules.h"

#include <algorithm>

namespace cairn::prior_learning {
namespace {

// By state, in the order of State.
constexpr Rule kRules[] = {
    {State::identification, StepKind::claim, Role::learner},
    {State::identification, StepKind::withdraw, Role::learner},
    {State::guidance, StepKind::advise, Role::adviser},
    {State::guidance, StepKind::withdraw, Role::learner},
    {State::documentation, StepKind::document, Role::learner},
    {State::documentation, StepKind::submit, Role::learner},
    {State::documentation, StepKind::withdraw, Role::learner},
    {State::appointment, StepKind::appoint, Role::officer},
    {State::appointment, StepKind::declare, Role::assessor},
    {State::appointment, StepKind::release, Role::officer},
    {State::appointment, StepKind::withdraw, Role::learner},
    {State::assessment, StepKind::judge, Role::assessor},
    {State::assessment, StepKind::declare, Role::assessor},
    {State::assessment, StepKind::release, Role::officer},
    {State::assessment, StepKind::withdraw, Role::learner},
    {State::reconciliation, StepKind::appoint, Role::officer},
    {State::reconciliation, StepKind::declare, Role::assessor},
    {State::reconciliation, StepKind::judge, Role::assessor},
    {State::reconciliation, StepKind::release, Role::officer},
    {State::reconciliation, StepKind::withdraw, Role::learner},
    {State::decision, StepKind::decide, Role::officer},
    {State::decision, StepKind::withdraw, Role::learner},
    {State::appealable, StepKind::appeal, Role::learner},
};
static_assert(std::ranges::is_sorted(kRules, {}, &Rule::state));

}  // namespace

std::span<const Rule> rules_of(State state) {
  const auto found = std::ranges::equal_range(kRules, state, {}, &Rule::state);
  return {found.begin(), found.end()};
}

const Rule* rule_for(State state, StepKind step) {
  const auto rules = rules_of(state);
  const auto found = std::ranges::find(rules, step, &Rule::step);
  return found == rules.end() ? nullptr : &*found;
}

}  // namespace cairn::prior_learning

#include "domain/simulation/effect.h"

namespace cairn::simulation {
namespace {

Outcome outcome_of(const Reached& before, const Reached& after) {
  if (!before.is_proven || !after.is_proven) return Outcome::undecided;
  if (before.distance == before.untouched && after.distance == after.untouched)
    return Outcome::untouched;
  if (before.distance.is_zero() != after.distance.is_zero())
    return after.distance.is_zero() ? Outcome::completed : Outcome::undone;
  if (after.distance < before.distance) return Outcome::nearer;
  return before.distance < after.distance ? Outcome::farther : Outcome::same;
}

}  // namespace

std::string_view word_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::undecided:
      return "undecided";
    case Outcome::untouched:
      return "untouched";
    case Outcome::completed:
      return "completed";
    case Outcome::undone:
      return "undone";
    case Outcome::nearer:
      return "nearer";
    case Outcome::farther:
      return "farther";
    case Outcome::same:
      return "same";
  }
  return {};
}

Result<Effect> effect_of(const Reached& before, const Reached& after) {
  const Outcome outcome = outcome_of(before, after);
  Rational credit;
  if (outcome == Outcome::completed || outcome == Outcome::nearer) {
    CAIRN_TRY(credit, subtract(before.distance.credit, after.distance.credit));
  } else if (outcome == Outcome::undone || outcome == Outcome::farther) {
    CAIRN_TRY(credit, subtract(after.distance.credit, before.distance.credit));
  }
  return Effect{outcome, credit};
}

}  // namespace cairn::simulation

#include "domain/simulation/effect.h"

namespace cairn::simulation {
namespace {

EffectKind kind_of(const Reached& before, const Reached& after) {
  if (!before.is_proven || !after.is_proven) return EffectKind::undecided;
  if (before.distance == before.untouched && after.distance == after.untouched)
    return EffectKind::untouched;
  if (before.distance.is_zero() != after.distance.is_zero())
    return after.distance.is_zero() ? EffectKind::completed : EffectKind::undone;
  if (after.distance < before.distance) return EffectKind::nearer;
  return before.distance < after.distance ? EffectKind::farther : EffectKind::same;
}

}  // namespace

std::string_view word_of(EffectKind kind) {
  switch (kind) {
    case EffectKind::undecided:
      return "undecided";
    case EffectKind::untouched:
      return "untouched";
    case EffectKind::completed:
      return "completed";
    case EffectKind::undone:
      return "undone";
    case EffectKind::nearer:
      return "nearer";
    case EffectKind::farther:
      return "farther";
    case EffectKind::same:
      return "same";
  }
  return {};
}

Result<Effect> effect_of(const Reached& before, const Reached& after) {
  const EffectKind kind = kind_of(before, after);
  Rational credit;
  if (kind == EffectKind::completed || kind == EffectKind::nearer) {
    CAIRN_TRY(credit, subtract(before.distance.credit, after.distance.credit));
  } else if (kind == EffectKind::undone || kind == EffectKind::farther) {
    CAIRN_TRY(credit, subtract(after.distance.credit, before.distance.credit));
  }
  return Effect{kind, credit};
}

}  // namespace cairn::simulation

// What a change of the rules does to one record (docs/reference/simulation.md, section 2).
#pragma once

#include <array>
#include <string_view>

#include "base/rational.h"
#include "base/result.h"
#include "domain/simulation/editions.h"

namespace cairn::simulation {

enum class EffectKind { undecided, untouched, completed, undone, nearer, farther, same };

inline constexpr std::array kEffectKinds = {
    EffectKind::undecided, EffectKind::untouched, EffectKind::completed, EffectKind::undone,
    EffectKind::nearer,    EffectKind::farther,   EffectKind::same};

/// The word of section 2.
std::string_view word_of(EffectKind kind);

struct Effect {
  EffectKind kind = EffectKind::undecided;
  Rational credit;  ///< how much less is missing, or more where it is worse; never negative
};

/// Both sides count in one credit system. Exhausted when the difference does not fit.
Result<Effect> effect_of(const Reached& before, const Reached& after);

}  // namespace cairn::simulation

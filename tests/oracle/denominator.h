// What the oracles count in.
#pragma once

#include <cstdint>

#include "domain/learning/award.h"
#include "domain/learning/catalogue.h"
#include "domain/requirement/requirement.h"

namespace cairn::oracle {

/// Into how many steps of the rule an award may be divided (section 8), its filter aside; 0 where
/// that is no whole number.
int steps_of(const learning::Award& award, const requirement::Split& split);

/// The least common denominator of all amounts of a catalogue and a record, so that the rest is
/// integers, those of steps included. The part of a share is a fraction of its own.
std::int64_t common_denominator(const learning::Catalogue& catalogue,
                                const learning::Record& record);

}  // namespace cairn::oracle

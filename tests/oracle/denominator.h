// What the oracles count in.
#pragma once

#include <cstdint>

#include "domain/learning/award.h"
#include "domain/learning/catalogue.h"

namespace cairn::oracle {

/// The least common denominator of all amounts of a catalogue and a record, so that the rest is
/// integers. The part of a share is a fraction of its own.
std::int64_t common_denominator(const learning::Catalogue& catalogue,
                                const learning::Record& record);

}  // namespace cairn::oracle

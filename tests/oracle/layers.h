// docs/reference/policies.md, carried out from that text for the oracles alone: which requirements
// a catalogue has on a day once its policies are merged, and whether one of them loosens another.
// Shares the value types of the domain and nothing of the engine.
#pragma once

#include "base/time.h"
#include "domain/learning/catalogue.h"

namespace cairn::oracle {

/// Whether the catalogue would be refused by section 3.
bool loosens(const learning::Catalogue& catalogue);

/// With the requirements of section 2. The catalogue must not loosen, and cap no sharing rule in
/// another unit.
learning::Catalogue layered(learning::Catalogue catalogue, Date day);

}  // namespace cairn::oracle

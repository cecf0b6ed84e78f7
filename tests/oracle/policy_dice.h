// Random policies over a generated case: every layer and kind of rule, often of one name in several
// layers, as tight, tighter or looser.
#pragma once

#include "oracle/cases.h"
#include "oracle/dice.h"

namespace cairn::oracle {

/// Of a small case, whose organizations get countries. Nobody checks whether rules loosen.
void add_policies(Case& input, Dice& dice);

}  // namespace cairn::oracle

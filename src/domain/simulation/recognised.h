// A record with what agreements would grant it.
#pragma once

#include "base/result.h"
#include "base/time.h"
#include "domain/learning/award.h"
#include "domain/recognition/network.h"

namespace cairn::simulation {

/// As if everything had been agreed to that competes with nothing
/// (docs/reference/simulation.md, section 1).
Result<learning::Record> recognised(const learning::Record& record,
                                    const recognition::Network& network, Date at);

}  // namespace cairn::simulation

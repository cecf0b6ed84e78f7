// The persons of a store as a population for simulations.
#pragma once

#include <memory>
#include <string>

#include "adapters/sql/port.h"
#include "app/simulation/population.h"
#include "base/time.h"

namespace cairn::sql {

/// Persons by id, with the awards in their portfolios, what is stated of them, and what decisions
/// granted them besides awards, as audits on the day go by it; persons without an award are left
/// out. They can be grouped by `goal` and `language`. Each chunk is one snapshot. `identity` is
/// Population::identity().
std::unique_ptr<simulation::Population> population_of(std::unique_ptr<Database> database,
                                                      std::string identity, Date at);

}  // namespace cairn::sql

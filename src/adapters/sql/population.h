// The persons of a store as a population for simulations.
#pragma once

#include <memory>
#include <string>

#include "adapters/sql/port.h"
#include "app/simulation/population.h"

namespace cairn::sql {

/// Persons by id, with the awards in their portfolios; persons without one are left out. They can
/// be grouped by `goal` and `language`. Each chunk is one snapshot. `identity` is
/// Population::identity().
std::unique_ptr<simulation::Population> population_of(std::unique_ptr<Database> database,
                                                      std::string identity);

}  // namespace cairn::sql

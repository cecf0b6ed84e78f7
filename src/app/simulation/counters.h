// What is counted of each member of a population.
#pragma once

#include <span>
#include <string>

#include "app/simulation/fold.h"
#include "domain/simulation/change.h"
#include "domain/simulation/lost.h"
#include "domain/simulation/savings.h"

namespace cairn::simulation {

/// The effect of a change, in the groups by these attributes; both must outlive it.
Counter change_counter(const Change& change, std::span<const std::string> by);

/// What is lost at a receiver, which must outlive it.
Counter lost_counter(const Receiver& receiver);

/// The same, and which reliefs turn credit away; both must outlive it.
Counter turned_away_counter(const Receiver& receiver, const Savings& savings);

/// What choices of at most `most` of the measured reliefs save; both must outlive it.
Counter saved_counter(const Savings& savings, std::span<const Measured> measured, int most);

}  // namespace cairn::simulation

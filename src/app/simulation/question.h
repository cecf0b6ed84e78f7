// What of a question its count depends on.
#pragma once

#include <string>

#include "app/simulation/fold.h"
#include "app/simulation/simulate.h"

namespace cairn::simulation {

/// A digest of all that the counts of the question depend on, as Checkpoint::question.
std::string digest_of(const ChangeQuestion& question);
std::string digest_of(const LostQuestion& question);

/// How to count for a question, but for what is counted.
Folding folding_of(const Counting& counting, std::string question);

}  // namespace cairn::simulation

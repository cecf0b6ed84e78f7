// Generated questions of recognition.
#pragma once

#include <cstdint>

#include "oracle/recognition_brute_force.h"

namespace cairn::oracle {

/// A few awards, organizations and agreements with everything that agreements may say, small enough
/// to enumerate.
RecognitionCase small_recognition(std::uint64_t seed);

/// A record of `awards` at one receiver, whose terms compete for them: `terms` of one to three
/// each.
RecognitionCase crowded_recognition(std::uint64_t seed, int awards, int terms);

}  // namespace cairn::oracle

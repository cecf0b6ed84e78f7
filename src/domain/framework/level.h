// Levels in qualifications frameworks.
#pragma once

#include <string>

namespace cairn::framework {

/// A level in a qualifications framework, for example {"EQF", 5}. Levels of different frameworks
/// are never compared: each has its place in the EQF by a crosswalk (crosswalk.h).
struct Level {
  std::string framework;
  int value = 0;

  bool operator==(const Level&) const = default;
};

}  // namespace cairn::framework

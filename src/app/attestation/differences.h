// Where two JSON values say different things.
#pragma once

#include <string>
#include <vector>

#include "formats/json/value.h"

namespace cairn::attestation {

struct Difference {
  std::string place;  ///< a JSON Pointer; the deepest that both have, or one of them
  std::string named;  ///< JSON; empty: nothing stands there
  std::string found;
};

/// Beyond these there is nothing more to learn.
inline constexpr std::size_t kDifferencesMax = 20;

/// In the order of `named`, then of what only `found` has; at most kDifferencesMax. Members may
/// stand in any order, entries of lists may not. Numbers differ by how they are written.
std::vector<Difference> find_differences(const json::Value& named, const json::Value& found);

}  // namespace cairn::attestation

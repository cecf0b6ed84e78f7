// What a population is grouped by.
#pragma once

#include <string>
#include <utility>

namespace cairn::simulation {

/// The name and the value of an attribute; no value: not stated.
using Attribute = std::pair<std::string, std::string>;

}  // namespace cairn::simulation

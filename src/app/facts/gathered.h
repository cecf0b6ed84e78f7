// What was gathered for a verification.
#pragma once

#include <vector>

#include "formats/did/key_search.h"
#include "formats/vc/status_check.h"

namespace cairn::facts {

/// The facts about some documents. Those that could not be had say why.
struct Gathered {
  std::vector<did::StatedController> controllers;
  std::vector<vc::StatusListFact> status_lists;
};

}  // namespace cairn::facts

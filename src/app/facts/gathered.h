// What was gathered for a verification.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/time.h"

#include "formats/did/key_search.h"
#include "formats/vc/status_check.h"

namespace cairn::facts {

/// The facts about some documents. Those that could not be had say why.
struct Gathered {
  std::vector<did::StatedController> controllers;
  std::vector<vc::StatusListFact> status_lists;
};

/// A document that was had.
struct DocumentFact {
  std::string url;
  Instant fetched;
  std::optional<Instant> good_until = {};  ///< of a stored one
};

}  // namespace cairn::facts

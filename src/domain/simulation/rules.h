// The rules that a simulation asks about, and how it asks.
#pragma once

#include <cstdint>
#include <vector>

#include "base/time.h"
#include "domain/ids/ids.h"
#include "domain/learning/catalogue.h"
#include "domain/recognition/agreement.h"

namespace cairn::simulation {

/// One goal by a catalogue and its agreements.
struct Rules {
  AchievementId goal;
  learning::Catalogue catalogue;
  std::vector<recognition::Agreement> agreements;
};

/// Whether records get the views of what the agreements grant.
enum class Recognise { no, yes };

struct Asked {
  Date at;
  std::uint64_t nodes_max = 20'000;  ///< as audit::Options
  Recognise recognise = Recognise::no;
};

}  // namespace cairn::simulation

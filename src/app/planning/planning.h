// Planning as use cases: the way to a goal, and the next step on it. Nothing is stored.
#pragma once

#include <optional>
#include <span>
#include <string>

#include "base/result.h"
#include "base/time.h"
#include "documents/catalogue_json.h"
#include "domain/ids/ids.h"
#include "domain/learning/award.h"
#include "domain/plan/plan.h"

namespace cairn::planning {

/// The files of one question: docs/reference/formats.md, "Files of the command line".
struct Files {
  documents::NamedText goal;
  documents::NamedText record;
  std::span<const documents::NamedText> catalogue;
};

struct Answer {
  plan::Request request;
  plan::Plan plan;
  documents::CatalogueDocument catalogue;  ///< what the plan's ids stand for

  std::string to_json() const;
};

/// Reads the files and plans. Errors name the file and the place in it.
Result<Answer> plan_files(const Files& files, std::uint64_t nodes_max);

struct NextRequest {
  AchievementId goal;
  Date start;
  int weekly_hours = 10;
  /// Per plan; see plan::Request::nodes_max.
  std::uint64_t nodes_max = 200'000;
};

/// The nearest exit on the way to the goal that the record does not complete yet, and the best ways
/// to it.
struct NextStep {
  AchievementId exit;
  plan::Plan cheapest;
  plan::Plan fastest;
};

/// Nothing when every exit and the goal are complete. An exit that cannot be reached is passed over
/// for the next one, unless none can.
Result<std::optional<NextStep>> next_step(const NextRequest& request,
                                          const learning::Record& record, const plan::World& world);

}  // namespace cairn::planning

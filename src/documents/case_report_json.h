// What `cairn case check --json` answers: where a case stands, what is next, and the decision
// (docs/reference/formats.md, "Case report").
#pragma once

#include <optional>
#include <vector>

#include "base/time.h"
#include "documents/fields.h"
#include "domain/prior_learning/apply.h"
#include "domain/prior_learning/possible.h"

namespace cairn::documents {

struct CaseReport {
  prior_learning::Case reached;
  Date day;  ///< for which it holds
  std::optional<prior_learning::Replay::Refused> refused;
  std::vector<prior_learning::Possible> next;  ///< empty when a step was refused
};

void write_case_report(json::Writer& writer, const CaseReport& report);

}  // namespace cairn::documents

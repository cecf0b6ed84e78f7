// Cases of prior learning as JSON: what one was opened with, and its history of steps
// (docs/reference/formats.md, "Case document").
#pragma once

#include <vector>

#include "base/result.h"
#include "documents/fields.h"
#include "domain/prior_learning/opening.h"
#include "domain/prior_learning/step.h"

namespace cairn::documents {

struct CaseDocument {
  prior_learning::Opening opening;
  std::vector<prior_learning::Step> steps;
};

/// Whether the steps are allowed is the rules' to say (domain/prior_learning). More than a thousand
/// are refused.
Result<CaseDocument> read_case(const json::Value& value, const Source& source);
void write_case(json::Writer& writer, const CaseDocument& document);

}  // namespace cairn::documents

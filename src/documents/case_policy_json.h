// The policy of a case of prior learning as JSON (docs/reference/formats.md, "Case document").
#pragma once

#include "base/result.h"
#include "documents/fields.h"
#include "domain/prior_learning/policy.h"

namespace cairn::documents {

/// The most levels that a rubric may have above 0.
inline constexpr int kLevelsMax = 100;

Result<prior_learning::Policy> read_case_policy(const json::Value& value, const Source& source);
void write_case_policy(json::Writer& writer, const prior_learning::Policy& policy);

}  // namespace cairn::documents

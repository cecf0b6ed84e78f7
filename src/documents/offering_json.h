// Offerings as JSON (docs/reference/formats.md, "Offering").
#pragma once

#include "base/result.h"
#include "documents/fields.h"
#include "domain/learning/achievement.h"

namespace cairn::documents {

/// `starts` come out sorted, each once.
Result<learning::Offering> read_offering(const json::Value& value, const Source& source);
void write_offering(json::Writer& writer, const learning::Offering& offering);

}  // namespace cairn::documents

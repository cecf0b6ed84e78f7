// Crosswalks to the EQF as JSON (docs/reference/formats.md, "Crosswalk").
#pragma once

#include "base/result.h"
#include "documents/fields.h"
#include "domain/framework/crosswalk.h"

namespace cairn::documents {

/// Refused beyond shape: a level given twice, and what framework::check refuses.
Result<framework::Crosswalk> read_crosswalk(const json::Value& value, const Source& source);
void write_crosswalk(json::Writer& writer, const framework::Crosswalk& crosswalk);

}  // namespace cairn::documents

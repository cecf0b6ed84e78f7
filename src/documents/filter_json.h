// Filters as JSON (docs/reference/formats.md, "Filter").
#pragma once

#include "base/result.h"
#include "documents/fields.h"
#include "domain/requirement/filter.h"

namespace cairn::documents {

/// Shape only; whether the catalogue knows what it names is for who knows the catalogue. Refused
/// beyond shape: a list or a range that tests nothing.
Result<requirement::Filter> read_filter(const json::Value& value, const Source& source);

Result<requirement::LevelRange> read_level_range(const json::Value& value, const Source& source);

/// Members in the order of formats.md; what tests nothing is left out.
void write_filter(json::Writer& writer, const requirement::Filter& filter);

}  // namespace cairn::documents

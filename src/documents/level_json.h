// Levels as JSON: `{framework: EQF, value: 5}`.
#pragma once

#include "base/result.h"
#include "documents/fields.h"
#include "domain/framework/level.h"

namespace cairn::documents {

Result<framework::Level> read_level(const json::Value& value, const Source& source);
void write_level(json::Writer& writer, const framework::Level& level);

}  // namespace cairn::documents

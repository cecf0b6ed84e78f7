// Quality labels (docs/reference/formats.md) to and from JSON.
#pragma once

#include <string_view>
#include <vector>

#include "base/result.h"
#include "documents/fields.h"
#include "domain/learning/quality_label.h"
#include "formats/json/writer.h"

namespace cairn::documents {

/// Refuses a time whose end is before its beginning.
Result<learning::QualityLabel> read_quality_label(const json::Value& value, const Source& source);
/// Nothing for none.
void write_quality_labels(json::Writer& writer, std::string_view key,
                          const std::vector<learning::QualityLabel>& labels);

}  // namespace cairn::documents

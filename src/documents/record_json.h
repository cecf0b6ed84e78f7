// Records as JSON (docs/reference/formats.md, "Record document").
#pragma once

#include "base/result.h"
#include "documents/fields.h"
#include "domain/learning/award.h"

namespace cairn::documents {

/// `{awards: [...]}`; duplicate award ids are refused.
Result<learning::Record> read_record(const json::Value& value, const Source& source);

}  // namespace cairn::documents

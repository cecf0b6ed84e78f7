// Shared words as JSON (docs/reference/formats.md, "Shared word").
#pragma once

#include "base/result.h"
#include "documents/fields.h"
#include "domain/learning/shared_word.h"

namespace cairn::documents {

/// Refused beyond shape: an id that does not begin with a kind, and values of what has none.
Result<learning::SharedWord> read_shared_word(const json::Value& value, const Source& source);

}  // namespace cairn::documents

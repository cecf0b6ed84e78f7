// Agreements as JSON (docs/reference/formats.md, "Agreement").
#pragma once

#include "base/result.h"
#include "documents/fields.h"
#include "domain/recognition/agreement.h"

namespace cairn::documents {

/// Refused beyond shape: validity that ends before it begins, terms without achievements or with
/// one named twice, repeated term ids, grants with both or neither of credit and rate, factors and
/// rounding steps that are not positive.
Result<recognition::Agreement> read_agreement(const json::Value& value, const Source& source);
void write_agreement(json::Writer& writer, const recognition::Agreement& agreement);

}  // namespace cairn::documents

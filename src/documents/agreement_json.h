// Agreements as JSON (docs/reference/formats.md, "Agreement").
#pragma once

#include "base/result.h"
#include "documents/fields.h"
#include "domain/recognition/agreement.h"

namespace cairn::documents {

Result<recognition::Grant> read_grant(const json::Value& value, const Source& source);
void write_grant(json::Writer& writer, const recognition::Grant& grant);

/// Refused beyond shape: validity that ends before it begins, groups that are empty, equal or
/// name an achievement twice, repeated term ids, achievements denied twice, grants of several kinds
/// or without the credit that their kind has, factors and rounding steps that are not positive.
Result<recognition::Agreement> read_agreement(const json::Value& value, const Source& source);
void write_agreement(json::Writer& writer, const recognition::Agreement& agreement);

}  // namespace cairn::documents

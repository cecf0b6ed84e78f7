// Requirement trees as JSON (docs/reference/formats.md, "Requirement node").
#pragma once

#include "base/result.h"
#include "documents/fields.h"
#include "domain/requirement/requirement.h"

namespace cairn::documents {

/// Shape only; what makes a tree impossible is the audit's to say. Depth is bounded by the parser
/// that made `value`.
Result<requirement::Node> read_requirement(const json::Value& value, const Source& source);

}  // namespace cairn::documents

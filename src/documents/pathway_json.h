// Pathways as JSON (docs/reference/formats.md, "Pathway").
#pragma once

#include "base/result.h"
#include "documents/fields.h"
#include "domain/learning/pathway.h"

namespace cairn::documents {

Result<learning::Pathway> read_pathway(const json::Value& value, const Source& source);
void write_pathway(json::Writer& writer, const learning::Pathway& pathway);

}  // namespace cairn::documents

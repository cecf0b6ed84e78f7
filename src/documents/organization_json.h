// Organizations as JSON (docs/reference/formats.md, "Organization").
#pragma once

#include "base/result.h"
#include "documents/fields.h"
#include "domain/learning/organization.h"

namespace cairn::documents {

Result<learning::Organization> read_organization(const json::Value& value, const Source& source);
void write_organization(json::Writer& writer, const learning::Organization& organization);

}  // namespace cairn::documents

// Credit systems as JSON (docs/reference/formats.md, "Credit system").
#pragma once

#include "base/result.h"
#include "documents/fields.h"
#include "domain/credit/system.h"

namespace cairn::documents {

/// Refused beyond shape: what credit::check refuses.
Result<credit::System> read_credit_system(const json::Value& value, const Source& source);
void write_credit_system(json::Writer& writer, const credit::System& system);
void write_hours(json::Writer& writer, const credit::Hours& hours);

}  // namespace cairn::documents

// Records as JSON (docs/reference/formats.md, "Record document").
#pragma once

#include "base/result.h"
#include "documents/fields.h"
#include "domain/learning/award.h"

namespace cairn::documents {

/// `{awards, facts?, exceptions?}`. Refused beyond shape: award ids, fact names or exception ids
/// that occur twice, and an exception about an award that the record does not have.
Result<learning::Record> read_record(const json::Value& value, const Source& source);

/// One award, exception or fact of a record, as read_record() reads it.
void write_award(json::Writer& writer, const learning::Award& award);
void write_exception(json::Writer& writer, const requirement::Exception& exception);
void write_fact_statement(json::Writer& writer, const learning::FactStatement& fact);

}  // namespace cairn::documents

// Records as JSON (docs/reference/formats.md, "Record document").
#pragma once

#include "base/result.h"
#include "documents/fields.h"
#include "domain/learning/award.h"
#include "domain/learning/particulars.h"

namespace cairn::documents {

/// `{awards, facts?, exceptions?, entries?}`. Refused beyond shape: award ids, fact names,
/// exception ids or achievements of entries that occur twice, and an exception about an award that
/// the record does not have.
Result<learning::Record> read_record(const json::Value& value, const Source& source);
/// As read_record() reads it, with all four lists.
void write_record(json::Writer& writer, const learning::Record& record);

/// `{facts?, exceptions?, entries?}` beside the awards of a record; refused as read_record()
/// refuses.
Result<learning::Particulars> read_particulars(const json::Value& value, const Source& source,
                                               std::vector<learning::Award> awards);
/// All three lists.
void write_particulars(json::Writer& writer, const learning::Particulars& particulars);

/// One award, exception or fact of a record, as read_record() reads it.
void write_award(json::Writer& writer, const learning::Award& award);
/// "waive", "substitute" …
std::string_view word_of(requirement::Exception::Kind kind);
void write_exception(json::Writer& writer, const requirement::Exception& exception);
void write_fact_statement(json::Writer& writer, const learning::FactStatement& fact);

}  // namespace cairn::documents

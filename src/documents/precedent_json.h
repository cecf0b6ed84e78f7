// Precedents as JSON (docs/reference/formats.md, "Precedent document").
#pragma once

#include <string>
#include <vector>

#include "base/result.h"
#include "documents/fields.h"
#include "domain/recognition/precedent.h"

namespace cairn::documents {

/// `{precedents: […]}`. Refused beyond shape: ids that occur twice, stated facts that nobody
/// confirmed, and another answer on the same facts that does not explain itself.
Result<std::vector<recognition::Precedent>> read_precedents(const json::Value& value,
                                                            const Source& source);

/// One of them. Refused beyond shape: stated facts that nobody confirmed.
Result<recognition::Precedent> read_precedent(const json::Value& value, const Source& source);
void write_precedent(json::Writer& writer, const recognition::Precedent& precedent);
/// Its members but for the receiver, inside an object that is begun.
void write_precedent_members(json::Writer& writer, const recognition::Precedent& precedent);

/// What is wrong with a later one that answers otherwise without naming the one before it.
std::string describe(const recognition::Inconsistency& found);

void write_facts(json::Writer& writer, const recognition::Facts& facts);

}  // namespace cairn::documents

// Agreements from an institution's own table of equivalences, as CSV or JSON
// (docs/reference/formats.md, "Table of equivalences").
#pragma once

#include <string_view>
#include <vector>

#include "base/result.h"
#include "documents/catalogue_json.h"
#include "domain/recognition/agreement.h"

namespace cairn::documents {

/// Each row is a term or a denial of the agreement that it names. A file whose name ends in
/// ".json" is a list of objects, anything else CSV with a header. Refused, with the place of the
/// cell: columns that are unknown, twice or missing, rows of one agreement that differ in what
/// belongs to the agreement, terms and denials that occur twice, and every cell that says nothing
/// we understand. Agreements come sorted by id, terms and denials in the order of their rows.
Result<std::vector<recognition::Agreement>> read_agreement_table(const NamedText& file);

}  // namespace cairn::documents

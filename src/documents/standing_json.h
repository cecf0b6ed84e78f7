// Where a record stands, as JSON: schemas/standing.schema.json.
#pragma once

#include "base/time.h"
#include "documents/fields.h"
#include "domain/standing/standing.h"

namespace cairn::documents {

/// `{at, programmes, begun, audited, proven, nearest, others, refused, idle?}`. `standing` must be
/// of `programmes`.
void write_standing(json::Writer& writer, const standing::Programmes& programmes,
                    const standing::Standing& standing, Date at);

}  // namespace cairn::documents

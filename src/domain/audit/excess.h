// What of a programme or a record is too much for an exact audit, where it stands, and what would
// be accepted (docs/reference/requirements.md, section 16).
#pragma once

#include "base/result.h"
#include "base/time.h"
#include "domain/audit/programme.h"
#include "domain/learning/award.h"

namespace cairn::audit {

/// The error of an audit that was exhausted without a place, with its place: a node's path,
/// `award "a1"` or `exception "e"`. Other errors as they are. Linear in nodes and awards, and in
/// the leaves that accept them; for failures only.
Error with_place(Error error, const Programme& programme, const learning::Record& record, Date day);

}  // namespace cairn::audit

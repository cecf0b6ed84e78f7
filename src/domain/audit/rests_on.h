// What an award stands on that is made because an audit is complete.
#pragma once

#include <vector>

#include "domain/audit/audit.h"
#include "domain/ids/ids.h"
#include "domain/learning/award.h"

namespace cairn::audit {

/// The roots of all awards that the audit of this record applies, sorted, each once. An award of
/// which a piece is applied is stood on, too.
std::vector<AwardId> rests_on(const Audit& audit, const learning::Record& record);

}  // namespace cairn::audit

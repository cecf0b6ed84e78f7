// What exceptions loosen in policies (docs/reference/policies.md, section 3).
#pragma once

#include <optional>

#include "base/time.h"
#include "domain/ids/ids.h"
#include "domain/learning/award.h"
#include "domain/learning/catalogue.h"
#include "domain/requirement/exception.h"

namespace cairn::version {

/// The name of a rule that the exception of the record loosens without being allowed to on the day,
/// if there is one. Its node is where it holds in the requirements of `applied`, which have their
/// policies. Linear in the requirements below the node.
std::optional<NodeId> loosened_by(const requirement::Exception& exception,
                                  const learning::Record& record,
                                  const learning::Catalogue& applied, Date day);

}  // namespace cairn::version

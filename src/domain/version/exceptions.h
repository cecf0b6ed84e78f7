// Where an exception holds in the version that applies (docs/reference/versions.md, section 4).
#pragma once

#include "domain/ids/ids.h"
#include "domain/learning/catalogue.h"
#include "domain/requirement/exception.h"

namespace cairn::version {

/// The path of the exception's node in the requirements of `applied`, which are those that the
/// audit goes by, with the series that they are of. The path as it is where nothing leads further.
NodeId moved(const requirement::Exception& exception, const learning::Catalogue& applied);

}  // namespace cairn::version

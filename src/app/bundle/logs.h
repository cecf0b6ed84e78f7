// The logs of a bundle.
#pragma once

#include "base/result.h"
#include "formats/bundle/bundle.h"

namespace cairn::bundle {

/// Invalid unless the key is one and signed the checkpoint, which names its log.
Result<void> check_log(const StoredLog& log);

}  // namespace cairn::bundle

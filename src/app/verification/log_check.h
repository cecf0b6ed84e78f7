// The check `log` of a credential: is it in a transparency log, by a proof that the asker holds?
#pragma once

#include "app/verification/verifier.h"
#include "base/result.h"
#include "formats/translog/entry.h"
#include "formats/vc/verdict.h"

namespace cairn::verification {

/// Invalid when the key is none: it was named by hand.
Result<vc::Check> check_log(const StatedLogProof& stated, const translog::Hash& digest);

}  // namespace cairn::verification

// The check `log` of a credential: is it in a transparency log, by a proof that the asker holds?
#pragma once

#include <optional>

#include "app/verification/verifier.h"
#include "base/result.h"
#include "formats/translog/entry.h"
#include "formats/vc/verdict.h"

namespace cairn::verification {

struct LogFinding {
  vc::Check check;
  /// By when the credential was there; only where the proof holds and was held since then.
  std::optional<Instant> there_by;
};

/// Invalid when the key is none, or the stated checkpoint is not the log's: they were named by
/// hand.
Result<LogFinding> check_log(const StatedLogProof& stated, const translog::Hash& digest);

}  // namespace cairn::verification

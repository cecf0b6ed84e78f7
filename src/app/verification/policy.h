// Which checks a verdict rests on, by what the answer is for (docs/reference/verification.md).
#pragma once

#include <span>
#include <string>

#include "app/verification/verifier.h"
#include "base/result.h"
#include "formats/vc/verdict.h"

namespace cairn::verification {

/// The published table, and the checks named in `also`. Invalid for a name that is no check.
Result<vc::Required> required_checks(Use use, std::span<const std::string> also);

/// A verdict in the words of reports.
Verdict verdict_of(vc::Verdict verdict);

}  // namespace cairn::verification

// A newer issue of a credential, from the refresh service that it names.
//
// Open Badges 3.0, "1EdTech Credential Refresh Service": asked for after the proof of the old one
// holds, and once; what comes is verified by itself, and its own service is not asked again.
#pragma once

#include "app/verification/verifier.h"
#include "formats/json/value.h"

namespace cairn::verification {

/// Puts the newer issue into `old`, the report on `credential`, or says in its `refresh` why there
/// is none. Nothing is asked unless the old proof holds and the service is of the kind known here.
void renew(Report& old, const json::Value& credential, const Question& question,
           const facts::Outside& outside, const Verifier& verifier);

}  // namespace cairn::verification

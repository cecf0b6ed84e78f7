// From the document behind a status list's URL to a fact that verifications share.
#pragma once

#include <string>

#include "base/time.h"
#include "formats/json/value.h"
#include "formats/vc/status_check.h"
#include "formats/vc/verify.h"

namespace cairn::vc {

/// Verifies a status list credential (structure, proof, binding of issuer to key) with `facts` and
/// decodes it. Its own credentialStatus is not followed. The document of 1EdTech has no proof: it
/// is worth what the connection was that it came by, so that is for the caller to know. `fetched`
/// is when the document was; a list whose time of validity has not begun then is none.
StatusListFact read_status_list(std::string url, const json::Value& document, const Facts& facts,
                                Instant fetched);

}  // namespace cairn::vc

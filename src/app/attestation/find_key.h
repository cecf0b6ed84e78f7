// Who signs attestations: the port through which an organization's key is reached.
#pragma once

#include <functional>

#include "app/awarding/signing_key.h"
#include "base/result.h"
#include "domain/ids/ids.h"

namespace cairn::attestation {

/// What an organization signs with. not_found: it has no key here. Must be thread-safe.
using FindKey = std::function<Result<awarding::IssuingKey>(const OrganizationId& organization)>;

}  // namespace cairn::attestation

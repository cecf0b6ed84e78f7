// A key pair that is made once for a tenant and kept sealed: of the instances of the VC API.
#pragma once

#include <string>

#include "app/keys/issuer_keys.h"
#include "base/result.h"
#include "formats/crypto/public_key.h"
#include "formats/crypto/signing_key.h"

namespace cairn::keys {

/// The tenant's active key of that kind, made and sealed when it has none; the making stands in the
/// journal. corrupt: sealed by another key, or changed since. Two callers at once may both make
/// one; the one with the lesser DID is the tenant's from then on.
Result<crypto::SigningKey> kept_key(const Ports& ports, const std::string& tenant,
                                    crypto::KeyKind kind);

}  // namespace cairn::keys

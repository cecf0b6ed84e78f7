// Public keys in PEM (RFC 7468), as Open Badges 2 publishes them.
#pragma once

#include <string_view>

#include "base/result.h"
#include "formats/crypto/public_key.h"

namespace cairn::crypto {

/// An RSA key as "PUBLIC KEY" (SubjectPublicKeyInfo, RFC 5280) or "RSA PUBLIC KEY" (RFC 8017).
/// Invalid otherwise; ErrorCode::unavailable for a "PUBLIC KEY" of another algorithm.
Result<PublicKey> read_pem(std::string_view pem);

}  // namespace cairn::crypto

// Making key pairs.
#pragma once

#include "base/ports.h"
#include "base/result.h"
#include "formats/crypto/public_key.h"
#include "formats/crypto/signing_key.h"

namespace cairn::keys {

/// A new pair of a kind that signs. internal: the random numbers gave none.
Result<crypto::SigningKey> new_pair(Random& random, crypto::KeyKind kind);

}  // namespace cairn::keys

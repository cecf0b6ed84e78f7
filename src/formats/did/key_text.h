// Multikeys as documents write them, with what is broken told apart from what is not known here.
#pragma once

#include <string_view>

#include "base/result.h"
#include "formats/crypto/public_key.h"

namespace cairn::did {

/// Unavailable for kinds of keys not known here, invalid for broken ones.
Result<crypto::PublicKey> key_of_multikey(std::string_view multikey);

}  // namespace cairn::did

// The key pair inside a key file, and what it signs by.
#pragma once

#include <string_view>

#include "base/result.h"
#include "formats/crypto/signing_key.h"

namespace cairn::awarding {

/// The pair of a key file. Invalid when it is no Multikey with its secret. Errors never repeat it.
Result<crypto::SigningKey> read_key_file(std::string_view json);

/// The cryptosuite that a key signs by when nothing else is asked for: the rdfc one.
std::string_view default_suite(crypto::KeyKind kind);

}  // namespace cairn::awarding

// The key pair inside a key file, and what it signs by.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "formats/crypto/signing_key.h"

namespace cairn::awarding {

/// A pair, and the names that its signatures stand under.
struct IssuingKey {
  crypto::SigningKey pair;
  std::string issuer;  ///< whose key it is: its did:key, a did:web or an https URL
  std::string method;  ///< the id of the key in the document of that issuer
};

/// What a key file holds. Invalid, with the place, when it is no Multikey with its secret or when
/// `id`, `controller` and key do not belong together. Errors never repeat the secret.
Result<IssuingKey> read_key_file(std::string_view json);

/// Who may be the controller of a key file: a did:web or an https URL. Invalid otherwise.
Result<void> check_controller(std::string_view controller);

/// "ed25519", "p256" or "p384"; invalid otherwise.
Result<crypto::KeyKind> kind_named(std::string_view name);

/// The cryptosuite that a key signs by when nothing else is asked for: the rdfc one.
std::string_view default_suite(crypto::KeyKind kind);

}  // namespace cairn::awarding

// Key files: a key pair as a Multikey JSON document on disk.
//
// For issuing from the command line and for examples; the server seals its keys instead.
#pragma once

#include <string>
#include <string_view>

#include "base/ports.h"
#include "base/result.h"

namespace cairn::awarding {

struct KeyFile {
  std::string did;   ///< the did:key that the pair issues under
  std::string json;  ///< Multikey document with publicKeyMultibase and secretKeyMultibase: secret,
                     ///< and not wiped, since it is about to be written out
};

/// A new pair. `kind` is "ed25519", "p256" or "p384"; invalid otherwise.
Result<KeyFile> new_key_file(Random& random, std::string_view kind = "ed25519");

}  // namespace cairn::awarding

// Key files: an Ed25519 key pair as a Multikey JSON document on disk.
//
// For issuing from the command line and for examples; the server seals its keys instead.
#pragma once

#include <string>

#include "base/ports.h"

namespace cairn::awarding {

struct KeyFile {
  std::string did;   ///< the did:key that the pair issues under
  std::string json;  ///< Multikey document with publicKeyMultibase and secretKeyMultibase: secret,
                     ///< and not wiped, since it is about to be written out
};

/// A new pair from 32 random bytes.
KeyFile new_key_file(Random& random);

}  // namespace cairn::awarding

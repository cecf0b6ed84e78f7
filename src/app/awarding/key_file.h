// Key files: a key pair as a Multikey JSON document on disk.
//
// For issuing from the command line and for examples; the server seals its keys instead.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/ports.h"
#include "base/result.h"
#include "base/time.h"

namespace cairn::awarding {

struct KeyFile {
  std::string issuer;  ///< what the pair issues under: its did:key, or the controller asked for
  std::string json;  ///< Multikey document with publicKeyMultibase and secretKeyMultibase: secret,
                     ///< and not wiped, since it is about to be written out
};

/// A new pair. `kind` is "ed25519", "p256" or "p384". `controller` is a did:web or an https URL
/// whose document will list the key (issuer_document()); empty: the did:key of the pair. Invalid
/// otherwise.
Result<KeyFile> new_key_file(Random& random, std::string_view kind = "ed25519",
                             std::string_view controller = {});

/// A key of an issuer and since when it signs no more.
struct ListedKey {
  std::string json;  ///< the key file
  enum class State : std::uint8_t { active, retired, compromised } state = State::active;
  Instant ended = {};  ///< unless active
};

struct IssuerDocument {
  std::string json;
  std::string address;  ///< where it has to be published
};

/// The document that lists the public parts of `keys`. Invalid, with the number of the key from 1,
/// when one is no key file or another controller's than the first; also for a did:key, which is its
/// own document.
Result<IssuerDocument> issuer_document(std::span<const ListedKey> keys);

}  // namespace cairn::awarding

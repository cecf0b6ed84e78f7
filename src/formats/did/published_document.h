// The controller document that an issuer publishes: its keys with their history.
//
// Controlled Identifiers 1.0 section 2; each key is a Multikey whose id ends in the Multikey
// itself.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/time.h"

namespace cairn::did {

struct PublishedKey {
  std::string multikey;                 ///< the public key
  std::optional<Instant> expires = {};  ///< what it signed before then keeps verifying
  std::optional<Instant> revoked = {};  ///< nothing that it signed counts from then on
};

/// The id of a key in its controller's document.
std::string method_id(std::string_view controller, std::string_view multikey);

/// The document of `controller` (a DID or an https URL) as JSON text.
std::string published_document(std::string_view controller, std::span<const PublishedKey> keys);

}  // namespace cairn::did

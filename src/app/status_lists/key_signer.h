// Signs status lists with the keys of those who own them.
#pragma once

#include <functional>
#include <string>

#include "app/status_lists/publisher.h"
#include "formats/crypto/signing_key.h"

namespace cairn::rdf {
class ContextStore;  // formats/rdf/context_store.h
}

namespace cairn::status_lists {

/// What a tenant signs its credentials with, and so their status lists.
struct SigningIdentity {
  std::string issuer;               ///< as its credentials name it
  std::string verification_method;  ///< the URL of the key; empty: its did:key
  std::string suite;
  crypto::SigningKey key;
};

/// not_found: nobody signs for that tenant here. Must be thread-safe.
using FindIdentity = std::function<Result<SigningIdentity>(const std::string& tenant)>;

class KeySigner final : public Signer {
 public:
  /// `contexts` must outlive it.
  KeySigner(FindIdentity find, const rdf::ContextStore& contexts);

  Result<std::string> issuer_of(const std::string& tenant) const override;
  Result<std::string> sign(const std::string& tenant, const json::Document& credential,
                           Instant created) const override;

 private:
  FindIdentity find_;
  const rdf::ContextStore& contexts_;
};

}  // namespace cairn::status_lists

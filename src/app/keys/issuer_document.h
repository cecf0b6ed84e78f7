// The DID document that an organization publishes: its keys with their history.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "app/store/store.h"

namespace cairn::keys {

/// The document of `did` (a did:web of the organization) as JSON text, with those of `keys` that
/// are the organization's. A retired key stays, with `expires`: what it signed before keeps
/// verifying. A compromised one stays with `revoked`: nothing that it signed counts from then on.
std::string issuer_document(std::string_view did, const OrganizationId& organization,
                            std::span<const store::SealedKey> keys);

}  // namespace cairn::keys

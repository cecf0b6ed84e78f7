#include "app/keys/issuer_document.h"

#include <vector>

#include "formats/did/published_document.h"

namespace cairn::keys {
namespace {

constexpr std::string_view kDidKey = "did:key:";

// Keys are kept by their did:key, whose tail is the Multikey.
did::PublishedKey published(const store::SealedKey& key) {
  did::PublishedKey made{.multikey = key.did.substr(kDidKey.size())};
  (key.state == store::KeyState::compromised ? made.revoked : made.expires) = key.ended;
  return made;
}

}  // namespace

std::string issuer_document(std::string_view did, const OrganizationId& organization,
                            std::span<const store::SealedKey> keys) {
  std::vector<did::PublishedKey> own;
  for (const store::SealedKey& key : keys)
    if (key.organization == organization) own.push_back(published(key));
  return did::published_document(did, own);
}

}  // namespace cairn::keys

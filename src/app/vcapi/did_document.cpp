#include "app/vcapi/did_document.h"

#include "formats/crypto/multikey.h"
#include "formats/did/published_document.h"

namespace cairn::vcapi {

std::string did_document(const Instance& instance) {
  const did::PublishedKey key{crypto::public_multikey(instance.key().public_key()), {}, {}};
  return did::published_document(instance.issuer(), std::span(&key, 1));
}

}  // namespace cairn::vcapi

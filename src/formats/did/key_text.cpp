#include "formats/did/key_text.h"

#include <array>

#include "formats/crypto/multibase.h"
#include "formats/crypto/multikey.h"

namespace cairn::did {
namespace {

constexpr std::size_t kMultikeyBytesMax = 2048;

}  // namespace

Result<crypto::PublicKey> key_of_multikey(std::string_view multikey) {
  auto key = crypto::parse_public_multikey(multikey);
  if (key) return key;
  // Of the kinds that did:key and Multikey define: Ed25519, P-256, P-384 and RSA are known here.
  constexpr std::array kKnown = {"z6Mk", "zDn", "z82", "z4MX", "zgg"};
  for (const char* prefix : kKnown)
    if (multikey.starts_with(prefix)) return key;
  if (!multikey.starts_with('z') || !crypto::multibase_decode(multikey, kMultikeyBytesMax))
    return key;
  return Error{ErrorCode::unavailable, "a kind of key that is not known here", {}};
}

}  // namespace cairn::did

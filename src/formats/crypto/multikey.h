// Ed25519 keys as Multikey text and as did:key identifiers.
//
// Controlled Identifiers 1.0 section 2.2.2 (Multikey); the did:key method, v0.9.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "formats/crypto/ed25519.h"

namespace cairn::crypto {

/// "z6Mk…": multibase of the multicodec 0xed01 and the 32 bytes.
std::string public_multikey(const PublicKey& key);
Result<PublicKey> parse_public_multikey(std::string_view text);

/// "z3u2…": multibase of the multicodec 0x8026 and the seed. The text is the secret.
std::string secret_multikey(const SigningKey& key);
/// Errors do not repeat the text.
Result<SigningKey> parse_secret_multikey(std::string_view text);

/// "did:key:z6Mk…".
std::string did_key(const PublicKey& key);
/// "did:key:z6Mk…#z6Mk…", the name of the only verification method of that DID.
std::string did_key_method(const PublicKey& key);

Result<PublicKey> parse_did_key(std::string_view did);

struct DidKeyMethod {
  std::string_view did;  ///< the part before "#", within the parsed text
  PublicKey key;
};
/// Reads "did:key:M#M"; the fragment must repeat the Multikey.
Result<DidKeyMethod> parse_did_key_method(std::string_view url);

}  // namespace cairn::crypto

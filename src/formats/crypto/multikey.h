// Keys of every kind as Multikey text and as did:key identifiers.
//
// Controlled Identifiers 1.0 section 2.2.2 (Multikey); the did:key method, v0.9; the multicodec
// table. RSA keys, which Controlled Identifiers leaves out, are written as did:key does.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "formats/crypto/public_key.h"
#include "formats/crypto/signing_key.h"

namespace cairn::crypto {

/// base58btc of the multicodec and the key: "z6Mk…" Ed25519, "zDn…" P-256, "z82…" P-384.
std::string public_multikey(const PublicKey& key);
/// Invalid for other kinds, lengths and bases, points not compressed or not on the curve.
Result<PublicKey> parse_public_multikey(std::string_view text);

/// "z3u2…" (multicodec 0x1300), "z42t…" (0x1306), "z2fa…" (0x1307). The text is the secret.
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

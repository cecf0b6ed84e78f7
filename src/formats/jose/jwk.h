// Public keys as JSON Web Keys (RFC 7517, RFC 7518 section 6, RFC 8037).
#pragma once

#include <string>

#include "base/result.h"
#include "formats/crypto/public_key.h"
#include "formats/json/value.h"

namespace cairn::jose {

/// Ed25519 ("OKP"), P-256 and P-384 ("EC") or RSA. `use`, `key_ops`, `alg` and the like are not
/// looked at. Invalid, with the member as place: a member missing or of another type, base64url
/// that is not the canonical one, numbers of the wrong length, a point off its curve, and any
/// secret member, since a secret key must not travel in public places; no error repeats a value.
/// ErrorCode::unavailable for a kind of key or curve that is not known here.
Result<crypto::PublicKey> read_jwk(const json::Value& jwk);

/// The members that RFC 7638 takes a thumbprint of, in their order, without white space.
std::string write_jwk(const crypto::PublicKey& key);

/// "did:jwk:" and the base64url of write_jwk(). Others may write the same key in other bytes:
/// compare keys, not these.
std::string did_jwk(const crypto::PublicKey& key);

}  // namespace cairn::jose

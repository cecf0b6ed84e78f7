// JSON Web Signatures in their compact form (RFC 7515 section 7.1), read strictly, and written.
//
// Algorithms are a fixed list of those whose keys are public (RFC 7518 section 3, RFC 8037): what a
// file says about itself never chooses another kind of check. No extension is known, so `crit`
// (section 4.1.11) and `b64` (RFC 7797) are refused. Keys in the header are data: they say nothing
// about who signed.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"
#include "formats/crypto/public_key.h"
#include "formats/crypto/signing_key.h"
#include "formats/json/reader.h"
#include "formats/json/value.h"

namespace cairn::jose {

enum class Algorithm : std::uint8_t { rs256, es256, es384, eddsa };

/// "RS256", "ES256", "ES384", "EdDSA".
const char* name_of(Algorithm algorithm);
/// The one algorithm that a kind of key signs by.
Algorithm algorithm_of(crypto::KeyKind kind);

inline constexpr json::Limits kHeaderLimits = {
    .bytes_max = 16 * 1024, .depth_max = 8, .values_max = 500};
/// Of the whole text.
inline constexpr std::size_t kCompactBytesMax = 4 * 1024 * 1024;

struct Jws {
  json::Document header;         ///< an object
  std::string payload;           ///< any bytes
  std::string_view signed_part;  ///< header and payload as written, within the text that was read
  std::vector<std::uint8_t> signature;
};

/// Invalid, with the part as place ("header", "payload", "signature"): not three parts, base64url
/// that is padded or has left-over bits, a header that is no JSON object or has a member twice.
/// Exhausted beyond the limits. Nothing is verified. Linear.
Result<Jws> read_compact(std::string_view text);

/// Whether the text has the outer form of a compact JWS whose header is a JSON object.
bool looks_compact(std::string_view text);

enum class NoAlgorithm : std::uint8_t {
  missing,      ///< no `alg`
  unprotected,  ///< "none", or a shared secret ("HS256"), which proves nothing about an issuer
  unknown,      ///< not on the list
  critical,     ///< `crit` or `b64` demands an extension
};

/// By what the header says it was signed, or why that is not accepted. "Ed25519" (RFC 9864) is
/// another name of "EdDSA" here.
std::variant<Algorithm, NoAlgorithm> algorithm_in(const json::Value& header);

/// Whether the signature is the key's. False as well when the key is of another kind than the
/// algorithm: that it could verify something else does not count.
bool verify(const Jws& jws, Algorithm algorithm, const crypto::PublicKey& key);

/// `header_json` must name algorithm_of() the key; it and `payload` are taken byte for byte.
std::string write_compact(std::string_view header_json, std::string_view payload,
                          const crypto::SigningKey& key);

}  // namespace cairn::jose

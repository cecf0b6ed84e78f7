// A credential inside a JSON Web Token.
//
// Three forms occur: `vc+jwt` (W3C Securing Verifiable Credentials using JOSE and COSE, 15 May
// 2025, section 3.1), whose payload is the credential; the VC-JWT of Open Badges 3.0 (section 8.2),
// whose payload is the credential with the token's claims beside; and that of the Data Model 1.1
// (section 6.3.1), which has the credential in the claim `vc`.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/result.h"
#include "base/time.h"
#include "formats/jose/jws.h"
#include "formats/json/reader.h"
#include "formats/vc/verdict.h"

namespace cairn::vc {

enum class JwtForm : std::uint8_t {
  vc_jwt,         ///< typ vc+jwt: claims are about the signature
  payload,        ///< typ JWT or none: claims repeat the credential's members
  vc_claim,       ///< the same, with the credential in `vc`
  other_content,  ///< another typ or cty: no credential by what the header says
};

struct JwtCredential {
  jose::Jws jws;              ///< its texts lie in the token, which must outlive this
  json::Document claims;      ///< the payload
  json::Document credential;  ///< without the token's claims; of vc_claim with what they add
  JwtForm form = JwtForm::vc_jwt;
};

/// Errors of jose::read_compact(), of reading the payload as JSON ("payload, line …"), and Invalid
/// when it is no object. Nothing is verified.
Result<JwtCredential> read_jwt_credential(std::string_view token, const json::Limits& limits);

/// What is wrong with the claims, whatever their dates: one that must not be there, is missing,
/// malformed, or says something else than the credential.
struct ClaimProblem {
  Code code = Code::claim_mismatch;
  std::string_view claim;
};
std::optional<ClaimProblem> check_claims(const JwtCredential& token);

struct TokenOptions {
  Instant created;
  std::string_view verification_method = {};  ///< URL of the key; empty: its did:key
};

/// `document` as a `vc+jwt` signed by `key`, with `iss` and `iat` (both repeat or concern the
/// signature) beside its members. Invalid when the document has a proof or one of those claims, or
/// when its issuer is not the key's did:key and no verification method under the issuer is given.
Result<std::string> write_token(const json::Value& document, const crypto::SigningKey& key,
                                const TokenOptions& options);

/// A NumericDate (RFC 7519 section 2), cut to the second; nothing when it is no number or beyond
/// the years of Instant.
std::optional<Instant> numeric_date(const json::Value& value);

}  // namespace cairn::vc

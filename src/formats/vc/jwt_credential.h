// A credential or presentation inside a JSON Web Token.
//
// Three forms occur: `vc+jwt` (W3C Securing Verifiable Credentials using JOSE and COSE, 15 May
// 2025, section 3.1), whose payload is the credential; the VC-JWT of Open Badges 3.0 (section 8.2),
// whose payload is the credential with the token's claims beside; and that of the Data Model 1.1
// (section 6.3.1), which has the credential in the claim `vc`. Presentations come as `vp+jwt`,
// whose payload is the presentation (the former, section 3.2), or in the claim `vp` (the latter).
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/result.h"
#include "base/time.h"
#include "formats/jose/jws.h"
#include "formats/json/reader.h"
#include "formats/vc/data_integrity.h"
#include "formats/vc/verdict.h"

namespace cairn::vc {

enum class JwtForm : std::uint8_t {
  vc_jwt,         ///< typ vc+jwt: claims are about the signature
  payload,        ///< typ JWT or none: claims repeat the credential's members
  vc_claim,       ///< the same, with the credential in `vc`
  vp_jwt,         ///< typ vp+jwt: as vc_jwt, with a presentation
  vp_claim,       ///< typ JWT or none, with a presentation in `vp`
  other_content,  ///< another typ or cty: neither by what the header says
};

/// Whether what is in a token of that form is a presentation.
bool carries_presentation(JwtForm form);

struct JwtCredential {
  jose::Jws jws;          ///< its texts lie in the token, which must outlive this
  json::Document claims;  ///< the payload
  /// Without the token's claims; of vc_claim and vp_claim with what they add. A presentation in
  /// those forms that carry one.
  json::Document credential;
  JwtForm form = JwtForm::vc_jwt;
};

/// Errors of jose::read_compact(), of reading the payload as JSON ("payload, line …"), and Invalid
/// when it is no object. Nothing is verified.
Result<JwtCredential> read_jwt_credential(std::string_view token, const json::Limits& limits);

/// Who signs: the issuer, or the holder of a presentation, which may be named by the token alone.
std::string_view party_of(const JwtCredential& token);

/// What is wrong with the claims, whatever their dates: one that must not be there, is missing,
/// malformed, or says something else than the credential.
struct ClaimProblem {
  Code code = Code::claim_mismatch;
  std::string_view claim;
};
std::optional<ClaimProblem> check_claims(const JwtCredential& token);

struct TokenOptions {
  Instant created;
  std::optional<Instant> expires = {};        ///< of the signature
  std::string_view verification_method = {};  ///< URL of the key; empty: its did:key
  ProofOptions::Issuer issuer = ProofOptions::Issuer::required;
};

/// `document` as a `vc+jwt` signed by `key`, with `iss`, `iat` and, when it expires, `exp` (which
/// repeat the issuer and date the signature) beside its members. Invalid when the document has a
/// proof or a claim of tokens, and, where the issuer is required to be the key's, when it is not
/// the controller of the verification method.
Result<std::string> write_token(const json::Value& document, const crypto::SigningKey& key,
                                const TokenOptions& options);

/// A NumericDate (RFC 7519 section 2), cut to the second; nothing when it is no number or beyond
/// the years of Instant.
std::optional<Instant> numeric_date(const json::Value& value);

}  // namespace cairn::vc

// One entity statement of OpenID Federation, or a trust mark: a token that one entity signs about
// another.
//
// OpenID Federation 1.0 sections 3 (entity statements) and 7 (trust marks). What registries of the
// Digital Credentials Consortium answer is read as well: statements about DIDs, without `jwks`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "formats/crypto/public_key.h"
#include "formats/jose/jws.h"
#include "formats/json/value.h"
#include "formats/trust/trust_list.h"

namespace cairn::trust {

struct NamedKey {
  std::string id;  ///< `kid`; may be empty
  crypto::PublicKey key;
};

struct EntityStatement {
  jose::Jws jws;  ///< its texts lie in the token, which must outlive this
  json::Document claims;
  std::string key_id;  ///< `kid` of the header
  std::string issuer;
  std::string subject;
  Period period;               ///< `iat` to `exp`
  std::vector<NamedKey> keys;  ///< of the subject; those of kinds not known here are left out

  bool is_configuration() const { return issuer == subject; }
};

/// Invalid, with the claim as place: another `typ`, an algorithm that is not accepted, a claim that
/// is missing or malformed, a critical claim or constraint that is not known here. Nothing is
/// verified.
Result<EntityStatement> read_statement(std::string_view token);

/// Whether one of `keys` made the signature: the one that the header names, where it names one.
bool is_signed_by(const EntityStatement& statement, const std::vector<NamedKey>& keys);

struct TrustMark {
  jose::Jws jws;
  std::string key_id;
  std::string issuer;
  std::string subject;
  std::string type;
  Accreditation accreditation;  ///< `field` and `level` (docs/reference/trust.md), `iat` to `exp`
};

Result<TrustMark> read_trust_mark(std::string_view token);
bool is_signed_by(const TrustMark& mark, const std::vector<NamedKey>& keys);

}  // namespace cairn::trust

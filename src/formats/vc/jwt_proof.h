// Whether a token's signature holds, by a key that its header or its credential names.
//
// RFC 7515 section 5.2; Securing Verifiable Credentials using JOSE and COSE section 3.1 and 4.1
// (key discovery); Open Badges 3.0 section 8.2.4. A key that only the header shows (`jwk`) makes
// the signature good and says nothing about the issuer.
#pragma once

#include "base/time.h"
#include "formats/vc/facts.h"
#include "formats/vc/jwt_credential.h"
#include "formats/vc/proofs.h"

namespace cairn::vc {

/// The token's signature, its dates, its claims (check_claims()) and what the asker demands of a
/// proof, whose `domain` and `challenge` are the claims `aud` and `nonce` here. The purpose follows
/// from what the token carries and is the caller's to compare. Thread-safe.
ProofFinding check_token(const JwtCredential& token, const Facts& facts, Instant at,
                         const ProofDemands& demands = {});

/// The id of the verification method that the token names: an absolute `kid`, a relative one under
/// the party (party_of()), or a party that is its own key (did:key, did:jwk); empty when it names
/// none.
std::string method_named(const JwtCredential& token);

}  // namespace cairn::vc

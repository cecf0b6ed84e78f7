// The verification of a presentation: who presents, and each credential presented.
//
// VC Data Model 2.0 section 4.13; Data Integrity 1.0 section 4.4 with the purpose `authentication`;
// VC-JOSE-COSE 1.0 section 3.2.
// What is enveloped in it is not opened here.
#pragma once

#include <vector>

#include "base/time.h"
#include "formats/json/value.h"
#include "formats/vc/facts.h"
#include "formats/vc/jwt_credential.h"
#include "formats/vc/presentation_structure.h"
#include "formats/vc/proofs.h"
#include "formats/vc/verdict.h"

namespace cairn::vc {

struct PresentationChecks {
  Check structure;
  Check proof;  ///< as of a credential; `proof_missing` when nobody signed the presentation
  /// Whether the key that signed is the holder's; skipped when the presentation names no holder.
  Check holder_binding;
  /// verify() of each object in `verifiableCredential`, in their order; an enveloped one has its
  /// place with no checks. One without a proof of its own is the holder's word, which the proof of
  /// the presentation carries when the holder is its issuer (section 4.13.4). Beyond
  /// kCredentialsMax: none, and `structure` is unknown (credentials_too_many).
  std::vector<std::vector<Check>> credentials;
};

/// `demands.purpose` is replaced by `authentication` for the presentation's own proofs and by the
/// default for its credentials, whose proofs owe no domain and no challenge. Thread-safe.
PresentationChecks verify_presentation(const json::Value& presentation, const Facts& facts,
                                       Instant at, const ProofDemands& demands = {});

/// The same for a presentation that a token secures: `nonce` answers the challenge, `aud` names the
/// domains.
PresentationChecks verify_presentation(const JwtCredential& token, const Facts& facts, Instant at,
                                       const ProofDemands& demands = {});

/// What the presentation and its embedded credentials refer to, each once.
FactsNeeded facts_needed_of_presentation(const json::Value& presentation);
FactsNeeded facts_needed_of_presentation(const JwtCredential& token);

}  // namespace cairn::vc

// An attestation as the unsigned learner record (CLR 2.0) that carries it.
#pragma once

#include <string>
#include <vector>

#include "app/attestation/claim.h"
#include "app/standing/audit_files.h"
#include "base/time.h"

namespace cairn::attestation {

struct Part;  // app/attestation/part.h

/// All must outlive the call.
struct Contents {
  const Claim& claim;
  const standing::AuditAnswer& answer;
  const std::vector<Part>& parts;  ///< in the order of claim.credentials
  std::string rules_address;       ///< from where anybody may download them; empty: not said
  std::string id;                  ///< of the attestation, a URI
  std::string subject;             ///< whom it is about, a URI
  Instant issued;
};

/// The ids of the claim's goal and of what lies on the way to it are the first of `alsoKnownAs`, or
/// "urn:cairn:achievement:" and their own. The issuer is left for whoever signs.
std::string write_learner_record(const Contents& contents);

}  // namespace cairn::attestation

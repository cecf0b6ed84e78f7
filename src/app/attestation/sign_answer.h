// From the answer of an audit, and what it rests on, to the signed learner record.
#pragma once

#include <string>

#include "app/attestation/carried_parts.h"
#include "app/awarding/signing_key.h"
#include "app/standing/audit_files.h"
#include "base/result.h"
#include "base/time.h"
#include "domain/audit/audit.h"
#include "formats/json/value.h"

namespace cairn::attestation {

/// All must outlive the call.
struct Answered {
  const standing::AuditAnswer& answer;
  const audit::Options& asked;     ///< what it answers
  const json::Value& record;       ///< the record document that was audited
  const CarriedParts& inside;      ///< not empty
  std::string rules;               ///< documents::catalogue_digest()
  std::string rules_address = {};  ///< from where anybody may download them; empty: not said
  std::string id;                  ///< of the attestation, a URI
  std::string subject;             ///< whom it is about, a URI
  Instant issued;
};

/// As indented JSON (docs/reference/attestations.md). Errors of awarding::issue().
Result<std::string> sign_answer(const Answered& answered, const awarding::IssuingKey& key);

}  // namespace cairn::attestation

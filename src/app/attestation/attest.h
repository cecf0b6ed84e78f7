// Issuing an attestation: audit a record, and sign the answer with what it rests on.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/standing/audit_files.h"
#include "app/verification/verifier.h"
#include "base/result.h"
#include "base/time.h"

namespace cairn::attestation {

/// The files of one attestation. All must outlive the call.
struct AttestFiles {
  standing::AuditFiles audit;
  std::span<const documents::NamedText> credentials;
  std::string_view key;
};

struct AttestOptions {
  Date day;
  int nodes_max = 0;
  std::string subject;  ///< a URI; empty: as all credentials name theirs
  std::string id;       ///< of the attestation, a URI
  Instant now;
};

/// The signed credential as indented JSON (docs/reference/attestations.md). Errors of
/// standing::audit_files() and awarding::issue(); invalid, with the file, for a credential that the
/// page says is refused.
Result<std::string> attest(const AttestFiles& files, const AttestOptions& options,
                           const verification::Verifier& verifier);

}  // namespace cairn::attestation

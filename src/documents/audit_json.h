// Audits as JSON: the contract that the command line and the HTTP API share (`Audit` in
// api/openapi.yaml).
#pragma once

#include "documents/fields.h"
#include "domain/audit/audit.h"
#include "domain/audit/programme.h"

namespace cairn::documents {

/// "complete", "complete_if_in_progress_passes", "incomplete" or "undecided".
std::string_view status_text(audit::Status status);

/// `{status, requirements, missing, reasons, assumed, objective, bound?, nodes}`. `audit` must be
/// of `programme`.
void write_audit(json::Writer& writer, const audit::Programme& programme,
                 const audit::Audit& audit);

}  // namespace cairn::documents

// One verification method from its JSON: id, controller, key, dates.
#pragma once

#include "base/result.h"
#include "formats/did/controller_document.h"
#include "formats/json/value.h"

namespace cairn::did {

/// A method id of a document, which may be written relative to it ("#key-1"). Invalid when it is
/// neither that nor absolute.
Result<std::string> absolute_id(std::string_view id, std::string_view document_id);

/// Controlled Identifiers section 2.2. A key that cannot be used is told by `problem`; invalid when
/// it is no object or has no readable id.
Result<VerificationMethod> read_method(const json::Value& value, std::string_view document_id);

/// Whether both say the same; then a document may repeat one.
bool same_method(const VerificationMethod& a, const VerificationMethod& b);

}  // namespace cairn::did

// Whether what a credential's JSON says by name is what its signature covers.
//
// eddsa-rdfc-2022 signs statements, not JSON, and one statement can be written in many ways:
// whoever holds a genuine file could move `validUntil` below "@nest", write it with its full IRI or
// under a term of an inline context, and the signature would still hold while whoever reads the
// file by its keys sees no end of validity. So a file passes only when the known contexts alone say
// how their terms are written (Data Integrity 1.0 section 4.6, context validation).
#pragma once

#include <optional>
#include <string>

#include "formats/json/value.h"
#include "formats/rdf/context_store.h"

namespace cairn::vc {

/// The place (a JSON Pointer) of the first thing that could give a known term another meaning, or
/// a known meaning another name; nothing when there is none. Contexts not in the store count as
/// empty. Linear in the credential, times the contexts' size for each term of an inline context.
std::optional<std::string> find_disguise(const json::Value& credential,
                                         const rdf::ContextStore& contexts);

}  // namespace cairn::vc

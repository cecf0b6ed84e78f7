// Controllers whose document follows from their identifier: did:key and did:jwk.
#pragma once

#include <string_view>

#include "base/result.h"
#include "formats/did/controller_document.h"

namespace cairn::did {

/// The one method of a did:key (v0.9) or did:jwk, with the purposes that its key allows. Invalid
/// when the key cannot be read, unavailable for kinds of keys not known here.
Result<Listing> self_described(std::string_view did);

/// The document of such a DID as JSON text (Controlled Identifiers form: Multikey or JsonWebKey).
/// Errors as self_described().
Result<std::string> self_described_document(std::string_view did);

}  // namespace cairn::did

// The published definitions as documents: with the DIDs of the organizations' own keys, on which
// trust in what they sign rests.
#pragma once

#include <string>

#include "app/store/store.h"
#include "base/result.h"
#include "documents/catalogue_json.h"

namespace cairn::catalogue {

/// All of them, as one catalogue document.
Result<documents::NamedText> published_document(store::Repositories& repositories);

/// A DID under which an organization signs here besides those of its keys: its did:web.
struct Signatory {
  OrganizationId organization;
  std::string did;
};

/// What anybody may have of them, as documents::one_catalogue(): the rules that an attestation by
/// `signatory` refers to.
Result<std::string> published_rules(store::Repositories& repositories, const Signatory& signatory);

}  // namespace cairn::catalogue

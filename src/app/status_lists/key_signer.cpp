#include "app/status_lists/key_signer.h"

#include <utility>

#include "formats/json/writer.h"
#include "formats/rdf/context_store.h"
#include "formats/vc/data_integrity.h"

namespace cairn::status_lists {

KeySigner::KeySigner(FindIdentity find, const rdf::ContextStore& contexts)
    : find_(std::move(find)), contexts_(contexts) {}

Result<std::string> KeySigner::issuer_of(const std::string& tenant) const {
  CAIRN_TRY(const SigningIdentity identity, find_(tenant));
  return identity.issuer;
}

Result<std::string> KeySigner::sign(const std::string& tenant, const json::Document& credential,
                                    Instant created) const {
  CAIRN_TRY(const SigningIdentity identity, find_(tenant));
  CAIRN_TRY(const json::Document secured,
            vc::add_proof(credential, identity.key,
                          {.suite = identity.suite,
                           .created = created,
                           .verification_method = identity.verification_method},
                          contexts_));
  return json::write(secured.root());
}

}  // namespace cairn::status_lists

// From the name of a key in a proof to the key: the one place that knows where keys are found.
//
// Data Integrity 1.0 section 4.4, with Controlled Identifiers 1.0 section 3.3 (retrieve
// verification method).
#pragma once

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "formats/crypto/public_key.h"
#include "formats/vc/facts.h"
#include "formats/vc/verdict.h"

namespace cairn::vc {

/// A key with the id of the document that lists it for the purpose asked for.
struct MethodKey {
  std::string controller;
  crypto::PublicKey key;
};

/// Why there is no key: broken or not to be found.
struct Refusal {
  Outcome outcome = Outcome::fail;
  Code code = Code::proof_malformed;
  std::vector<Parameter> parameters = {};
};

/// The key that `method` names, if its controller lets it be used for `purpose`. Read are
/// "did:key:M#M" and the bare "did:key:M" that Open Badges issuers write.
std::variant<MethodKey, Refusal> resolve_method(std::string_view method, std::string_view purpose,
                                                const Facts& facts);

}  // namespace cairn::vc

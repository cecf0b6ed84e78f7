// From the name of a key in a proof to the key, with refusals as codes of the check `proof`.
//
// Data Integrity 1.0 section 4.4 and VC-JOSE-COSE 1.0 both rest on Controlled Identifiers 1.0
// section 3.3 (retrieve verification method), which did::find_key() carries out.
#pragma once

#include <variant>
#include <vector>

#include "formats/did/key_search.h"
#include "formats/vc/facts.h"
#include "formats/vc/verdict.h"

namespace cairn::vc {

/// Why there is no key: `fail` when it is broken or denied, `unknown` when it was not to be found.
struct Refusal {
  Outcome outcome = Outcome::fail;
  Code code = Code::proof_malformed;
  std::vector<Parameter> parameters = {};
};

/// The key that `question.method` names, if its controller lets it be used for the purpose.
std::variant<did::FoundKey, Refusal> resolve_key(const did::KeyQuestion& question,
                                                 const Facts& facts);

}  // namespace cairn::vc

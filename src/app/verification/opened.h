// A credential file taken apart: the document in it, and what that and all inside it refer to.
#pragma once

#include <optional>
#include <vector>

#include "app/verification/credential_file.h"
#include "base/result.h"
#include "formats/json/reader.h"
#include "formats/vc/facts.h"
#include "formats/vc/jwt_credential.h"

namespace cairn::verification {

struct Opened {
  json::Document document;                      ///< the credential
  std::optional<vc::JwtCredential> token = {};  ///< that it came in
  bool is_assertion = false;                    ///< of Open Badges 2; then `token` is not set
};

/// `file` must outlive what is returned. Errors of reading JSON and tokens; invalid when it is no
/// JSON object.
Result<Opened> open(const CredentialFile& file);

/// The token in a well-formed envelope, or that a text is. The value must outlive it.
Result<vc::JwtCredential> token_in(const json::Value& enveloped);

/// What the document and those inside it, in tokens too, refer to.
std::vector<vc::FactsNeeded> needs_of(const Opened& opened);

}  // namespace cairn::verification

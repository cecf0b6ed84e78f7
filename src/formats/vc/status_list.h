// From the document behind a status list's URL to a fact that verifications share.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.h"
#include "base/time.h"
#include "formats/json/reader.h"
#include "formats/json/value.h"
#include "formats/vc/jwt_credential.h"
#include "formats/vc/status_check.h"
#include "formats/vc/verify.h"

namespace cairn::vc {

/// A status list credential as it was read: JSON with a proof inside, or in a token (`vc+jwt`,
/// as such or in an EnvelopedVerifiableCredential), whose signature is then its proof.
struct StatusListDocument {
  json::Document document;
  std::unique_ptr<const std::string> text = nullptr;  ///< what `token` lies in
  std::optional<JwtCredential> token = std::nullopt;

  /// What its own proof refers to.
  FactsNeeded needs() const;
};

/// Errors of json::read() and read_jwt_credential(). Nothing is verified.
Result<StatusListDocument> open_status_list(std::string_view text, const json::Limits& limits);

/// Verifies a status list credential (structure, proof, binding of issuer to key) with `facts` and
/// decodes it. Its own credentialStatus is not followed. The document of 1EdTech has no proof: it
/// is worth what the connection was that it came by, so that is for the caller to know. `fetched`
/// is when the document was; a list whose time of validity has not begun then is none.
StatusListFact read_status_list(std::string url, const StatusListDocument& read, const Facts& facts,
                                Instant fetched);

}  // namespace cairn::vc

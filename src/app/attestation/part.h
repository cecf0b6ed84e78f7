// A credential that an attestation carries: verified, and compared with the award that rests on it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/attestation/backing.h"
#include "app/verification/report.h"
#include "app/verification/verifier.h"
#include "base/result.h"
#include "base/time.h"
#include "domain/learning/award.h"
#include "domain/learning/catalogue.h"
#include "formats/json/value.h"
#include "formats/openbadges/credential.h"

namespace cairn::attestation {

struct Part {
  json::Document document;  ///< as JSON, out of its picture or token
  openbadges::AchievementCredential badge;
  verification::Report report;  ///< its badge is there
};

/// By the verdict, less the end of its validity: the day of the audit decides about that.
PartState state_of(const verification::Report& report);
/// The code of the check that decided about that; "ok" for what is good.
std::string code_of(const verification::Report& report);
/// Its sentence, in the language that the report was asked for in; empty for what is good.
std::string message_of(const verification::Report& report);

/// Whether it is good at that time, whatever it is. Errors as Verifier::verify().
Result<verification::Report> verify_file(std::string_view file,
                                         const verification::Verifier& verifier, Instant at,
                                         std::string_view language = "en");

/// Errors as Verifier::verify(), and invalid when it is no Open Badge of version 3.
Result<Part> verify_part(std::string_view file, const verification::Verifier& verifier, Instant at,
                         std::string_view language = "en");

/// The members in which an award says something else than the credential behind it
/// (docs/reference/attestations.md, "Checking"): "issuer", "credit", …
std::vector<std::string> disagreements(const learning::Award& award, const Part& part,
                                       const learning::Catalogue& catalogue);

}  // namespace cairn::attestation

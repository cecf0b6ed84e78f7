// What the awards of an attested record rest on: a credential inside that is genuine and says the
// same, or the word of the issuer.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/attestation/claim.h"
#include "app/verification/report.h"
#include "app/verification/verifier.h"
#include "base/result.h"
#include "base/time.h"
#include "domain/learning/award.h"
#include "domain/learning/catalogue.h"
#include "formats/json/value.h"

namespace cairn::attestation {

/// A credential as a file, verified.
struct Part {
  json::Document document;  ///< as JSON, out of its picture or token
  verification::Report report;
};

enum class PartState {
  good,
  invalid,  ///< not genuine, or no longer good for another reason than that its time is over
  unknown,  ///< something could not be found out
};

/// By the verdict, less the end of its validity: the day of the audit decides about that.
PartState state_of(const verification::Report& report);
/// The code of the check that decided about that; "ok" for what is good.
std::string code_of(const verification::Report& report);

/// Errors as Verifier::verify(), and invalid when it is no Open Badge.
Result<Part> verify_part(std::string_view file, const verification::Verifier& verifier, Instant at);

/// The members in which an award says something else than the credential behind it
/// (docs/reference/attestations.md, "Checking"): "issuer", "credit", …
std::vector<std::string> disagreements(const learning::Award& award,
                                       const verification::Badge& badge,
                                       const learning::Catalogue& catalogue);

/// One award of the record.
struct Backing {
  AwardId award;
  std::string credential;  ///< empty: attested on the issuer's word
  bool is_inside = false;  ///< whether that credential is in the attestation
  PartState state = PartState::good;
  std::string code;  ///< of the check that decided about the credential: "ok", "revoked"
  std::vector<std::string> disagreements;
};

/// For each award of `record`, in its order. Of several parts with one id the first counts.
std::vector<Backing> find_backing(const learning::Record& record, const std::vector<Carried>& said,
                                  const std::vector<Part>& parts,
                                  const learning::Catalogue& catalogue);

}  // namespace cairn::attestation

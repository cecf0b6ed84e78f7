// What the awards of an attested record rest on: a credential inside that is genuine and says the
// same, an agreement that grants it, or the word of the issuer.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/attestation/by_agreement.h"
#include "app/attestation/claim.h"
#include "base/result.h"
#include "documents/catalogue_json.h"
#include "domain/learning/award.h"

namespace cairn::attestation {

struct Part;  // app/attestation/part.h

enum class PartState : std::uint8_t {
  good,
  invalid,  ///< not genuine, or no longer good for another reason than that its time is over
  unknown,  ///< something could not be found out
};

/// One award of the record.
struct Backing {
  AwardId award;
  std::string credential = {};                 ///< empty: none
  std::optional<ByAgreement> recognised = {};  ///< without either: attested on the issuer's word
  bool is_inside = false;                      ///< whether that credential is in the attestation
  PartState state = PartState::good;
  std::string code = {};     ///< of the check that decided about the credential: "ok", "revoked"
  std::string message = {};  ///< its sentence; empty for what is good
  std::vector<std::string> disagreements = {};  ///< see disagreements()
  std::string holder = {};  ///< whom it was issued to, by its id for them; may be empty
};

/// For each award of `record`, in its order. Of several parts with one id the first counts.
/// Errors of find_agreement().
Result<std::vector<Backing>> find_backing(const learning::Record& record,
                                          const std::vector<Carried>& said,
                                          const std::vector<Part>& parts,
                                          const documents::CatalogueDocument& rules);

}  // namespace cairn::attestation

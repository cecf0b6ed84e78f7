// What the awards of an attested record rest on: a credential inside that is genuine and says the
// same, or the word of the issuer.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "app/attestation/claim.h"
#include "domain/learning/award.h"
#include "domain/learning/catalogue.h"

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
  std::string credential = {};  ///< empty: attested on the issuer's word
  bool is_inside = false;       ///< whether that credential is in the attestation
  PartState state = PartState::good;
  std::string code = {};  ///< of the check that decided about the credential: "ok", "revoked"
  std::vector<std::string> disagreements = {};  ///< see disagreements()
  std::string holder = {};  ///< whom it was issued to, by its id for them; may be empty
};

/// For each award of `record`, in its order. Of several parts with one id the first counts.
std::vector<Backing> find_backing(const learning::Record& record, const std::vector<Carried>& said,
                                  const std::vector<Part>& parts,
                                  const learning::Catalogue& catalogue);

}  // namespace cairn::attestation

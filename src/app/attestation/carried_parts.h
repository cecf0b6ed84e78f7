// The credentials that an attestation carries, and which may stand inside one.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/attestation/claim.h"
#include "app/attestation/part.h"
#include "domain/learning/award.h"
#include "domain/learning/catalogue.h"

namespace cairn::attestation {

/// Why a credential cannot be carried as what an award rests on.
enum class Unfit : std::uint8_t {
  not_valid,   ///< "cairn verify" says why
  other_kind,  ///< it is no Open Badge of version 3
  token,       ///< it has no embedded proof
  nameless,    ///< it has no id
  repeated,    ///< another one inside has the same id
  differs,     ///< the award says something else: disagreements()
};

/// The words of the API ("not_valid").
std::string_view word_of(Unfit unfit);

/// Credentials and the awards that rest on them, side by side; no id of a credential twice.
struct CarriedParts {
  std::vector<Carried> carried;
  std::vector<Part> parts;

  /// Nothing where the credential can be carried as what the award rests on.
  std::optional<Unfit> unfit(const Part& part, const learning::Award& award,
                             const learning::Catalogue& catalogue) const;
  /// For what is fit.
  void add(const learning::Award& award, Part part);
};

/// The id by which all credentials name their subject; nothing where they name none, or several.
std::optional<std::string> one_subject(const std::vector<Part>& parts);

}  // namespace cairn::attestation

// Versions of one agreement: which of them holds on a day, and which decides an award
// (docs/reference/recognition.md, section 1).
#pragma once

#include <map>
#include <optional>
#include <span>
#include <vector>

#include "base/time.h"
#include "domain/ids/ids.h"
#include "domain/recognition/agreement.h"

namespace cairn::recognition {

/// All versions of one agreement, their numbers rising and their first days never falling.
using Series = std::span<const Agreement* const>;

/// Points into `agreements`.
std::map<AgreementId, std::vector<const Agreement*>> series_of(
    std::span<const Agreement> agreements);

/// The version that holds on the day; nullptr before the first, after the last and in a gap.
const Agreement* holding_on(Series series, Date day);

/// The version that decides, on the day `at`, what was awarded on `awarded`. On `at` some version
/// holds, and `awarded` is not after it.
const Agreement& deciding(Series series, Date awarded, Date at);

/// Of each agreement the version that holds on the day, if it is signed as far as it asks.
std::vector<const Agreement*> in_force(std::span<const Agreement> agreements, Date day);

/// What of the agreements a machine may decide on the day: of those of which a version is in force,
/// the terms of automatic versions that grant credit, no chains; and the denials of all.
std::vector<Agreement> decidable(std::span<const Agreement> agreements, Date day);

/// The version; nullptr where there is none. Linear.
const Agreement* find_version(std::span<const Agreement> agreements, const AgreementId& id,
                              int version);

/// Two versions of one agreement that no series can hold: other parties, or a first day that falls.
struct Disorder {
  const Agreement* earlier;
  const Agreement* later;
};

/// The first by id, if any.
std::optional<Disorder> find_disorder(std::span<const Agreement> agreements);

}  // namespace cairn::recognition

// Agreements that contradict each other (docs/reference/recognition.md, section 8).
#pragma once

#include <optional>
#include <span>
#include <string>

#include "base/time.h"
#include "domain/recognition/agreement.h"

namespace cairn::recognition {

/// Two terms that grant the same thing for the same awards at one time, but not the same credit.
struct Contradiction {
  const Agreement *first, *second;
  std::string first_term, second_term;
  Date from;  ///< first day on which both hold
};

/// The first contradiction by ids, if any. Terms that grant different things are alternatives,
/// which compete; versions of one agreement decide different awards. n log n in the terms.
std::optional<Contradiction> find_contradiction(std::span<const Agreement> agreements);

}  // namespace cairn::recognition

// How much is applied below a node, at least and at most, as far as a tree and a catalogue show.
// Exceptions are not looked at.
#pragma once

#include <optional>

#include "base/rational.h"
#include "base/result.h"
#include "domain/eligibility/index.h"
#include "domain/learning/catalogue.h"
#include "domain/requirement/requirement.h"

namespace cairn::lint {

/// In a unit, of awards that pass a filter; each application counts
/// (docs/reference/requirements.md, section 7).
struct Measured {
  requirement::Unit unit;
  requirement::Filter where;
};

/// What the index was made of; both outlive the calls.
struct Shelf {
  const learning::Catalogue& catalogue;
  const eligibility::Index& index;
};

/// No allocation that satisfies the node applies less below it. Errors are those of
/// eligibility::Matcher, or a sum that is too large.
Result<Rational> least_applied(const requirement::Node& node, const Measured& measured,
                               const Shelf& shelf);

/// Whether leaves may be asked to take more than they need, or to take it for a share.
enum class Wanted { what_is_needed, anything };

/// No allocation applies more below the node, or with `what_is_needed`: none that applies nothing
/// in vain; nothing where there is no such bound. Errors as above.
Result<std::optional<Rational>> most_applied(const requirement::Node& node,
                                             const Measured& measured, Wanted wanted,
                                             const Shelf& shelf);

}  // namespace cairn::lint

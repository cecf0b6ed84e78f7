// How much is applied below a node, at least and at most, as far as a tree and a catalogue show,
// what an achievement that is named there rests on included. Exceptions are not looked at.
#pragma once

#include <optional>
#include <vector>

#include "base/rational.h"
#include "base/result.h"
#include "domain/lint/shelf.h"
#include "domain/requirement/requirement.h"

namespace cairn::lint {

/// In a unit, of awards that pass one of the filters; each application counts
/// (docs/reference/requirements.md, section 7).
struct Measured {
  requirement::Unit unit;
  std::vector<requirement::Filter> where;
};

/// No allocation that satisfies the node applies less below it. Errors are those of
/// eligibility::Matcher, or a sum that is too large.
Result<Rational> least_applied(const requirement::Node& node, const Measured& measured,
                               const Shelf& shelf);

/// Whether leaves may be asked to take more than they need, or to take it for a share.
enum class Wanted { what_is_needed, anything };

/// No allocation applies more below the node, or with `what_is_needed`: none that applies nothing
/// in vain; nothing where there is no such bound. The limits of the node itself count from the
/// first on, up to but without `own_limits`. Errors as above.
Result<std::optional<Rational>> most_applied(const requirement::Node& node,
                                             const Measured& measured, Wanted wanted,
                                             const Shelf& shelf, std::size_t own_limits);

/// What a `holds` accepts; nothing where its own filter names achievements, too.
std::optional<requirement::Filter> filter_of(const requirement::Holds& holds);

}  // namespace cairn::lint

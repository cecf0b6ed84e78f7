// How many different values of a key what is applied below a node has, at least and at most.
// Exceptions are not looked at.
#pragma once

#include <cstddef>
#include <optional>

#include "base/result.h"
#include "domain/lint/shelf.h"
#include "domain/requirement/requirement.h"

namespace cairn::lint {

/// Of awards that pass a filter.
struct Valued {
  requirement::Key key;
  requirement::Filter where;
};

/// No allocation that satisfies the node has fewer. Errors are those of least_applied().
Result<std::size_t> least_values(const requirement::Node& node, const Valued& valued,
                                 const Shelf& shelf);

/// No allocation has more; nothing where there is no such bound. Errors as above.
Result<std::optional<std::size_t>> most_values(const requirement::Node& node, const Valued& valued,
                                               const Shelf& shelf);

}  // namespace cairn::lint

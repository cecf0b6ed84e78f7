// Where an exception holds in the version that applies (docs/reference/versions.md, section 4).
#pragma once

#include "domain/ids/ids.h"
#include "domain/learning/catalogue.h"
#include "domain/requirement/exception.h"
#include "domain/requirement/requirement.h"

namespace cairn::version {

/// The path of the exception's node in the requirements of `applied`, which are those that the
/// audit goes by, with the series that they are of. The path as it is where nothing leads further.
NodeId moved(const requirement::Exception& exception, const learning::Catalogue& applied);

/// What a path names.
struct Place {
  /// nullptr for a goal's own node, and where there is no node.
  const requirement::Node* node = nullptr;
  AchievementId held;  ///< by the node; by the goal's own node the goal
};

/// Along the requirements of `applied`, or the prerequisites of the path's goal; the node points
/// into `applied`.
Place place_of(const NodeId& path, const learning::Catalogue& applied);

}  // namespace cairn::version

// Which exceptions of a record hold on a day, and where (docs/reference/requirements.md, section
// 14).
#pragma once

#include <string>
#include <vector>

#include "base/time.h"
#include "domain/learning/achievement.h"
#include "domain/learning/award.h"
#include "domain/learning/catalogue.h"
#include "domain/requirement/exception.h"
#include "domain/requirement/requirement.h"

namespace cairn::oracle {

/// Those of a kind that hold on the day, on the node with this path.
std::vector<const requirement::Exception*> exceptions(const learning::Record& record,
                                                      requirement::Exception::Kind kind,
                                                      const std::string& path, Date day);

/// Whether the path, from inside the requirement on, leads to a node, whatever facts and waivers
/// say.
bool leads_to_node(const learning::Catalogue& catalogue, const requirement::Node& requirement,
                   const std::string& path);

}  // namespace cairn::oracle

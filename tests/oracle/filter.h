// Section 5 of docs/reference/requirements.md, and "met by" of section 4, written from that text
// for the oracles alone.
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/time.h"
#include "domain/learning/award.h"
#include "domain/learning/catalogue.h"
#include "domain/requirement/requirement.h"

namespace cairn::oracle {

/// X and everything that points to X by supersededBy, directly or over others.
std::set<std::string> met_by(const learning::Catalogue& catalogue, const std::string& id);

/// Whether one of the achievement's codes is wanted.
bool has_code(const std::vector<requirement::CodeTest>& wanted,
              const learning::Achievement& achievement);

/// Whether the award passes the filter on the day of the audit.
bool passes(const requirement::Filter& filter, const learning::Award& award,
            const learning::Catalogue& catalogue, Date day);

/// Whether the achievement has such a level on the day; in the EQF by a crosswalk, too.
bool at_level(const requirement::LevelRange& range, const learning::Achievement& achievement,
              const learning::Catalogue& catalogue, Date day);

/// The values that the award has of the key: one, or as many as its achievement has subjects.
std::set<std::string> values_of(requirement::Key key, const learning::Award& award,
                                const learning::Catalogue& catalogue);

/// Where the award's grade stands on the scale, 0 being the best; nothing without a grade on it.
std::optional<std::size_t> rank_on(const grade::ScaleId& scale, const learning::Award& award,
                                   const learning::Catalogue& catalogue);

}  // namespace cairn::oracle

// "Where do I stand": every programme a record could lead to, the nearest first.
#pragma once

#include <vector>

#include "base/time.h"
#include "domain/audit/audit.h"
#include "domain/audit/programme.h"
#include "domain/ids/ids.h"
#include "domain/learning/award.h"
#include "domain/learning/catalogue.h"

namespace cairn::standing {

/// One programme and how far the record is from it.
struct Standing {
  audit::Programme programme;
  audit::Audit audit;
  /// The share of the programme's credit that is there, 0 to 100, rounded down; 100 only when
  /// complete. For progress bars; order and decisions go by audit.distance.
  int percent = 0;
};

/// Audits `record` against every published certificate, diploma and degree that has a requirement;
/// programmes that the catalogue defines wrongly are left out (the importer refuses them). The
/// nearest first: started ones before untouched ones, then by missing leaves, then by credit where
/// it is in one system, then by id.
std::vector<Standing> standings(const learning::Catalogue& catalogue,
                                const learning::Record& record, Date at);

}  // namespace cairn::standing

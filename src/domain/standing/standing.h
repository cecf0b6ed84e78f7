// Where a record stands: every programme in the order of nearness, the first of them proven
// (docs/reference/standing.md).
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "domain/audit/audit.h"
#include "domain/learning/award.h"
#include "domain/requirement/exception.h"
#include "domain/standing/programmes.h"

namespace cairn::standing {

struct Options {
  Date at;                                               ///< the day for which the answer holds
  std::size_t skip = 0;                                  ///< leave out so many of the first places
  std::size_t nearest = 50;                              ///< and audit so many
  std::uint64_t nodes_max = audit::Options{}.nodes_max;  ///< of each search
  audit::Explain explain = audit::Explain::fully;        ///< the places shown
  /// Whether Programmes::indexed()[i] may have a place; empty: each may.
  std::vector<bool> among = {};
  bool is_open_only = false;  ///< programmes that the record completes have no place
};

/// One programme in the order.
struct Place {
  int programme = 0;  ///< index into Programmes::indexed()
  bool is_begun = false;
  bool is_exact = false;  ///< whether `bound` is the distance
  audit::Distance bound;  ///< proven: the distance is not less
};

struct Standing {
  std::vector<Place> places;  ///< of all programmes that may have one
  std::size_t first = 0;      ///< Options::skip, or how many there are
  /// Of the places from `first` on, as many as were wanted; an error is why there is none.
  std::vector<Result<audit::Audit>> audits;
  /// Exceptions in force about nodes that no programme has, sorted; audits do not say so again.
  std::vector<requirement::ExceptionId> idle;
  std::size_t audited = 0;  ///< programmes that had to be audited to prove the places

  /// Whether each place up to the last audited one is proven.
  bool is_proven() const;
};

/// Audits in the order of bounds until the wanted places are proven. The order of awards changes
/// nothing in the answer. Invalid when two awards have the same id. Thread-safe. Linear in the
/// programmes that the record touches, besides the audits.
Result<Standing> stand(const Programmes& programmes, const learning::Record& record,
                       const Options& options);

/// The share of the whole that is no longer missing, 0 to 100, rounded down; 100 only when nothing
/// is. By credit, or by leaves where the whole has no credit. For progress bars only.
int percent_there(const audit::Distance& whole, const audit::Distance& left);

}  // namespace cairn::standing

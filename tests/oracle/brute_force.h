// The audit by trying every allocation, written from docs/reference/requirements.md alone.
#pragma once

#include <cstdint>
#include <optional>

#include "base/time.h"
#include "domain/learning/award.h"
#include "domain/learning/catalogue.h"
#include "oracle/expansion.h"

namespace cairn::oracle {

enum class Status { complete, complete_if_in_progress_passes, incomplete };

struct Answer {
  Status status = Status::incomplete;
  Deficit distance;            ///< of the first pass, in units of 1/denominator
  Deficit distance_if_passed;  ///< of the second
  std::int64_t denominator = 1;
  std::int64_t weight = 0;  ///< least of the nearest allocations of the pass that is reported
  std::optional<Deficit> prerequisites;
  std::uint64_t allocations = 0;  ///< how many were tried
};

/// How many allocations brute force would try, roots and limits aside, at most `limit`.
std::uint64_t allocation_count(const Question& question, std::uint64_t limit);

/// The least that an allocation of a question measures; adds to `allocations` how many were tried.
Measure least(const Question& question, std::uint64_t& allocations);

Answer brute_force(const learning::Catalogue& catalogue, const AchievementId& goal,
                   const learning::Record& record, Date day);

}  // namespace cairn::oracle

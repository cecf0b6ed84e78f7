// Awards in pieces (docs/reference/requirements.md, section 8).
#pragma once

#include <vector>

#include "base/rational.h"
#include "base/result.h"
#include "base/time.h"
#include "domain/audit/programme.h"
#include "domain/learning/award.h"

namespace cairn::audit {

/// `taken` of the `of` equal steps of an award; all of it where they are as many.
struct Piece {
  int taken = 1;
  int of = 1;

  bool is_whole() const { return taken == of; }
};

constexpr int kAwardStepsMax = 1'000;

/// Into how many steps the award, which the leaf accepts, may be divided there; 1 where it is
/// applied as a whole only. `achievement` is the number of the award's achievement in the index.
/// Exhausted where they are more than kAwardStepsMax.
Result<int> steps_at(const ProgrammeTree& tree, int leaf, const learning::Award& award,
                     int achievement, Date day);

/// Sizes of pieces, the largest first, of which some add up to each number below `steps`, and all
/// to the greatest of these. Any such number is had by taking each size that still fits, in order.
std::vector<int> piece_sizes(int steps);

/// What a piece is of what the whole is.
Result<Rational> part_of(const Rational& whole, const Piece& piece);

}  // namespace cairn::audit

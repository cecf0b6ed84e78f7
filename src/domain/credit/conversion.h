// Converting credit: exactly, in one direction, rounded once
// (docs/reference/credit-and-grades.md, "Converting credit").
#pragma once

#include <span>

#include "base/rational.h"
#include "base/result.h"
#include "domain/credit/amount.h"

namespace cairn::credit {

enum class RoundingMode { none, down, half_up, half_even };

/// To which multiple of `step` an amount goes; `step` is more than zero and means nothing for none.
struct Rounding {
  RoundingMode mode = RoundingMode::none;
  Rational step = 1;

  bool operator==(const Rounding&) const = default;
};

/// Receiver credit per unit of sender credit ("1/2" turns 2 ECTS into 1 US semester credit), for
/// this direction only. The factor is more than zero.
struct Rate {
  SystemId from;
  SystemId to;
  Rational factor;
  Rounding rounding = {};

  bool operator==(const Rate&) const = default;
};

struct Conversion {
  Amount original;   ///< the sum that was converted
  Amount exact;      ///< before rounding
  Amount converted;  ///< what it counts as
};

/// The amount as the rule rounds it. Exhausted when the result does not fit.
Result<Rational> round(const Rational& amount, const Rounding& rounding);

/// Converts the sum of amounts in `rate.from`, and rounds once. The amounts are originals: what
/// was converted is never converted again. Invalid when one is in another system; exhausted when
/// a value does not fit.
Result<Conversion> convert(std::span<const Amount> amounts, const Rate& rate);

}  // namespace cairn::credit

// Credit systems: what a unit of credit stands for (docs/reference/credit-and-grades.md).
#pragma once

#include "base/rational.h"
#include "base/result.h"
#include "base/text.h"
#include "domain/credit/amount.h"

namespace cairn::credit {

enum class SystemKind {
  credit,  ///< units of learning
  hours,   ///< counted time itself: clock hours
};

/// Hours of learning, both ends included; min <= max.
struct Hours {
  Rational min;
  Rational max;

  bool operator==(const Hours&) const = default;
};

struct System {
  SystemId id;
  LocalizedText name;
  SystemKind kind = SystemKind::credit;
  Hours hours_per_credit;
};

/// Invalid unless 0 < min <= max.
Result<void> check(const System& system);

/// The learning that an amount stands for, for people to read; no rate follows from it. The amount
/// must be of this system. Exhausted when a bound does not fit.
Result<Hours> hours_of(const Amount& amount, const System& system);

}  // namespace cairn::credit

// Credit and money: exact amounts that carry their system or currency (ADR 4).
#pragma once

#include <compare>
#include <cstdint>
#include <string>

#include "base/id.h"
#include "base/rational.h"

namespace cairn::credit {

/// A credit system, for example "ects" or "us-semester". Systems are data, not an enum: a
/// catalogue names its own.
using SystemId = Id<struct CreditSystemTag>;

/// An exact amount of credit in one system. Amounts of different systems are never added or
/// compared; conversion is directional and belongs to an agreement (domain/recognition).
struct Amount {
  Rational value;
  SystemId system;

  bool operator==(const Amount&) const = default;
};

/// Invalid when the systems differ.
Result<Amount> add(const Amount& a, const Amount& b);

/// Exact minor units (cents) of an ISO 4217 currency.
struct Money {
  std::int64_t minor = 0;
  std::string currency;

  bool operator==(const Money&) const = default;
};

/// Invalid when the currencies differ; exhausted on overflow.
Result<Money> add(const Money& a, const Money& b);

}  // namespace cairn::credit

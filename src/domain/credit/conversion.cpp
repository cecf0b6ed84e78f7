#include "domain/credit/conversion.h"

namespace cairn::credit {
namespace {

// The whole part towards minus infinity. The quotient of int64 by a denominator of at least 1 fits,
// and one below it does where the denominator is more than 1.
std::int64_t floor_of(const Rational& number) {
  const std::int64_t whole = number.numerator() / number.denominator();
  const bool cut = number.numerator() % number.denominator() != 0;
  return cut && number.is_negative() ? whole - 1 : whole;
}

// Whether the multiple above `below` is taken, by how far beyond it the number lies.
Result<bool> goes_up(const Rational& number, std::int64_t below, RoundingMode mode) {
  if (mode == RoundingMode::down) return false;
  CAIRN_TRY(const Rational beyond, subtract(number, Rational(below)));
  CAIRN_TRY(const Rational twice, multiply(beyond, Rational(2)));
  if (twice == Rational(1)) return mode == RoundingMode::half_up || below % 2 != 0;
  return Rational(1) < twice;
}

}  // namespace

Result<Rational> round(const Rational& amount, const Rounding& rounding) {
  if (rounding.mode == RoundingMode::none) return amount;
  CAIRN_ASSERT(Rational(0) < rounding.step);
  CAIRN_TRY(const Rational steps, divide(amount, rounding.step));
  const std::int64_t below = floor_of(steps);
  CAIRN_TRY(const bool up, goes_up(steps, below, rounding.mode));
  CAIRN_TRY(const Rational whole, add(Rational(below), Rational(up ? 1 : 0)));
  return multiply(whole, rounding.step);
}

Result<Conversion> convert(std::span<const Amount> amounts, const Rate& rate) {
  Amount sum{Rational(0), rate.from};
  for (const Amount& amount : amounts) {
    CAIRN_TRY(sum, add(sum, amount));
  }
  CAIRN_TRY(const Rational exact, multiply(sum.value, rate.factor));
  CAIRN_TRY(const Rational rounded, round(exact, rate.rounding));
  return Conversion{std::move(sum), {exact, rate.to}, {rounded, rate.to}};
}

}  // namespace cairn::credit

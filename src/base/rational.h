// Exact rational numbers, the arithmetic under every credit amount (ADR 4).
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace cairn {

/// numerator/denominator in lowest terms, denominator > 0. Arithmetic runs in 128 bits; a result
/// that does not fit 64/64 bits is an Error (ErrorCode::exhausted), never a rounded value.
class Rational {
 public:
  constexpr Rational() = default;
  constexpr Rational(std::int64_t whole) : numerator_(whole) {}  // NOLINT: integers are rationals

  /// Invalid when the denominator is zero.
  static Result<Rational> create(std::int64_t numerator, std::int64_t denominator);

  /// Accepts "3", "-3", "3/2" and plain decimals such as "1.5"; no exponent, sign only in front.
  static Result<Rational> parse(std::string_view text);

  constexpr std::int64_t numerator() const { return numerator_; }
  constexpr std::int64_t denominator() const { return denominator_; }
  constexpr bool is_zero() const { return numerator_ == 0; }
  constexpr bool is_negative() const { return numerator_ < 0; }

  /// The one canonical text: "3" or "3/2". parse(to_string()) gives the same number back.
  std::string to_string() const;

  bool operator==(const Rational&) const = default;
  std::strong_ordering operator<=>(const Rational& other) const;

 private:
  constexpr Rational(std::int64_t numerator, std::int64_t denominator)
      : numerator_(numerator), denominator_(denominator) {}
  friend struct RationalReducer;

  std::int64_t numerator_ = 0;
  std::int64_t denominator_ = 1;
};

Result<Rational> add(const Rational& a, const Rational& b);
Result<Rational> subtract(const Rational& a, const Rational& b);
Result<Rational> multiply(const Rational& a, const Rational& b);
/// Invalid when b is zero.
Result<Rational> divide(const Rational& a, const Rational& b);

}  // namespace cairn

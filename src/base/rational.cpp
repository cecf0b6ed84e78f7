#include "base/rational.h"

#include <charconv>
#include <limits>
#include <numeric>

namespace cairn {

__extension__ using Wide = __int128;

struct RationalReducer {
  static Wide gcd(Wide a, Wide b) {
    while (b != 0) {
      const Wide rest = a % b;
      a = b;
      b = rest;
    }
    return a < 0 ? -a : a;
  }

  static Result<Rational> reduce(Wide numerator, Wide denominator) {
    CAIRN_ASSERT(denominator != 0);
    if (denominator < 0) {
      numerator = -numerator;
      denominator = -denominator;
    }
    if (const Wide common = gcd(numerator, denominator); common > 1) {
      numerator /= common;
      denominator /= common;
    }
    constexpr Wide kMax = std::numeric_limits<std::int64_t>::max();
    constexpr Wide kMin = std::numeric_limits<std::int64_t>::min();
    if (numerator > kMax || numerator < kMin || denominator > kMax)
      return exhausted("the amount does not fit the exact range of 64-bit fractions");
    return Rational(static_cast<std::int64_t>(numerator), static_cast<std::int64_t>(denominator));
  }
};

Result<Rational> Rational::create(std::int64_t numerator, std::int64_t denominator) {
  if (denominator == 0) return invalid("a fraction's denominator must not be zero");
  return RationalReducer::reduce(numerator, denominator);
}

namespace {

Result<std::int64_t> parse_digits(std::string_view text) {
  std::int64_t value = 0;
  const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (failure == std::errc::result_out_of_range) return exhausted("the amount is too large");
  if (failure != std::errc() || end != text.data() + text.size() || text.front() == '-')
    return invalid("expected an exact number such as \"3\", \"3/2\" or \"1.5\"");
  return value;
}

// Digits after the point: at most 18 keep the scale inside 64 bits.
Result<Rational> parse_decimal(std::string_view whole_text, std::string_view fraction_text) {
  if (fraction_text.size() > 18) return exhausted("the amount has more than 18 decimal places");
  CAIRN_TRY(const std::int64_t whole, parse_digits(whole_text));
  CAIRN_TRY(const std::int64_t fraction, parse_digits(fraction_text));
  std::int64_t scale = 1;
  for (std::size_t i = 0; i < fraction_text.size(); ++i) scale *= 10;
  return RationalReducer::reduce(Wide{whole} * scale + fraction, scale);
}

Result<Rational> parse_unsigned(std::string_view text) {
  if (const auto slash = text.find('/'); slash != std::string_view::npos) {
    CAIRN_TRY(const std::int64_t numerator, parse_digits(text.substr(0, slash)));
    CAIRN_TRY(const std::int64_t denominator, parse_digits(text.substr(slash + 1)));
    return Rational::create(numerator, denominator);
  }
  if (const auto point = text.find('.'); point != std::string_view::npos)
    return parse_decimal(text.substr(0, point), text.substr(point + 1));
  CAIRN_TRY(const std::int64_t whole, parse_digits(text));
  return Rational(whole);
}

}  // namespace

Result<Rational> Rational::parse(std::string_view text) {
  const bool negative = text.starts_with('-');
  CAIRN_TRY(const Rational magnitude, parse_unsigned(negative ? text.substr(1) : text));
  return negative ? subtract(Rational(0), magnitude) : magnitude;
}

std::string Rational::to_string() const {
  std::string text = std::to_string(numerator_);
  if (denominator_ != 1) text += "/" + std::to_string(denominator_);
  return text;
}

std::strong_ordering Rational::operator<=>(const Rational& other) const {
  const Wide left = Wide{numerator_} * other.denominator_;
  const Wide right = Wide{other.numerator_} * denominator_;
  return left < right   ? std::strong_ordering::less
         : left > right ? std::strong_ordering::greater
                        : std::strong_ordering::equal;
}

namespace {

// |n/d| < 2^63 each, so every product is below 2^126 and a sum of two below 2^127.
Result<Rational> sum(const Rational& a, const Rational& b, int sign) {
  const Wide left = Wide{a.numerator()} * b.denominator();
  const Wide right = Wide{b.numerator()} * a.denominator();
  return RationalReducer::reduce(left + sign * right, Wide{a.denominator()} * b.denominator());
}

}  // namespace

Result<Rational> add(const Rational& a, const Rational& b) { return sum(a, b, 1); }
Result<Rational> subtract(const Rational& a, const Rational& b) { return sum(a, b, -1); }

Result<Rational> multiply(const Rational& a, const Rational& b) {
  return RationalReducer::reduce(Wide{a.numerator()} * b.numerator(),
                                 Wide{a.denominator()} * b.denominator());
}

Result<Rational> divide(const Rational& a, const Rational& b) {
  if (b.is_zero()) return invalid("division by zero");
  return RationalReducer::reduce(Wide{a.numerator()} * b.denominator(),
                                 Wide{a.denominator()} * b.numerator());
}

}  // namespace cairn

#include "formats/rdf/number_literal.h"

#include <array>
#include <charconv>
#include <cmath>

namespace cairn::rdf {
namespace {

// Every integer of up to 15 digits is exact as a double.
bool is_plain_integer(std::string_view lexeme) {
  const std::string_view digits = lexeme.starts_with('-') ? lexeme.substr(1) : lexeme;
  if (digits.empty() || digits.size() > 15 || digits == "0")
    return digits == lexeme && lexeme == "0";
  for (const char c : digits)
    if (c < '0' || c > '9') return false;
  return true;
}

// printf("%1.15E") without trailing zeros of the mantissa, "+" and leading zeros of the exponent.
std::string canonical_double(double value) {
  std::array<char, 64> buffer{};
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                 std::chars_format::scientific, 15);
  const std::string_view text(buffer.data(), static_cast<std::size_t>(end.ptr - buffer.data()));
  const std::size_t e = text.find('e');
  std::string_view mantissa = text.substr(0, e);
  while (mantissa.ends_with('0') && !mantissa.ends_with(".0")) mantissa.remove_suffix(1);
  std::string_view exponent = text.substr(e + 1);
  const bool negative = exponent.front() == '-';
  exponent.remove_prefix(1);
  while (exponent.size() > 1 && exponent.front() == '0') exponent.remove_prefix(1);
  return std::string(mantissa).append(negative ? "E-" : "E").append(exponent);
}

std::string whole_number(double value) {
  std::array<char, 64> buffer{};
  const double positive_zero = value + 0.0;
  const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), positive_zero,
                                 std::chars_format::fixed, 0);
  return {buffer.data(), end.ptr};
}

}  // namespace

Result<NumberLiteral> number_literal(std::string_view lexeme, bool as_double) {
  if (!as_double && is_plain_integer(lexeme)) return NumberLiteral{std::string(lexeme), false};
  double value = 0;
  const auto parsed = std::from_chars(lexeme.data(), lexeme.data() + lexeme.size(), value);
  if (parsed.ec != std::errc() || !std::isfinite(value))
    return invalid("a number is beyond the range of an IEEE 754 double");
  const bool whole = std::trunc(value) == value && std::fabs(value) < 1e21;
  if (whole && !as_double) return NumberLiteral{whole_number(value), false};
  return NumberLiteral{canonical_double(value), true};
}

}  // namespace cairn::rdf

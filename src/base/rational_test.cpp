#include "base/rational.h"

#include <doctest/doctest.h>

#include <limits>

using cairn::ErrorCode;
using cairn::Rational;

TEST_CASE("a rational is kept in lowest terms with a positive denominator") {
  CHECK(Rational::create(6, 4).value().to_string() == "3/2");
  CHECK(Rational::create(-6, -4).value().to_string() == "3/2");
  CHECK(Rational::create(6, -3).value().to_string() == "-2");
  CHECK(Rational::create(0, 7).value().to_string() == "0");
  CHECK_FALSE(Rational::create(1, 0).has_value());
}

TEST_CASE("a rational reads fractions and decimals exactly") {
  CHECK(Rational::parse("1.5").value() == Rational::create(3, 2).value());
  CHECK(Rational::parse("-0.1").value() == Rational::create(-1, 10).value());
  CHECK(Rational::parse("7/3").value().to_string() == "7/3");
  for (const char* bad :
       {"", "-", "1/", "/2", "1e3", "+1", "--1", "1.", ".5", "1/0", "1/-2", " 1", "1.2/3"})
    CHECK_MESSAGE(!Rational::parse(bad).has_value(), bad);
}

TEST_CASE("arithmetic is exact, and overflow is an error instead of a wrong number") {
  const auto third = Rational::create(1, 3).value();
  CHECK(add(third, third).value().to_string() == "2/3");
  CHECK(subtract(third, Rational(1)).value().to_string() == "-2/3");
  CHECK(multiply(third, Rational(3)).value() == Rational(1));
  CHECK(divide(Rational(2), Rational(4)).value().to_string() == "1/2");
  CHECK_FALSE(divide(third, Rational(0)).has_value());

  const Rational huge(std::numeric_limits<std::int64_t>::max());
  CHECK(add(huge, Rational(1)).error().code == ErrorCode::exhausted);
  CHECK(multiply(huge, huge).error().code == ErrorCode::exhausted);
  CHECK(Rational::parse("9223372036854775808").error().code == ErrorCode::exhausted);
}

TEST_CASE("order compares by value, not by representation") {
  CHECK(Rational::create(1, 3).value() < Rational::create(1, 2).value());
  CHECK(Rational::create(-1, 2).value() < Rational(0));
}

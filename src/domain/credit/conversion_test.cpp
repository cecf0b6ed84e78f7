#include "domain/credit/conversion.h"

#include <doctest/doctest.h>

#include <vector>

#include "domain/credit/system.h"
#include "support/fixed_ports.h"

using namespace cairn;
using namespace cairn::credit;

namespace {

const SystemId kEcts("ects");
const SystemId kSemester("us-semester");

Rational exact(const char* text) { return Rational::parse(text).value(); }
Amount ects(const char* value) { return {exact(value), kEcts}; }
std::string rounded(const char* value, RoundingMode mode, const char* step) {
  return round(exact(value), {mode, exact(step)}).value().to_string();
}

// Small fractions of either sign.
class Fractions {
 public:
  Rational next() {
    const int numerator = random_.below(20'001) - 10'000;
    return Rational::create(numerator, random_.below(60) + 1).value();
  }

 private:
  test::SeededRandom random_{20'261'128};
};

}  // namespace

TEST_CASE("60 ECTS are a year of 1500 to 1800 hours (ECTS Users' Guide)") {
  const System system{kEcts, {}, SystemKind::credit, {25, 30}};
  CHECK(check(system));
  CHECK(hours_of(ects("60"), system).value() == Hours{1500, 1800});
  CHECK(hours_of(ects("1/2"), system).value() == Hours{exact("25/2"), 15});
  CHECK(hours_of(ects("0"), system).value() == Hours{0, 0});
}

TEST_CASE("the hours of a system are a range above zero") {
  const auto with = [](Rational min, Rational max) {
    return check({kEcts, {}, SystemKind::credit, {min, max}}).has_value();
  };
  CHECK(with(10, 10));
  CHECK_FALSE(with(30, 25));
  CHECK_FALSE(with(0, 25));
}

TEST_CASE("a rate converts the exact sum, and keeps what it was") {
  const Rate rate{kEcts, kSemester, exact("1/2")};
  const std::vector amounts{ects("2"), ects("5/3")};
  const Conversion made = convert(amounts, rate).value();
  CHECK(made.original == ects("11/3"));
  CHECK(made.exact == Amount{exact("11/6"), kSemester});
  CHECK(made.converted == made.exact);
  CHECK(convert({}, rate)->converted == Amount{0, kSemester});
}

TEST_CASE("rounding happens once, to the sum: three thirds of a credit are one") {
  const Rate rate{kEcts, kSemester, exact("1/3"), {RoundingMode::down, 1}};
  const std::vector amounts{ects("1"), ects("1"), ects("1")};
  const Conversion made = convert(amounts, rate).value();
  CHECK(made.converted.value == Rational(1));
  for (const Amount& amount : amounts)
    CHECK(convert(std::vector{amount}, rate)->converted.value == Rational(0));
}

TEST_CASE("each rule at, below and above its border") {
  using enum RoundingMode;
  CHECK(rounded("11/6", none, "1") == "11/6");
  CHECK(rounded("2", down, "1") == "2");
  CHECK(rounded("2999/1000", down, "1") == "2");
  CHECK(rounded("2.75", down, "1/2") == "5/2");
  CHECK(rounded("2.5", half_up, "1") == "3");
  CHECK(rounded("2499/1000", half_up, "1") == "2");
  CHECK(rounded("1.25", half_up, "1/2") == "3/2");
  CHECK(rounded("2.5", half_even, "1") == "2");
  CHECK(rounded("3.5", half_even, "1") == "4");
  CHECK(rounded("2501/1000", half_even, "1") == "3");
  CHECK(rounded("0.25", half_even, "1/2") == "0");
  CHECK(rounded("0.75", half_even, "1/2") == "1");
  CHECK(rounded("-2.5", half_up, "1") == "-2");
  CHECK(rounded("-2.5", half_even, "1") == "-2");
  CHECK(rounded("-1/3", down, "1") == "-1");
}

TEST_CASE("other systems and what does not fit are errors") {
  const Rate rate{kEcts, kSemester, exact("1/2")};
  CHECK(convert(std::vector{Amount{1, kSemester}}, rate).error().code == ErrorCode::invalid);
  const Rate huge{kEcts, kSemester, exact("9223372036854775807")};
  CHECK(convert(std::vector{ects("2")}, huge).error().code == ErrorCode::exhausted);
  CHECK(convert(std::vector{ects("1")}, huge)->converted.value == huge.factor);
}

TEST_CASE("laws of rounding: idempotent, never a step away, monotonic, half-way modes nearest") {
  Fractions fractions;
  for (int i = 0; i < 3000; ++i) {
    const Rational a = fractions.next();
    const Rational b = fractions.next();
    Rational step = fractions.next();
    if (step.is_negative()) step = subtract(0, step).value();
    if (step.is_zero()) step = 1;
    for (const RoundingMode mode :
         {RoundingMode::down, RoundingMode::half_up, RoundingMode::half_even}) {
      CAPTURE(a.to_string());
      CAPTURE(step.to_string());
      const Rational once = round(a, {mode, step}).value();
      CHECK(round(once, {mode, step}).value() == once);
      CHECK(divide(once, step)->denominator() == 1);
      const Rational moved = subtract(once, a).value();
      CHECK((moved < step && subtract(0, moved).value() < step));
      if (mode == RoundingMode::down) CHECK(moved <= Rational(0));
      if (mode != RoundingMode::down) {
        const Rational twice = multiply(moved, 2).value();
        CHECK((twice <= step && subtract(0, twice).value() <= step));
      }
      const Rational other = round(b, {mode, step}).value();
      CHECK((a <= b ? once <= other : other <= once));
    }
  }
}

TEST_CASE("there and back is the same amount: no drift") {
  Fractions fractions;
  for (int i = 0; i < 3000; ++i) {
    Rational factor = fractions.next();
    if (factor.is_zero()) factor = 1;
    const Amount amount{fractions.next(), kEcts};
    const Rate there{kEcts, kSemester, factor};
    const Rate back{kSemester, kEcts, divide(1, factor).value()};
    const Amount converted = convert(std::vector{amount}, there)->converted;
    CHECK(convert(std::vector{converted}, back)->converted == amount);
  }
}

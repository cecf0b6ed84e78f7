#include "domain/grade/grade.h"

#include <doctest/doctest.h>

#include <initializer_list>

using namespace cairn;
using namespace cairn::grade;

namespace {

Rational exact(const char* text) { return Rational::parse(text).value(); }

Scale scale(std::initializer_list<Scale::Step> grades) { return {ScaleId("s"), {}, grades}; }

// Germany: 1 is best, so points rise along the list.
const Scale kGerman = scale(
    {{"1.0", exact("1")}, {"1.3", exact("1.3")}, {"4.0", exact("4")}, {"5.0", exact("5"), false}});

}  // namespace

TEST_CASE("the order of a scale says which grade is better, not the size of its points") {
  REQUIRE(check(kGerman));
  CHECK(at_least_as_good(kGerman, "1.0", "1.3").value());
  CHECK(at_least_as_good(kGerman, "1.3", "1.3").value());
  CHECK_FALSE(at_least_as_good(kGerman, "4.0", "1.3").value());
  CHECK_FALSE(at_least_as_good(kGerman, "5.0", "4.0").value());
  CHECK(rank_of(kGerman, "1.0") == 0);
  CHECK_FALSE(rank_of(kGerman, "1"));
}

TEST_CASE("a mean is as good as another one where points fall, and where they rise") {
  const Scale letters = scale({{"A", exact("4")}, {"P"}, {"B", exact("3")}});
  CHECK_FALSE(less_is_better(letters));
  CHECK(less_is_better(kGerman));
  CHECK_FALSE(less_is_better(scale({{"P"}, {"A", exact("4")}, {"A-", exact("4")}})));
  CHECK(is_mean_as_good(exact("3"), exact("3"), less_is_better(letters)));
  CHECK_FALSE(is_mean_as_good(exact("2.9"), exact("3"), less_is_better(letters)));
  CHECK(is_mean_as_good(exact("2.5"), exact("2.5"), less_is_better(kGerman)));
  CHECK_FALSE(is_mean_as_good(exact("2.6"), exact("2.5"), less_is_better(kGerman)));
}

TEST_CASE("a grade that a scale has not is refused with those that it has") {
  const auto refused = at_least_as_good(kGerman, "2.15", "4.0");
  REQUIRE_FALSE(refused);
  CHECK(refused.error().message.find("\"2.15\"; its grades are 1.0, 1.3, 4.0, 5.0") !=
        std::string::npos);
  CHECK_FALSE(at_least_as_good(kGerman, "4.0", ""));
}

TEST_CASE("a scale is checked: values, passing before failing, points in one direction") {
  CHECK(check(scale({{"pass"}, {"fail", {}, false}})));
  CHECK(check(scale({{"A+", exact("4")}, {"A", exact("4")}, {"B", exact("3")}})));
  CHECK(check(scale({{"A", exact("4")}, {"P"}, {"F", exact("0"), false}})));
  CHECK_FALSE(check(scale({})));
  Scale many = scale({});
  for (std::size_t i = 0; i < kGradesMax; ++i) many.grades.push_back({std::to_string(i)});
  CHECK(check(many));
  many.grades.push_back({"one more"});
  CHECK_FALSE(check(many));
  CHECK_FALSE(check(scale({{"A"}, {""}})));
  CHECK_FALSE(check(scale({{"A"}, {"B"}, {"A"}})));
  CHECK_FALSE(check(scale({{"F", {}, false}, {"A"}})));
  CHECK_FALSE(check(scale({{"A", exact("4")}, {"B", exact("3")}, {"C", exact("7/2")}})));
}

#include "domain/framework/crosswalk.h"

#include <doctest/doctest.h>

#include <utility>
#include <vector>

using namespace cairn;
using namespace cairn::framework;

namespace {

Date day(const char* text) { return Date::parse(text).value(); }

// Ireland's framework as referenced to the EQF in 2009: ten levels, of which 1 and 2 share EQF
// level 1, and 7 and 8 share EQF level 6.
Crosswalk irish() {
  return {CrosswalkId("nfq"),
          1,
          "NFQ",
          day("2009-06-01"),
          day("2019-12-31"),
          {{1, 1}, {2, 1}, {3, 2}, {4, 3}, {5, 4}, {6, 5}, {7, 6}, {8, 6}, {9, 7}, {10, 8}}};
}

int value_of(const std::variant<EqfLevel, RefusalReason>& answer) {
  REQUIRE(std::holds_alternative<EqfLevel>(answer));
  return std::get<EqfLevel>(answer).value;
}
RefusalReason reason_of(const std::variant<EqfLevel, RefusalReason>& answer) {
  REQUIRE(std::holds_alternative<RefusalReason>(answer));
  return std::get<RefusalReason>(answer);
}

}  // namespace

TEST_CASE("a level has the EQF level that its framework's crosswalk of the day gives") {
  Crosswalk later = irish();
  later.id = CrosswalkId("nfq-2020");
  later.version = 2;
  later.valid_from = day("2020-01-01");
  later.valid_until.reset();
  later.levels.erase(1);
  const std::vector both{irish(), later};
  CHECK(value_of(eqf_level_of({"NFQ", 7}, both, day("2015-01-01"))) == 6);
  CHECK(value_of(eqf_level_of({"NFQ", 8}, both, day("2015-01-01"))) == 6);
  CHECK(value_of(eqf_level_of({"NFQ", 9}, both, day("2015-01-01"))) == 7);
  const auto last = std::get<EqfLevel>(eqf_level_of({"NFQ", 9}, both, day("2019-12-31")));
  CHECK((last.crosswalk == CrosswalkId("nfq") && last.version == 1));
  const auto next = std::get<EqfLevel>(eqf_level_of({"NFQ", 9}, both, day("2020-01-01")));
  CHECK((next.crosswalk == CrosswalkId("nfq-2020") && next.version == 2));
  CHECK(value_of(eqf_level_of({"NFQ", 1}, both, day("2019-12-31"))) == 1);
  CHECK(reason_of(eqf_level_of({"NFQ", 1}, both, day("2020-01-01"))) ==
        RefusalReason::not_referenced);
}

TEST_CASE("a level without a crosswalk is refused by reason") {
  const std::vector one{irish()};
  CHECK(reason_of(eqf_level_of({"SCQF", 9}, one, day("2015-01-01"))) ==
        RefusalReason::no_crosswalk);
  CHECK(reason_of(eqf_level_of({"NFQ", 9}, one, day("2009-05-31"))) ==
        RefusalReason::not_on_that_day);
  CHECK(value_of(eqf_level_of({"NFQ", 9}, one, day("2009-06-01"))) == 7);
  CHECK(reason_of(eqf_level_of({"NFQ", 9}, one, day("2020-01-01"))) ==
        RefusalReason::not_on_that_day);
  CHECK(reason_of(eqf_level_of({"NFQ", 11}, one, day("2015-01-01"))) ==
        RefusalReason::not_referenced);
}

TEST_CASE("an EQF level is its own, from 1 to 8") {
  CHECK(value_of(eqf_level_of({"EQF", 1}, {}, day("2026-01-01"))) == 1);
  CHECK(value_of(eqf_level_of({"EQF", 8}, {}, day("2026-01-01"))) == 8);
  CHECK(reason_of(eqf_level_of({"EQF", 9}, {}, day("2026-01-01"))) ==
        RefusalReason::not_referenced);
}

TEST_CASE("crosswalks are checked, and collide when they share a day") {
  CHECK(check(irish()));
  const auto refused = [](auto change) {
    Crosswalk crosswalk = irish();
    change(crosswalk);
    return !check(crosswalk);
  };
  CHECK(refused([](Crosswalk& c) { c.framework = "EQF"; }));
  CHECK(refused([](Crosswalk& c) { c.levels.clear(); }));
  CHECK(refused([](Crosswalk& c) { c.levels[3] = 0; }));
  CHECK(refused([](Crosswalk& c) { c.levels[3] = 9; }));
  CHECK(refused([](Crosswalk& c) { c.valid_until = day("2009-05-31"); }));
  CHECK_FALSE(refused([](Crosswalk& c) { c.valid_until = c.valid_from; }));

  Crosswalk next = irish();
  next.id = CrosswalkId("next");
  next.valid_until.reset();
  const auto collision_from = [&](const char* first_day) {
    next.valid_from = day(first_day);
    auto found = find_collision(std::vector{next, irish()});
    CHECK(find_collision(std::vector{irish(), next}) == found);
    return found;
  };
  CHECK(collision_from("2019-12-31") == std::pair{CrosswalkId("nfq"), CrosswalkId("next")});
  CHECK(collision_from("2009-01-01") == std::pair{CrosswalkId("next"), CrosswalkId("nfq")});
  CHECK_FALSE(collision_from("2020-01-01"));
  next.framework = "SCQF";
  CHECK_FALSE(collision_from("2010-01-01"));
}

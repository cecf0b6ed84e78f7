#include "base/time.h"

#include <doctest/doctest.h>

using cairn::Date;
using cairn::Instant;

TEST_CASE("dates read and print the calendar form and refuse what is no day") {
  CHECK(Date::parse("2024-02-29").value().to_string() == "2024-02-29");
  CHECK(Date::parse("2024-02-29").value().plus_days(1).to_string() == "2024-03-01");
  for (const char* bad : {"2023-02-29", "2024-13-01", "2024-1-01", "0000-01-01", "2024-01-01Z", ""})
    CHECK_MESSAGE(!Date::parse(bad).has_value(), bad);
  CHECK(cairn::days_between(Date::parse("2026-01-31").value(), Date::parse("2026-03-01").value()) ==
        29);
}

TEST_CASE("instants need a zone and are kept in UTC") {
  CHECK(Instant::parse("2026-11-21T20:15:00+01:00").value().to_string() == "2026-11-21T19:15:00Z");
  CHECK(Instant::parse("2026-11-21T20:15:00.123456Z").value().to_string() ==
        "2026-11-21T20:15:00.123Z");
  CHECK(Instant::parse("2026-12-31T24:00:00Z").value().to_string() == "2027-01-01T00:00:00Z");
  CHECK(Instant::parse("2026-12-31T23:30:00-01:00").value().utc_date().to_string() == "2027-01-01");
  for (const char* bad : {"2026-11-21T20:15:00", "2026-11-21", "2026-11-21T25:00:00Z",
                          "2026-11-21T20:15:00.Z", "2026-11-21T20:15:00+15:00",
                          "2026-11-21T20:15:60Z", "2026-11-21t20:15:00Z", "2026-11-21T20:15:00z"})
    CHECK_MESSAGE(!Instant::parse(bad).has_value(), bad);
}

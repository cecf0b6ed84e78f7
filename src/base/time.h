// Civil dates for awards, agreements and terms; instants for signatures (ADR 5).
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace cairn {

/// A calendar day without a time zone (the owning document says which zone it is meant in).
/// Ordered; arithmetic in whole days.
class Date {
 public:
  constexpr Date() = default;
  constexpr explicit Date(std::chrono::sys_days days) : days_(days) {}

  /// "2026-11-21", proleptic Gregorian, years 0001 to 9999.
  static Result<Date> parse(std::string_view text);

  std::string to_string() const;
  constexpr std::chrono::sys_days days() const { return days_; }
  constexpr Date plus_days(int count) const { return Date(days_ + std::chrono::days(count)); }

  bool operator==(const Date&) const = default;
  auto operator<=>(const Date&) const = default;

 private:
  std::chrono::sys_days days_{};
};

/// Whole days from `from` to `to`; negative when `to` is earlier.
int days_between(Date from, Date to);

/// A point in time in UTC, to the millisecond.
class Instant {
 public:
  using Millis = std::chrono::sys_time<std::chrono::milliseconds>;

  constexpr Instant() = default;
  constexpr explicit Instant(Millis time) : time_(time) {}

  /// An XML Schema dateTimeStamp: "2026-11-21T20:15:00.5+01:00" or with "Z". The zone is required;
  /// 24:00:00 is the next midnight; digits beyond milliseconds are cut off.
  static Result<Instant> parse(std::string_view text);

  /// UTC with "Z"; the fraction only when it is not zero: "2026-11-21T19:15:00Z".
  std::string to_string() const;
  constexpr Millis time() const { return time_; }
  /// The civil date of this instant in UTC.
  Date utc_date() const { return Date(std::chrono::floor<std::chrono::days>(time_)); }

  bool operator==(const Instant&) const = default;
  auto operator<=>(const Instant&) const = default;

 private:
  Millis time_{};
};

}  // namespace cairn

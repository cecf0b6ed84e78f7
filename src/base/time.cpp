#include "base/time.h"

#include <algorithm>
#include <string>

namespace cairn {
namespace {

using namespace std::chrono;

void append_digits(std::string& text, int number, std::size_t width) {
  const std::string digits = std::to_string(number);
  text.append(width - std::min(width, digits.size()), '0').append(digits);
}

// Reads fixed-width fields from the front of a text; `ok` turns false at the first mismatch.
struct FieldReader {
  std::string_view rest;
  bool ok = true;

  int number(std::size_t width) {
    if (rest.size() < width) return fail();
    int value = 0;
    for (const char c : rest.substr(0, width)) {
      if (c < '0' || c > '9') return fail();
      value = value * 10 + (c - '0');
    }
    rest.remove_prefix(width);
    return value;
  }
  void expect(char c) {
    if (rest.empty() || rest.front() != c)
      fail();
    else
      rest.remove_prefix(1);
  }
  bool take(char c) {
    if (!ok || rest.empty() || rest.front() != c) return false;
    rest.remove_prefix(1);
    return true;
  }
  int fail() {
    ok = false;
    return 0;
  }
};

year_month_day read_date(FieldReader& in) {
  const int y = in.number(4);
  in.expect('-');
  const int m = in.number(2);
  in.expect('-');
  const int d = in.number(2);
  const year_month_day date{year{y}, month{static_cast<unsigned>(m)},
                            day{static_cast<unsigned>(d)}};
  if (!date.ok() || y == 0) in.fail();
  return date;
}

milliseconds read_fraction(FieldReader& in) {
  int value = 0, digits = 0;
  while (!in.rest.empty() && in.rest.front() >= '0' && in.rest.front() <= '9') {
    if (digits < 3) value = value * 10 + (in.rest.front() - '0');
    ++digits;
    in.rest.remove_prefix(1);
  }
  if (digits == 0) in.fail();
  for (; digits < 3; ++digits) value *= 10;
  return milliseconds(value);
}

milliseconds read_clock(FieldReader& in) {
  const int h = in.number(2);
  in.expect(':');
  const int m = in.number(2);
  in.expect(':');
  const int s = in.number(2);
  milliseconds fraction{0};
  if (in.take('.')) fraction = read_fraction(in);
  const bool midnight = h == 24 && m == 0 && s == 0 && fraction.count() == 0;
  if ((h > 23 && !midnight) || m > 59 || s > 59) in.fail();
  return hours(h) + minutes(m) + seconds(s) + fraction;
}

minutes read_zone(FieldReader& in) {
  if (in.take('Z')) return minutes(0);
  const int sign = in.take('-') ? -1 : 1;
  if (sign == 1) in.expect('+');
  const int h = in.number(2);
  in.expect(':');
  const int m = in.number(2);
  if (h > 14 || m > 59 || (h == 14 && m > 0)) in.fail();
  return minutes(sign * (h * 60 + m));
}

}  // namespace

Result<Date> Date::parse(std::string_view text) {
  FieldReader in{text};
  const year_month_day date = read_date(in);
  if (!in.ok || !in.rest.empty()) return invalid("expected a calendar date such as 2026-11-21");
  return Date(sys_days(date));
}

std::string Date::to_string() const {
  const year_month_day date(days_);
  std::string text;
  append_digits(text, int{date.year()}, 4);
  append_digits(text.append("-"), static_cast<int>(unsigned{date.month()}), 2);
  append_digits(text.append("-"), static_cast<int>(unsigned{date.day()}), 2);
  return text;
}

int days_between(Date from, Date to) { return static_cast<int>((to.days() - from.days()).count()); }

Result<Instant> Instant::parse(std::string_view text) {
  FieldReader in{text};
  const year_month_day date = read_date(in);
  in.expect('T');
  const milliseconds clock = read_clock(in);
  const minutes zone = read_zone(in);
  if (!in.ok || !in.rest.empty())
    return invalid("expected a date and time with a time zone, such as 2026-11-21T20:15:00Z");
  return Instant(sys_days(date) + clock - zone);
}

std::string Instant::to_string() const {
  const auto midnight = floor<days>(time_);
  const hh_mm_ss clock(time_ - midnight);
  std::string text = Date(midnight).to_string();
  append_digits(text.append("T"), static_cast<int>(clock.hours().count()), 2);
  append_digits(text.append(":"), static_cast<int>(clock.minutes().count()), 2);
  append_digits(text.append(":"), static_cast<int>(clock.seconds().count()), 2);
  if (const auto fraction = clock.subseconds().count(); fraction != 0)
    append_digits(text.append("."), static_cast<int>(fraction), 3);
  return text.append("Z");
}

}  // namespace cairn

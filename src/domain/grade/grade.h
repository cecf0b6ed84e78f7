// Grades and the scales they are on. What they mean is written in
// docs/reference/credit-and-grades.md.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/rational.h"
#include "base/result.h"
#include "base/text.h"

namespace cairn::grade {

/// A grade scale, for example "de" or "us-letter". Scales are data, not an enum: a catalogue names
/// its own.
using ScaleId = Id<struct GradeScaleTag>;

/// One grade as it was given. Grades of different scales are never compared: a conversion goes
/// through distribution tables (conversion.h) and keeps the original.
struct Grade {
  ScaleId scale;
  std::string value;  ///< as the scale writes it: "2.0", "B+", "pass"

  bool operator==(const Grade&) const = default;
};

/// A finite, ordered list of grades. Which is better is said by their order alone; points may fall
/// along it (A = 4, B = 3) or rise (1.0, 1.3 in Germany).
struct Scale {
  struct Step {
    std::string value;
    std::optional<Rational> points = {};  ///< for averages; absent: the grade is in none
    bool passing = true;
  };

  ScaleId id;
  LocalizedText name;
  std::vector<Step> grades;  ///< best first
};

/// Percent in tenths has 1001; looking at each grade of a scale stays cheap.
inline constexpr std::size_t kGradesMax = 2000;

/// Invalid, with the grade, unless there are 1 to kGradesMax grades, no value is empty or there
/// twice, every passing grade is better than every failing one, and points never turn along the
/// list.
Result<void> check(const Scale& scale);

/// Whether fewer points are better: whether they rise along the list.
bool less_is_better(const Scale& scale);

/// Whether a mean of points is as good as `floor` or better, on a scale where less is better or
/// not.
inline bool is_mean_as_good(const Rational& mean, const Rational& floor, bool less_is_better) {
  return less_is_better ? mean <= floor : mean >= floor;
}

/// Where `value` stands in the scale, 0 being the best; nothing when it has no such grade.
std::optional<std::size_t> rank_of(const Scale& scale, std::string_view value);

/// Whether `value` is as good as `floor` or better. Invalid, naming the scale's grades, when one of
/// them is none of its grades.
Result<bool> at_least_as_good(const Scale& scale, std::string_view value, std::string_view floor);

}  // namespace cairn::grade

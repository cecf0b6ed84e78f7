#include "domain/grade/grade.h"

#include <algorithm>
#include <set>

namespace cairn::grade {
namespace {

Error broken(const Scale& scale, std::string message) {
  return invalid("grade scale \"" + scale.id.text() + "\": " + std::move(message));
}

Result<void> check_values(const Scale& scale) {
  std::set<std::string_view> values;
  for (const Scale::Step& step : scale.grades) {
    if (step.value.empty()) return broken(scale, "a grade has no value");
    if (!values.insert(step.value).second)
      return broken(scale, "the grade \"" + step.value + "\" is there twice");
  }
  return {};
}

Result<void> check_passing(const Scale& scale) {
  for (std::size_t i = 1; i < scale.grades.size(); ++i)
    if (scale.grades[i].passing && !scale.grades[i - 1].passing)
      return broken(scale, "\"" + scale.grades[i].value + "\" passes, but \"" +
                               scale.grades[i - 1].value +
                               "\" before it does not; grades stand best first");
  return {};
}

Result<void> check_points(const Scale& scale) {
  const Scale::Step* before = nullptr;
  bool falls = false;
  bool rises = false;
  for (const Scale::Step& step : scale.grades) {
    if (!step.points) continue;
    if (before != nullptr) {
      falls = falls || *step.points < *before->points;
      rises = rises || *before->points < *step.points;
    }
    if (falls && rises)
      return broken(scale, "the points of \"" + step.value +
                               "\" are out of order; along the list, best first, they only fall or "
                               "only rise");
    before = &step;
  }
  return {};
}

Result<std::size_t> known_rank(const Scale& scale, std::string_view value) {
  if (const auto rank = rank_of(scale, value)) return *rank;
  std::string known;
  for (const Scale::Step& step : scale.grades) known += (known.empty() ? "" : ", ") + step.value;
  return broken(scale, "there is no grade \"" + std::string(value) + "\"; its grades are " + known);
}

}  // namespace

Result<void> check(const Scale& scale) {
  if (scale.grades.empty()) return broken(scale, "it has no grades");
  if (scale.grades.size() > kGradesMax)
    return broken(scale, "it has more than " + std::to_string(kGradesMax) + " grades");
  CAIRN_CHECK(check_values(scale));
  CAIRN_CHECK(check_passing(scale));
  return check_points(scale);
}

bool less_is_better(const Scale& scale) {
  const Rational* best = nullptr;
  for (const Scale::Step& step : scale.grades) {
    if (!step.points) continue;
    if (best == nullptr) best = &*step.points;
    if (*best != *step.points) return *best < *step.points;
  }
  return false;
}

std::optional<std::size_t> rank_of(const Scale& scale, std::string_view value) {
  const auto found = std::ranges::find(scale.grades, value, &Scale::Step::value);
  if (found == scale.grades.end()) return std::nullopt;
  return static_cast<std::size_t>(found - scale.grades.begin());
}

Result<bool> at_least_as_good(const Scale& scale, std::string_view value, std::string_view floor) {
  CAIRN_TRY(const std::size_t rank, known_rank(scale, value));
  CAIRN_TRY(const std::size_t limit, known_rank(scale, floor));
  return rank <= limit;
}

}  // namespace cairn::grade

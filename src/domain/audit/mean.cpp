#include "domain/audit/mean.h"

#include <algorithm>
#include <tuple>

#include "domain/audit/worth.h"
#include "domain/learning/roots.h"

namespace cairn::audit {
namespace {

const Candidate& candidate_at(const Question& question, int number) {
  return question.candidates[static_cast<std::size_t>(number)];
}

}  // namespace

std::optional<Graded> graded_for(const ProgrammeNode& average, const Candidate& candidate,
                                 const eligibility::Index& index) {
  const std::optional<grade::Grade>& grade = candidate.award->grade;
  if (!grade || grade->scale != average.scale) return std::nullopt;
  const grade::Scale& scale = *index.scale(average.scale);
  const std::optional<std::size_t> rank = grade::rank_of(scale, grade->value);
  if (!rank || !scale.grades[*rank].points) return std::nullopt;
  Graded graded{*scale.grades[*rank].points, Rational(1)};
  if (!average.unit.system.empty())
    graded.weight = worth_in({Unit::Measure::credit, average.unit.system}, *candidate.award,
                             candidate.achievement, index);
  if (graded.weight.is_zero()) return std::nullopt;
  return graded;
}

Result<Rational> lacking(const Graded& graded, const Rational& minimum) {
  CAIRN_TRY(const Rational below, subtract(minimum, graded.points));
  return multiply(below, graded.weight);
}

std::vector<int> looked_at_once(const ProgrammeNode& average, const Question& question,
                                const std::vector<int>& candidates) {
  std::vector<int> found;
  for (const int number : candidates) {
    const Candidate& candidate = candidate_at(question, number);
    if (average.accepts.passes(*candidate.award, candidate.achievement, question.day) &&
        graded_for(average, candidate, question.tree.index()))
      found.push_back(number);
  }
  std::ranges::sort(found, {}, [&](int number) {
    const learning::Award& award = *candidate_at(question, number).award;
    return std::tuple(learning::roots_of(award).size(),
                      award.status == learning::AwardStatus::recognised, award.id);
  });
  std::vector<int> once;
  for (const int number : found) {
    const learning::Award& award = *candidate_at(question, number).award;
    if (std::ranges::none_of(once, [&](int before) {
          return learning::share_root(award, *candidate_at(question, before).award);
        }))
      once.push_back(number);
  }
  std::ranges::sort(once);
  return once;
}

Result<bool> reaches_minimum(const ProgrammeNode& average, const Question& question,
                             const std::vector<int>& candidates) {
  Result<Rational> sum = Rational(0);
  for (const int number : candidates) {
    const auto graded = graded_for(average, candidate_at(question, number), question.tree.index());
    const auto more = graded ? lacking(*graded, average.minimum) : Result<Rational>(Rational(0));
    sum = more ? add(*sum, *more) : more;
    if (!sum) return exhausted("the amounts do not fit into an exact mean", average.id.text());
  }
  return !candidates.empty() && *sum <= Rational(0);
}

}  // namespace cairn::audit

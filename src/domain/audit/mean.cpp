#include "domain/audit/mean.h"

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

#include "domain/audit/worth.h"
#include "domain/learning/roots.h"

namespace cairn::audit {
namespace {

const Candidate& candidate_at(const Question& question, int number) {
  return question.candidates[static_cast<std::size_t>(number)];
}

std::optional<Rational> points_of(const Candidate& candidate, const grade::ScaleId& id,
                                  const eligibility::Index& index) {
  const std::optional<grade::Grade>& grade = candidate.award->grade;
  if (!grade || grade->scale != id) return std::nullopt;
  const grade::Scale& scale = *index.scale(id);
  const std::optional<std::size_t> rank = grade::rank_of(scale, grade->value);
  return rank ? scale.grades[*rank].points : std::nullopt;
}

Rational weight_of(const ProgrammeNode& average, const Candidate& candidate,
                   const eligibility::Index& index) {
  if (average.unit.system.empty()) return Rational(1);
  const Unit credit{Unit::Measure::credit, average.unit.system};
  return worth_in(credit, *candidate.award, candidate.achievement, index);
}

// Of those that share roots the one with the fewest, recognised ones last, then by id. Ascending.
std::vector<int> once_by_root(std::vector<int> candidates, const Question& question) {
  std::ranges::sort(candidates, {}, [&](int number) {
    const learning::Award& award = *candidate_at(question, number).award;
    return std::tuple(learning::roots_of(award).size(),
                      award.status == learning::AwardStatus::recognised, award.id);
  });
  std::vector<int> once;
  for (const int number : candidates) {
    const learning::Award& award = *candidate_at(question, number).award;
    if (std::ranges::none_of(once, [&](int before) {
          return learning::share_root(award, *candidate_at(question, before).award);
        }))
      once.push_back(number);
  }
  std::ranges::sort(once);
  return once;
}

// The mean of the points of all attempts at the candidate's achievement.
Result<Rational> attempted(const ProgrammeNode& average, const Candidate& candidate,
                           const Question& question) {
  std::vector<int> attempts;
  for (int c = 0; c < static_cast<int>(question.candidates.size()); ++c) {
    const Candidate& other = candidate_at(question, c);
    if (other.award->achievement == candidate.award->achievement &&
        points_of(other, average.scale, question.tree.index()))
      attempts.push_back(c);
  }
  attempts = once_by_root(std::move(attempts), question);
  Rational sum(0);
  for (const int attempt : attempts) {
    CAIRN_TRY(sum, add(sum, *points_of(candidate_at(question, attempt), average.scale,
                                       question.tree.index())));
  }
  return divide(sum, Rational(static_cast<std::int64_t>(attempts.size())));
}

}  // namespace

bool is_graded_for(const ProgrammeNode& average, const Candidate& candidate,
                   const eligibility::Index& index) {
  return points_of(candidate, average.scale, index) &&
         !weight_of(average, candidate, index).is_zero();
}

Result<Graded> graded_for(const ProgrammeNode& average, const Candidate& candidate,
                          const Question& question) {
  const eligibility::Index& index = question.tree.index();
  Graded graded{*points_of(candidate, average.scale, index), weight_of(average, candidate, index)};
  if (!average.averages_attempts || candidate.award->achievement.empty()) return graded;
  const auto mean = attempted(average, candidate, question);
  if (!mean) return exhausted("the amounts do not fit into an exact mean", average.id.text());
  graded.points = *mean;
  return graded;
}

Result<Rational> lacking(const Graded& graded, const ProgrammeNode& average) {
  CAIRN_TRY(const Rational worse, average.less_is_better
                                      ? subtract(graded.points, average.minimum)
                                      : subtract(average.minimum, graded.points));
  return multiply(worse, graded.weight);
}

std::vector<int> looked_at_once(const ProgrammeNode& average, const Question& question,
                                const std::vector<int>& candidates) {
  std::vector<int> found;
  for (const int number : candidates) {
    const Candidate& candidate = candidate_at(question, number);
    if (average.accepts.passes(*candidate.award, candidate.achievement, question.day) &&
        is_graded_for(average, candidate, question.tree.index()))
      found.push_back(number);
  }
  return once_by_root(std::move(found), question);
}

Result<bool> reaches_minimum(const ProgrammeNode& average, const Question& question,
                             const std::vector<int>& candidates) {
  Rational sum(0);
  for (const int number : candidates) {
    CAIRN_TRY(const Graded graded, graded_for(average, candidate_at(question, number), question));
    const Result<Rational> more = lacking(graded, average);
    const Result<Rational> both = more ? add(sum, *more) : more;
    if (!both) return exhausted("the amounts do not fit into an exact mean", average.id.text());
    sum = *both;
  }
  return !candidates.empty() && sum <= Rational(0);
}

}  // namespace cairn::audit

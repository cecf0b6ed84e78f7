#include "domain/audit/further_award.h"

#include <algorithm>
#include <utility>

#include "domain/audit/worth.h"

namespace cairn::audit {
namespace {

using eligibility::Chance;
using eligibility::Index;
using learning::Award;

// The lines of a points leaf, the most points first; of the same points in an order of their own.
std::vector<const PointsLine*> best_first(const std::vector<PointsLine>& lines) {
  std::vector<const PointsLine*> sorted;
  for (const PointsLine& line : lines) sorted.push_back(&line);
  std::ranges::sort(sorted, [](const PointsLine* a, const PointsLine* b) {
    return a->points != b->points ? a->points > b->points : *a < *b;
  });
  return sorted;
}

std::optional<Suited> with_worth(const ProgrammeNode& leaf, std::optional<Award> award,
                                 int achievement, const Index& index, Date day) {
  if (!award) return std::nullopt;
  const std::optional<Rational> worth = worth_at(leaf, *award, achievement, index, day);
  if (!worth) return std::nullopt;
  return Suited{*std::move(award), *worth};
}

}  // namespace

Award further_award(const learning::Achievement& achievement, Date day) {
  Award award;
  award.id = AwardId("further:" + achievement.id.text());
  award.achievement = achievement.id;
  award.version = achievement.version;
  award.organization = achievement.organization;
  award.credit = achievement.credit;
  award.awarded = day;
  return award;
}

Stated stated_by(const Award& award) {
  return {award.grade, award.assessment, award.attributes, award.origin};
}

std::optional<Suited> suited_at(const ProgrammeNode& leaf, const Award& award, int achievement,
                                const Index& index, Date day) {
  if (leaf.kind != NodeKind::points)
    return with_worth(leaf, leaf.accepts.suited(award, achievement, index, day), achievement, index,
                      day);
  for (const PointsLine* line : best_first(leaf.lines)) {
    std::optional<Suited> made = with_worth(
        leaf, line->where.suited(award, achievement, index, day), achievement, index, day);
    if (made && made->worth == line->points) return made;
  }
  return std::nullopt;
}

bool could_accept(const ProgrammeNode& leaf, const learning::Achievement& achievement, int number,
                  const Index& index, Date day) {
  const auto may_pass = [&](const eligibility::Matcher& filter) {
    return filter.chance_from(number, index, day) != Chance::never;
  };
  if (!may_pass(leaf.accepts)) return false;
  if (leaf.kind == NodeKind::holds) return true;
  if (leaf.kind == NodeKind::points)
    return std::ranges::any_of(leaf.lines,
                               [&](const PointsLine& line) { return may_pass(line.where); });
  return !worth_in(leaf.unit, further_award(achievement, day), number, index).is_zero();
}

}  // namespace cairn::audit

#include "domain/audit/pieces.h"

#include <algorithm>
#include <functional>
#include <string>

#include "domain/audit/worth.h"

namespace cairn::audit {

Result<int> steps_at(const ProgrammeTree& tree, int leaf, const learning::Award& award,
                     int achievement, Date day) {
  const int by = tree.nodes()[static_cast<std::size_t>(leaf)].split_by;
  if (by < 0) return 1;
  const NodeSplit& split = *tree.nodes()[static_cast<std::size_t>(by)].split;
  if (!split.where.passes(award, achievement, day)) return 1;
  const Unit unit{Unit::Measure::credit, split.step.system};
  CAIRN_TRY(const Rational steps,
            divide(worth_in(unit, award, achievement, tree.index()), split.step.value));
  if (steps.denominator() != 1 || steps.is_zero()) return 1;
  if (steps > Rational(kAwardStepsMax))
    return exhausted("the award \"" + award.id.text() + "\" has " + steps.to_string() +
                         " steps of " + split.step.value.to_string() + "; expected at most " +
                         std::to_string(kAwardStepsMax),
                     tree.nodes()[static_cast<std::size_t>(by)].id.text());
  return static_cast<int>(steps.numerator());
}

std::vector<int> piece_sizes(int steps) {
  std::vector<int> sizes;
  int left = steps - 1;
  for (int size = 1; left > 0; size *= 2) {
    sizes.push_back(std::min(size, left));
    left -= sizes.back();
  }
  std::ranges::sort(sizes, std::greater());
  return sizes;
}

Result<Rational> part_of(const Rational& whole, const Piece& piece) {
  if (piece.is_whole()) return whole;
  CAIRN_TRY(const Rational part, Rational::create(piece.taken, piece.of));
  return multiply(whole, part);
}

}  // namespace cairn::audit

#include "domain/audit/attempts.h"

#include <cstddef>

namespace cairn::audit {
namespace {

std::size_t rank(const learning::Award& award, const grade::Scale& scale) {
  if (!award.grade || award.grade->scale != scale.id) return scale.grades.size();
  return grade::rank_of(scale, award.grade->value).value_or(scale.grades.size());
}

}  // namespace

bool is_kept_before(const learning::Award& a, const learning::Award& b,
                    const requirement::Repeats& repeats, const eligibility::Index& index) {
  using Keep = requirement::Repeats::Keep;
  if (repeats.keep == Keep::best) {
    const grade::Scale& scale = *index.scale(repeats.scale);
    const std::size_t of_a = rank(a, scale);
    const std::size_t of_b = rank(b, scale);
    if (of_a != of_b) return of_a < of_b;
  }
  if (a.awarded != b.awarded)
    return repeats.keep == Keep::last ? a.awarded > b.awarded : a.awarded < b.awarded;
  return a.id < b.id;
}

}  // namespace cairn::audit

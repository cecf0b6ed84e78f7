#include "oracle/kept.h"

#include <algorithm>
#include <string>
#include <tuple>

#include "oracle/filter.h"

namespace cairn::oracle {
namespace {

using learning::Award;
using requirement::Repeats;

// Orders awards of one achievement, the one to keep first.
auto preference(const Repeats& rule, const Award& award, const learning::Catalogue& catalogue) {
  const auto days = static_cast<std::int64_t>(award.awarded.days().time_since_epoch().count());
  std::int64_t first = days;
  if (rule.keep == Repeats::Keep::last) first = -days;
  if (rule.keep == Repeats::Keep::best)
    first = static_cast<std::int64_t>(rank_on(rule.scale, award, catalogue).value_or(1'000'000));
  return std::tuple(first, days, award.id.text());
}

bool is_part(const Use& part, const Use& whole) {
  return part.roots != whole.roots && std::ranges::includes(whole.roots, part.roots);
}

}  // namespace

void withdraw(Use& use, int first_leaf) {
  std::erase_if(use.leaves, [&](const auto& each) { return each.first >= first_leaf; });
}

void keep_one(const Repeats& rule, const learning::Catalogue& catalogue, int first_leaf,
              std::vector<Use>& uses) {
  for (Use& use : uses) {
    const Use* kept = &use;
    for (const Use& other : uses)
      if (other.award->achievement == use.award->achievement &&
          preference(rule, *other.award, catalogue) < preference(rule, *kept->award, catalogue))
        kept = &other;
    if (std::ranges::none_of(use.roots, [&](const auto& r) { return kept->roots.contains(r); }))
      withdraw(use, first_leaf);
  }
}

void keep_kind(requirement::Stacked kept, int first_leaf, std::vector<Use>& uses) {
  for (Use& use : uses)
    if (std::ranges::any_of(uses, [&](const Use& other) {
          return kept == requirement::Stacked::whole ? is_part(use, other) : is_part(other, use);
        }))
      withdraw(use, first_leaf);
}

}  // namespace cairn::oracle

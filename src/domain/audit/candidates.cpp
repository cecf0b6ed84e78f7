#include "domain/audit/candidates.h"

#include <algorithm>
#include <functional>

namespace cairn::audit {
namespace {

using learning::Award;
using learning::AwardStatus;

Result<void> refuse_same_ids(std::span<const Candidate> candidates) {
  const auto id_of = [](const Candidate& candidate) -> const AwardId& {
    return candidate.award->id;
  };
  const std::span<const Candidate> made = made_among(candidates);
  auto twice = std::ranges::adjacent_find(candidates, {}, id_of);
  for (std::size_t i = made.size(); i < candidates.size() && twice == candidates.end(); ++i)
    if (std::ranges::binary_search(made, id_of(candidates[i]), {}, id_of))
      twice = candidates.begin() + static_cast<std::ptrdiff_t>(i);
  if (twice == candidates.end()) return {};
  return invalid("two awards of the record have the same id", id_of(*twice).text());
}

}  // namespace

bool is_made(const Award& award, Date day) {
  const bool made = award.status == AwardStatus::earned || award.status == AwardStatus::recognised;
  return made && award.awarded <= day && (!award.expires || *award.expires >= day);
}

bool is_usable(const Award& award, Date day) {
  const bool hoped_for = award.status == AwardStatus::in_progress;
  return is_made(award, day) || (hoped_for && (!award.expires || *award.expires >= day));
}

Result<std::vector<Candidate>> candidates_of(const learning::Record& record,
                                             const eligibility::Index& index, Date day) {
  std::vector<Candidate> candidates;
  candidates.reserve(record.awards.size());
  for (const Award& award : record.awards)
    if (is_usable(award, day))
      candidates.push_back(
          {&award, index.number_of(award.achievement), award.status == AwardStatus::in_progress});
  const auto before = [](const Candidate& a, const Candidate& b) {
    if (a.in_progress != b.in_progress) return b.in_progress;
    return a.award->id < b.award->id;
  };
  // Most records are in order.
  if (std::ranges::adjacent_find(candidates, std::not_fn(before)) != candidates.end())
    std::ranges::sort(candidates, before);
  CAIRN_CHECK(refuse_same_ids(candidates));
  return candidates;
}

std::span<const Candidate> made_among(std::span<const Candidate> candidates) {
  const auto hoped = std::ranges::partition_point(
      candidates, [](const Candidate& candidate) { return !candidate.in_progress; });
  return candidates.first(static_cast<std::size_t>(hoped - candidates.begin()));
}

}  // namespace cairn::audit

#include "domain/grade/conversion.h"

#include <algorithm>
#include <optional>
#include <string_view>

namespace cairn::grade {
namespace {

bool is_within(std::string_view one, std::string_view other) {
  return one.starts_with(other) || other.starts_with(one);
}

bool is_given(const DistributionTable::Entry& entry) { return !entry.share.is_zero(); }

std::ptrdiff_t grades_given(const DistributionTable& table) {
  return std::ranges::count_if(table.shares, is_given);
}

std::optional<RefusalReason> objection(const Grade& original, const Side& sender,
                                       const Side& receiver) {
  if (original.scale != sender.table.scale) return RefusalReason::other_scale;
  const auto rank = rank_of(sender.scale, original.value);
  if (!rank) return RefusalReason::unknown_grade;
  if (!sender.scale.grades[*rank].passing) return RefusalReason::failing;
  if (!is_given(sender.table.shares[*rank])) return RefusalReason::never_given;
  if (grades_given(sender.table) == 1 && grades_given(receiver.table) > 1)
    return RefusalReason::no_distinction;
  if (!is_within(sender.table.group.field, receiver.table.group.field))
    return RefusalReason::other_field;
  return std::nullopt;
}

// The places in `ranges` that share more than a point with `range`: one run, never empty, since
// the ranges of a table cover 0 to 1.
struct Run {
  std::size_t best;
  std::size_t worst;
};

Run overlapped_by(const PeerRange& range, const std::vector<PeerRange>& ranges) {
  Run run{ranges.size(), 0};
  for (std::size_t i = 0; i < ranges.size(); ++i) {
    if (std::max(range.from, ranges[i].from) >= std::min(range.to, ranges[i].to)) continue;
    run.best = std::min(run.best, i);
    run.worst = i;
  }
  CAIRN_ASSERT(run.best <= run.worst);
  return run;
}

// The first range of the run that reaches the middle; on a border, so, the better one. The bound on
// a table's denominators keeps the middle inside 64 bits.
std::size_t middle_of(const PeerRange& range, const std::vector<PeerRange>& ranges, Run run) {
  const Rational middle = divide(add(range.from, range.to).value(), Rational(2)).value();
  std::size_t at = run.best;
  while (at < run.worst && ranges[at].to < middle) ++at;
  return at;
}

std::size_t picked_by(Policy policy, const PeerRange& range, const std::vector<PeerRange>& ranges,
                      Run run) {
  switch (policy) {
    case Policy::lowest:
      return run.worst;
    case Policy::average:
      return middle_of(range, ranges, run);
    case Policy::highest:
      return run.best;
  }
  CAIRN_ASSERT(false);
}

}  // namespace

std::variant<Conversion, RefusalReason> convert(const Grade& original, const Side& sender,
                                                const Side& receiver, Policy policy) {
  CAIRN_ASSERT(sender.table.scale == sender.scale.id && receiver.table.scale == receiver.scale.id);
  if (const auto no = objection(original, sender, receiver)) return *no;
  const std::vector<DistributionTable::Entry>& there = receiver.table.shares;
  Conversion made{original,
                  {receiver.scale.id, {}},
                  {},
                  {},
                  policy,
                  ref_of(sender.table),
                  ref_of(receiver.table)};
  made.range = ranges_of(sender.table)[*rank_of(sender.scale, original.value)];
  const std::vector<PeerRange> ranges = ranges_of(receiver.table);
  const Run run = overlapped_by(made.range, ranges);
  for (std::size_t i = run.best; i <= run.worst; ++i)
    if (is_given(there[i])) made.overlapped.push_back(there[i].grade);
  made.converted.value = there[picked_by(policy, made.range, ranges, run)].grade;
  return made;
}

}  // namespace cairn::grade

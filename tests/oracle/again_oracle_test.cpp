// Audits of records that change, with what was searched before, against audits from scratch.
#include <doctest/doctest.h>

#include <cstdio>
#include <functional>

#include "domain/audit/audit.h"
#include "oracle/cases.h"
#include "oracle/dice.h"

namespace cairn::oracle {
namespace {

using learning::Award;
using learning::AwardStatus;
using learning::Record;

// One award more, less, revoked or otherwise.
void change(Record& record, Record& taken, Dice& dice) {
  if (!taken.awards.empty() && (record.awards.empty() || dice.chance(40))) {
    record.awards.push_back(taken.awards.back());
    taken.awards.pop_back();
    return;
  }
  if (record.awards.empty()) return;
  const int chosen = dice.below(static_cast<int>(record.awards.size()));
  Award& award = record.awards[static_cast<std::size_t>(chosen)];
  switch (dice.below(5)) {
    case 0:
      award.status = AwardStatus::revoked;
      return;
    case 1:
      award.status = AwardStatus::in_progress;
      return;
    case 2:
      award.status = AwardStatus::earned;
      return;
    case 3:
      if (award.credit.empty()) return;
      award.credit.front().value = Rational(1 + dice.below(9));
      return;
    default:
      taken.awards.push_back(award);
      record.awards.erase(record.awards.begin() + chosen);
  }
}

struct Counts {
  int audits = 0;
  int refused = 0;
  int differing = 0;
};

// One memory for all cases, so that what one programme was asked could mislead the next.
void audit_again(Case input, std::uint64_t seed, int changes, audit::SolvedParts& known,
                 Counts& counts) {
  const auto programme = audit::Programme::compile(input.goal, input.catalogue);
  if (!programme) {
    ++counts.refused;
    return;
  }
  Dice dice(seed);
  Record taken;
  for (int i = 0; i <= changes; ++i) {
    if (i > 0) change(input.record, taken, dice);
    for (const audit::Explain explain : {audit::Explain::nothing, audit::Explain::fully}) {
      const audit::Options options{input.day, dice.chance(20) ? 20U : 2'000U, explain};
      const auto fresh = audit::evaluate(*programme, input.record, options);
      const auto again = audit::evaluate(*programme, input.record, options, known);
      ++counts.audits;
      if (fresh ? again && *fresh == *again : !again) continue;
      if (++counts.differing <= 5) FAIL_CHECK("seed " << seed << ", change " << i);
    }
  }
}

void audit_cases(const char* title, const std::function<Case(std::uint64_t)>& make, int cases,
                 int changes) {
  audit::SolvedParts known(std::size_t{1} << 20U);
  Counts counts;
  for (int seed = 1; seed <= cases; ++seed)
    audit_again(make(static_cast<std::uint64_t>(seed)), static_cast<std::uint64_t>(seed), changes,
                known, counts);
  CHECK(counts.differing == 0);
  CHECK(counts.audits > cases * changes);
  std::printf("audit again, %s: %d audits, %d differ (%d cases refused)\n", title, counts.audits,
              counts.differing, counts.refused);
}

TEST_CASE("an audit after a change is the one from scratch, over every operator") {
  audit_cases(
      "small", [](std::uint64_t seed) { return small_case(seed, 3'000); }, 600, 8);
}

TEST_CASE("an audit after a change is the one from scratch, over degrees and planted records") {
  audit_cases("degrees", shaped_case, 60, 8);
  audit_cases("planted", middle_case, 8, 4);
  audit_cases("ruled", ruled_case, 6, 2);
}

}  // namespace
}  // namespace cairn::oracle

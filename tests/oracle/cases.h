// Seeded generators of audits: small ones that brute force can try out, and middle-sized ones for
// an integer programming solver. The same seed gives the same case on every machine.
#pragma once

#include <cstdint>

#include "base/time.h"
#include "domain/learning/award.h"
#include "domain/learning/catalogue.h"
#include "oracle/dice.h"

namespace cairn::oracle {

struct Case {
  learning::Catalogue catalogue;
  AchievementId goal;
  learning::Record record;
  Date day;
};

/// Up to ten awards; every operator of the language, sizes such that brute force tries fewer than
/// `allocations_max` allocations in the second pass.
Case small_case(std::uint64_t seed, std::uint64_t allocations_max);

/// Like a small case, and often more than brute force could try out: up to 12 awards. Splits
/// nothing, which audit.lp could not say.
Case logic_case(std::uint64_t seed);

/// 20 to 40 awards of unequal credit that compete for credit leaves, certificates on the way,
/// choices and holds leaves; some stand on shared roots. Built around a planted solution, which
/// half of the cases then lose a part of.
Case middle_case(std::uint64_t seed);

/// A middle case with limits, sharing, conditions, repeats and branches around the planted
/// solution, which they allow: some just, some with room.
Case ruled_case(std::uint64_t seed);

/// About `awards` awards and `blocks` credit leaves, each of which accepts `overlap` to `overlap` +
/// 4 achievements; otherwise like a middle case.
Case sized_case(std::uint64_t seed, int blocks, int awards, int overlap = 3);

/// Of 60 awards by 25 blocks, with the rules of a ruled case.
Case ruled_large_case(std::uint64_t seed);

/// In turns: 60 awards by 25 blocks without rules and with them, a shaped case and one of pools.
Case large_case(std::uint64_t seed);

/// `subjects` times a hundred programmes over thirty modules of each subject: certificates of five
/// modules, diplomas and degrees on top of them.
learning::Catalogue registry(std::uint64_t seed, int subjects);

/// 40 awards of modules of such a registry, most of them in one subject.
learning::Record registry_record(std::uint64_t seed, int subjects);

/// A degree as institutions write them: two certificates of five parts, a core, a choice of three
/// out of six, electives from a list and free electives; awards for about half of what it names.
Case shaped_case(std::uint64_t seed);

/// A degree with a core, two choices of five out of 24 that have ten in common (42,504 combinations
/// each), and electives from all of these; awards for 60 to 95 % of what it names.
Case pool_case(std::uint64_t seed);

}  // namespace cairn::oracle

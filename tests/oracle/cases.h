// Seeded generators of audits: small ones that brute force can try out, and middle-sized ones for
// an integer programming solver. The same seed gives the same case on every machine.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/time.h"
#include "domain/learning/award.h"
#include "domain/learning/catalogue.h"

namespace cairn::oracle {

/// splitmix64.
class Dice {
 public:
  explicit Dice(std::uint64_t seed) : state_(seed) {}
  std::uint64_t next();
  /// 0 to n - 1.
  int below(int n);
  bool chance(int percent) { return below(100) < percent; }

  template <class T>
  void shuffle(std::vector<T>& things) {
    for (std::size_t i = things.size(); i > 1; --i)
      std::swap(things[i - 1], things[static_cast<std::size_t>(below(static_cast<int>(i)))]);
  }

 private:
  std::uint64_t state_;
};

struct Case {
  learning::Catalogue catalogue;
  AchievementId goal;
  learning::Record record;
  Date day;
};

/// Up to ten awards; every feature of the subset, sizes such that brute force tries at most
/// `allocations_max` allocations.
Case small_case(std::uint64_t seed, std::uint64_t allocations_max);

/// 20 to 40 awards of unequal credit that compete for credit leaves, certificates on the way,
/// choices and holds leaves; some stand on shared roots. Built around a planted solution, which
/// half of the cases then lose a part of.
Case middle_case(std::uint64_t seed);

/// About `awards` awards and `blocks` credit leaves, otherwise like a middle case.
Case sized_case(std::uint64_t seed, int blocks, int awards);

/// A degree as institutions write them: two certificates of five parts, a core, a choice of three
/// out of six, electives from a list and free electives; awards for about half of what it names.
Case shaped_case(std::uint64_t seed);

}  // namespace cairn::oracle

// What to take: branch and bound over candidates and their offerings.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "domain/plan/problem.h"
#include "domain/plan/schedule.h"

namespace cairn::plan {

/// What plans are compared by (plans.md, section 5).
struct Value {
  std::int64_t price = 0;
  std::int64_t finish = -1;  ///< last day; -1: nothing to do
  std::int64_t hours = 0;
};

/// Lexicographic: price, finish, hours for the cheapest; finish, price, hours for the fastest.
bool better(Objective objective, const Value& a, const Value& b);

struct Selection {
  std::vector<Activity> activities;  ///< by candidate
  std::vector<int> starts;           ///< by activity
  Value value;
};

struct SearchResult {
  std::optional<Selection> best;
  /// The least bound among what was left unexplored; absent: the search is complete.
  std::optional<Value> open;
  std::uint64_t nodes = 0;
};

/// Complete unless request.nodes_max was reached. Ties are won by what is found first, which
/// depends on ids alone.
Result<SearchResult> search(const Problem& problem);

/// When each source could be had at the earliest, as last days, if nothing else mattered
/// (kUnreachable: never). For bounds and for explanations.
std::vector<std::int64_t> earliest_ends(const Problem& problem);

}  // namespace cairn::plan

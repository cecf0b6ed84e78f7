#include "domain/audit/part_search.h"

#include <algorithm>
#include <utility>

#include "domain/audit/narrowing.h"
#include "domain/audit/weighing.h"

namespace cairn::audit {
namespace {

// Search nodes before all else is tried.
constexpr std::uint64_t kNodesAtFirst = 1'000;

std::size_t at(int index) { return static_cast<std::size_t>(index); }

// By the costs of the part itself, whatever it was found by.
std::int64_t cost_in(const Part& part, const Incumbent& found) {
  std::int64_t cost = 0;
  for (const Part::Leaf& leaf : part.leaves) {
    if (found.chosen[at(leaf.node)] == 0) continue;
    std::int64_t have = 0;
    for (int e = leaf.first; e < leaf.end; ++e)
      if (found.used[at(e)] != 0) have += part.edges[at(e)].gain;
    cost += leaf.rule.cost(have);
  }
  return cost;
}

}  // namespace

void PartSearch::run() {
  ended_ = search_at_first();
  // A budget that cut the first search short would let the rest begin where greater ones do not.
  if (ended_ || spent_.budget() > nodes_max_ || nodes_max_ < kNodesAtFirst) return;
  const Part fewer = narrowed(part_);
  ended_ = prove_incomplete(fewer) && prove_credit(fewer) && prove_count(fewer);
}

bool PartSearch::search_at_first() {
  BranchAndBound search(part_, nodes_max_);
  search.run(std::min(kNodesAtFirst, nodes_max_));
  const bool ended = search.ended();
  bound_ = search.bound();
  if (!ended && search.spent().budget() <= nodes_max_) search.search_around();
  spent_ = search.spent();
  best_ = search.take_best();
  return ended;
}

// Or finds that it is complete. Sought is what costs less than one.
bool PartSearch::prove_incomplete(const Part& fewer) {
  if (bound_ > 0 || best_.cost <= 1) return true;
  Incumbent sought = best_;
  sought.cost = 1;
  BranchAndBound search(part_, fewer, std::move(sought), spent_, nodes_max_);
  search.run(nodes_max_);
  spent_ = search.spent();
  if (search.best().cost == 0) best_ = search.best();
  bound_ = search.bound();
  return search.ended();
}

bool PartSearch::prove_credit(const Part& fewer) {
  if (is_proven() || best_.cost < part_.credit_unit) return true;
  const Part part = credit_alone(part_);
  const Part searched = credit_alone(fewer);
  Incumbent known = best_;
  known.cost = cost_in(part, best_);
  BranchAndBound search(part, searched, std::move(known), spent_, nodes_max_);
  search.leave_out_useless();
  search.run(nodes_max_);
  spent_ = search.spent();
  const std::int64_t cost = cost_in(part_, search.best());
  if (cost < best_.cost) {
    best_ = search.best();
    best_.cost = cost;
  }
  credit_ = search.bound();
  if (credit_ > 0) bound_ = std::max(bound_, credit_ * part_.credit_unit + 1);
  return search.ended();
}

// By the weight that promises the highest bound.
bool PartSearch::prove_count(const Part& fewer) {
  if (is_proven()) return true;
  std::int64_t chosen = part_.credit_unit;
  std::int64_t highest = -1;
  for (std::int64_t weight = chosen; credit_ > 0 && weight > 0; weight /= 2) {
    const Part searched = reweighed(fewer, credit_, weight);
    BranchAndBound search(part_, searched, best_, spent_, nodes_max_);
    const std::int64_t bound = search.ascend_at_root();
    best_ = search.best();
    spent_ = search.spent();
    if (bound <= highest) continue;
    highest = bound;
    chosen = weight;
  }
  const Part searched = reweighed(fewer, credit_, chosen);
  BranchAndBound search(part_, searched, best_, spent_, nodes_max_);
  search.run(nodes_max_);
  best_ = search.best();
  spent_ = search.spent();
  bound_ = std::max(bound_, search.bound());
  return search.ended();
}

}  // namespace cairn::audit

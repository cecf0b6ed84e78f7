#include "domain/audit/branch_and_bound.h"

#include <algorithm>
#include <cstdlib>
#include <tuple>
#include <utility>

namespace cairn::audit {
namespace {

__extension__ using Wide = __int128;

constexpr int kRootIterations = 400;
constexpr int kNodeIterations = 60;
// Search nodes for each leaf around which an incumbent is improved.
constexpr std::uint64_t kNodesAround = 20;
// A search node stands for at most this many steps of work on average, so that the budget also
// bounds what a very large part costs.
constexpr std::uint64_t kWorkPerNode = 65'536;
// Steps without progress before an ascent aims lower.
constexpr int kRootPatience = 20;
constexpr int kNodePatience = 10;

std::size_t at(int index) { return static_cast<std::size_t>(index); }

}  // namespace

BranchAndBound::BranchAndBound(const Part& part, std::uint64_t nodes_max)
    : part_(part),
      nodes_max_(nodes_max),
      fixing_(part),
      relaxation_(part, fixing_),
      marginals_(part, fixing_),
      packing_(part, fixing_, relaxation_),
      best_(packing_.empty()),
      times_selected_(part.edges.size(), 0) {}

BranchAndBound::BranchAndBound(const Part& part, const Part& searched, Incumbent best,
                               const Spent& before, std::uint64_t nodes_max)
    : part_(searched),
      nodes_max_(nodes_max),
      fixing_(searched),
      relaxation_(searched, fixing_),
      marginals_(searched, fixing_),
      exact_(std::in_place, part, fixing_),
      packing_(part, fixing_, relaxation_),
      best_(std::move(best)),
      times_selected_(searched.edges.size(), 0),
      work_before_(before.work),
      nodes_(before.nodes) {}

void BranchAndBound::run(std::uint64_t nodes_end) {
  nodes_end_ = nodes_end;
  out_of_budget_ = false;
  branch(first_prices(part_), true);
}

std::uint64_t BranchAndBound::work() const {
  return work_before_ + relaxation_.work() + marginals_.work();
}

// With that or more it always ends in the same way.
std::uint64_t Spent::budget() const { return std::max(nodes, work / kWorkPerNode + 1); }

std::int64_t BranchAndBound::ascend_at_root() {
  Prices prices = first_prices(part_);
  Relaxed best;
  return improve_bound(prices, best, true) ? best_.cost * kPriceScale : best.bound;
}

void BranchAndBound::leave_out_useless() {
  for (const Part::Leaf& leaf : part_.leaves) {
    if (leaf.rule.cost(0) > 0) continue;
    for (int e = leaf.first; e < leaf.end; ++e)
      if (std::ranges::all_of(part_.edges[at(e)].demands,
                              [](const Demand& demand) { return demand.amount > 0; }))
        fixing_.fix(e, Fixing::State::out);
  }
}

// --- The bound ----------------------------------------------------------------------------------

// One step along the subgradient, smoothed by those before it, as long as would reach `level`
// if the bound were linear; false when there is nowhere to go. Each resource is counted in its
// largest amount, so that credit and uses weigh alike.
bool BranchAndBound::step_prices(Ascent& ascent, const Relaxed& relaxed) const {
  constexpr std::int64_t kUnit = 128;  // directions are in 1/kUnit
  constexpr Wide kStepMax = Wide{1} << 61;
  Wide norm = 0;
  for (std::size_t r = 0; r < ascent.trial.size(); ++r) {
    std::int64_t& along = ascent.direction[r];
    const bool active = fixing_.active(static_cast<int>(r));
    const std::int64_t slope = active ? relaxed.demand[r] - part_.resources[r].amount : 0;
    along = kUnit * slope / part_.resources[r].largest + along * 3 / 4;
    if (!active || (along < 0 && ascent.trial[r] == 0)) along = 0;
    norm += Wide{along} * along;
  }
  if (norm == 0) return false;
  const Wide gap = ascent.level - relaxed.bound;
  for (std::size_t r = 0; r < ascent.trial.size(); ++r) {
    const Part::Capacity& resource = part_.resources[r];
    const Wide step = gap * ascent.direction[r] * kUnit / norm / resource.largest;
    ascent.trial[r] = std::clamp<std::int64_t>(
        ascent.trial[r] + static_cast<std::int64_t>(std::clamp<Wide>(step, -kStepMax, kStepMax)), 0,
        resource.price_max);
  }
  return true;
}

bool BranchAndBound::is_priced_by_value(int resource) const {
  return part_.resources[at(resource)].unit && part_.resources[at(resource)].first_price == 0;
}

// Prices under which an award costs what it is worth: then no leaf wants more than it needs.
Prices BranchAndBound::prices_by_value() const {
  Prices prices = first_prices(part_);
  for (const Part::Edge& edge : part_.edges) {
    if (edge.leaf < 0) continue;
    const auto units = std::ranges::count_if(
        edge.demands, [&](const Demand& d) { return is_priced_by_value(d.resource); });
    if (units == 0) continue;
    const SearchLeaf& rule = part_.leaves[at(edge.leaf)].rule;
    const std::int64_t saved = rule.cost(0) - rule.cost(edge.gain);
    const std::int64_t value = rule.unit_cost > 0 ? rule.unit_cost * edge.gain : saved;
    const std::int64_t share = value * kPriceScale / static_cast<std::int64_t>(units);
    for (const Demand& demand : edge.demands)
      if (is_priced_by_value(demand.resource) && fixing_.active(demand.resource))
        prices[at(demand.resource)] = std::min(std::max(prices[at(demand.resource)], share),
                                               part_.resources[at(demand.resource)].price_max);
  }
  return prices;
}

void BranchAndBound::note_selected(const Relaxed& relaxed) {
  ++steps_;
  for (std::size_t e = 0; e < part_.edges.size(); ++e) times_selected_[e] += relaxed.selected[e];
}

// True when nothing better than the incumbent is left here. Otherwise `prices` and `best` are those
// of the highest bound found. The level aimed at is lowered when several steps miss it: at the root
// it begins half way to the incumbent, below there at the incumbent, since prices are good already.
bool BranchAndBound::improve_bound(Prices& prices, Relaxed& best, bool at_root) {
  Ascent ascent{prices, std::vector<std::int64_t>(prices.size(), 0), 0};
  Relaxed relaxed;
  std::ranges::fill(times_selected_, 0);
  steps_ = 0;
  std::int64_t ambition = 0;
  int stalled = 0;
  for (int i = 0; i < (at_root ? kRootIterations : kNodeIterations); ++i) {
    relaxation_.solve(ascent.trial, relaxed);
    note_selected(relaxed);
    packing_.offer_selected(relaxed, best_);
    if (at_root || i == 0) packing_.offer_packed(relaxed, ascent.trial, best_);
    if (rounded_up(part_, relaxed.bound) >= best_.cost) return true;
    if (i == 0 || relaxed.bound > best.bound) {
      if (i == 0) ambition = (best_.cost * kPriceScale - relaxed.bound) / (at_root ? 2 : 1);
      best = relaxed;
      prices = ascent.trial;
      stalled = 0;
    } else if (++stalled == (at_root ? kRootPatience : kNodePatience)) {
      stalled = 0;
      ambition /= 2;
    }
    if (rounded_up(part_, best.bound) >= best_.cost) return true;
    if (ambition < kPriceScale / 4) break;
    out_of_budget_ = work() / kWorkPerNode >= nodes_max_;
    if (out_of_budget_) break;
    if (at_root && i == 0) {
      ascent.trial = prices_by_value();
      continue;
    }
    ascent.level = std::min(best.bound + ambition, best_.cost * kPriceScale);
    if (!step_prices(ascent, relaxed)) break;
  }
  return false;
}

// What cannot be demanded beyond its capacity any more is no constraint, so it has no price.
void BranchAndBound::forget_inactive(Prices& prices) const {
  for (std::size_t r = 0; r < prices.size(); ++r)
    if (!fixing_.active(static_cast<int>(r))) prices[r] = 0;
}

// Decides what could be made, left out, met or missed only where nothing better than the incumbent
// is left, and again what that decides; false when that leaves nothing.
bool BranchAndBound::fix_by_bound(Prices& prices) {
  for (std::size_t before = fixing_.mark() + 1; before != fixing_.mark();) {
    before = fixing_.mark();
    forget_inactive(prices);
    relaxation_.solve(prices, scratch_);
    if (rounded_up(part_, scratch_.bound) >= best_.cost || !fix_once(prices, scratch_.bound))
      return false;
  }
  return true;
}

bool BranchAndBound::fix_once(const Prices& prices, std::int64_t bound) {
  for (int l = 0; l < static_cast<int>(part_.leaves.size()); ++l)
    if (marginals_.solve(l, prices) && !fix_at_leaf(l, bound)) return false;
  for (int e = part_.first_without_leaf; e < static_cast<int>(part_.edges.size()); ++e) {
    const std::int64_t price = price_of(part_, e, prices);
    if (!fix_unless(e, hopeless(bound, price), hopeless(bound, -price))) return false;
  }
  return true;
}

// A leaf that need not be chosen costs nothing where it is not, whatever it may cost by then.
bool BranchAndBound::fix_at_leaf(int index, std::int64_t bound) {
  const Part::Leaf& leaf = part_.leaves[at(index)];
  const std::int64_t cost = relaxation_.leaf_cost(index);
  const bool counts = part_.nodes[at(leaf.node)].always || fixing_.forced(leaf.node);
  for (int e = leaf.first; e < leaf.end; ++e)
    if (!fix_unless(e, hopeless(bound, marginals_.with_use(e) - cost),
                    counts && hopeless(bound, marginals_.without_use(e) - cost)))
      return false;
  if (fixing_.fate(index) != Fixing::Fate::open) return true;
  if (hopeless(bound, marginals_.unmet() - cost))
    fixing_.set_fate(index, Fixing::Fate::met);
  else if (hopeless(bound, marginals_.met() - cost))
    fixing_.set_fate(index, Fixing::Fate::unmet);
  return true;
}

bool BranchAndBound::fix_unless(int edge, bool hopeless_with, bool hopeless_without) {
  if (fixing_.state(edge) != Fixing::State::open) return true;
  if (hopeless_with) return fixing_.fix(edge, Fixing::State::out);
  return !hopeless_without || fixing_.fix(edge, Fixing::State::in);
}

// Whether what costs so much more than the bound is no better than the incumbent.
bool BranchAndBound::hopeless(std::int64_t bound, std::int64_t more) const {
  return more > 0 && rounded_up(part_, std::min(bound + more, Relaxation::kNever)) >= best_.cost;
}

// --- Around the incumbent -----------------------------------------------------------------------

// All else is decided as in the incumbent, until that improves nothing.
void BranchAndBound::search_around() {
  const int count = static_cast<int>(part_.leaves.size());
  for (int leaf = 0, idle = 0; idle < count && nodes_ < nodes_max_; leaf = (leaf + 1) % count) {
    const std::int64_t before = best_.cost;
    const std::size_t mark = fixing_.mark();
    if (keep_but(open_around(leaf))) {
      out_of_budget_ = false;
      nodes_end_ = nodes_ + kNodesAround;
      branch(root_prices_, false);
    }
    fixing_.undo_to(mark);
    idle = best_.cost < before ? 0 : idle + 1;
  }
}

// By leaf: whether it competes with `leaf`, falls short or looks at others.
std::vector<std::uint8_t> BranchAndBound::open_around(int leaf) const {
  std::vector<std::uint8_t> open(part_.leaves.size(), 0);
  std::vector<std::int64_t> have(part_.leaves.size(), 0);
  for (int e = 0; e < part_.first_without_leaf; ++e)
    if (best_.used[at(e)] != 0) have[at(part_.edges[at(e)].leaf)] += part_.edges[at(e)].gain;
  for (std::size_t l = 0; l < open.size(); ++l) {
    const Part::Leaf& each = part_.leaves[l];
    const bool is_short = best_.chosen[at(each.node)] != 0 && have[l] < each.rule.need;
    open[l] = each.witness || is_short ? 1 : 0;
  }
  open[at(leaf)] = 1;
  for (int e = part_.leaves[at(leaf)].first; e < part_.leaves[at(leaf)].end; ++e)
    for (const Demand& demand : part_.edges[at(e)].demands)
      if (const Part::Capacity& resource = part_.resources[at(demand.resource)]; resource.unit)
        for (const Part::Share& share : resource.shares)
          open[at(part_.edges[at(share.edge)].leaf)] = 1;
  return open;
}

bool BranchAndBound::keep_but(const std::vector<std::uint8_t>& open) {
  for (int e = 0; e < part_.first_without_leaf; ++e)
    if (open[at(part_.edges[at(e)].leaf)] == 0 &&
        !fixing_.fix(e, best_.used[at(e)] != 0 ? Fixing::State::in : Fixing::State::out))
      return false;
  return true;
}

// --- Branching ----------------------------------------------------------------------------------

void BranchAndBound::branch(Prices prices, bool at_root) {
  if (nodes_ >= std::min(nodes_max_, nodes_end_)) {
    out_of_budget_ = true;
    return;
  }
  ++nodes_;
  forget_inactive(prices);
  Relaxed best;
  const bool done = improve_bound(prices, best, at_root);
  if (at_root) {
    root_bound_ = rounded_up(part_, best.bound);
    root_prices_ = prices;
  }
  if (done || out_of_budget_ || !fix_by_bound(prices)) return;
  const int resource = resource_to_branch_on(best, prices);
  if (resource < 0) {  // nothing left to decide: what the relaxation selects is feasible
    offer_without_prices();
    return;
  }
  if (part_.resources[at(resource)].unit && part_.resources[at(resource)].amount == 1)
    branch_on_exclusive(resource, best, prices);
  else
    branch_on_use(resource, best, prices);
}

void BranchAndBound::offer_without_prices() {
  Relaxation& relaxation = exact_ ? *exact_ : relaxation_;
  relaxation.solve(Prices(part_.resources.size(), 0), scratch_);
  packing_.offer_selected(scratch_, best_);
}

// Among those that are no constraint any more there is nothing to decide. Of the others one that is
// dear and wanted by several uses, none of which the ascent settled on.
int BranchAndBound::resource_to_branch_on(const Relaxed& relaxed, const Prices& prices) const {
  const auto rank = [&](int r) {
    const Part::Capacity& resource = part_.resources[at(r)];
    std::int64_t wanted = 0;
    std::int64_t most = 0;
    for (const Part::Share& share : resource.shares) {
      const std::int64_t times = times_selected_[at(share.edge)];
      wanted += times;
      most = std::max(most, times);
    }
    return std::pair(Wide{prices[at(r)]} * (wanted - most),
                     relaxed.demand[at(r)] - resource.amount);
  };
  int best = -1;
  std::pair<Wide, std::int64_t> highest;
  for (int r = 0; r < static_cast<int>(part_.resources.size()); ++r) {
    if (!fixing_.active(r)) continue;
    const auto ranked = rank(r);
    if (best >= 0 && ranked <= highest) continue;
    best = r;
    highest = ranked;
  }
  return best;
}

// At most one of the uses is part of an allocation: it is in one half of them or in the other. The
// uses that the relaxation selected are spread over both.
void BranchAndBound::branch_on_exclusive(int resource, const Relaxed& relaxed,
                                         const Prices& prices) {
  std::vector<int> uses;
  for (const Part::Share& share : part_.resources[at(resource)].shares)
    if (fixing_.state(share.edge) == Fixing::State::open) uses.push_back(share.edge);
  std::ranges::stable_sort(uses, {}, [&](int e) { return relaxed.selected[at(e)] == 0; });
  for (const std::size_t half : {1U, 0U}) {
    if (out_of_budget_) return;
    const std::size_t mark = fixing_.mark();
    bool possible = true;
    for (std::size_t i = half; possible && i < uses.size(); i += 2)
      possible = fixing_.fix(uses[i], Fixing::State::out);
    if (possible) branch(prices, false);
    fixing_.undo_to(mark);
  }
}

// The use about which the ascent wavered most is made, or is not; of several the one with the
// largest demand. The relaxation's opinion comes first.
void BranchAndBound::branch_on_use(int resource, const Relaxed& relaxed, const Prices& prices) {
  const auto rank = [&](const Part::Share& share) {
    const int times = times_selected_[at(share.edge)];
    return std::tuple(fixing_.state(share.edge) == Fixing::State::open,
                      std::min(times, steps_ - times), std::abs(share.amount));
  };
  const auto& shares = part_.resources[at(resource)].shares;
  const int use = std::ranges::max_element(shares, {}, rank)->edge;
  const bool selected = relaxed.selected[at(use)] != 0;
  for (const Fixing::State state : {selected ? Fixing::State::in : Fixing::State::out,
                                    selected ? Fixing::State::out : Fixing::State::in}) {
    if (out_of_budget_) return;
    const std::size_t mark = fixing_.mark();
    if (fixing_.fix(use, state)) branch(prices, false);
    fixing_.undo_to(mark);
  }
}

}  // namespace cairn::audit

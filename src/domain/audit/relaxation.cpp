#include "domain/audit/relaxation.h"

#include <algorithm>
#include <tuple>
#include <utility>

namespace cairn::audit {
namespace {

__extension__ using Wide = __int128;

std::size_t at(int index) { return static_cast<std::size_t>(index); }
std::size_t at(std::int64_t index) { return static_cast<std::size_t>(index); }

// Sums of what a branch rules out stay there instead of overflowing.
void add_to(std::int64_t& sum, std::int64_t cost) {
  sum = std::min(sum + cost, Relaxation::kNever);
}

}  // namespace

std::int64_t price_of(const Part& part, int edge, const Prices& prices) {
  std::int64_t sum = 0;
  for (const Demand& demand : part.edges[at(edge)].demands)
    sum += prices[at(demand.resource)] * demand.amount;
  return sum;
}

Prices first_prices(const Part& part) {
  Prices prices;
  prices.reserve(part.resources.size());
  for (const Part::Capacity& resource : part.resources)
    prices.push_back(std::min(resource.first_price * kPriceScale, resource.price_max));
  return prices;
}

std::int64_t rounded_up(const Part& part, std::int64_t scaled) {
  if (scaled <= 0) return 0;
  const std::int64_t whole = (scaled + kPriceScale - 1) / kPriceScale;
  const std::int64_t credit = whole / part.credit_unit;
  const std::int64_t missing = whole % part.credit_unit;
  if (missing == 0) return whole + 1;
  if (missing > credit * part.leaf_unit + part.count_without_credit)
    return (credit + 1) * part.credit_unit + 1;
  return whole;
}

Relaxation::Relaxation(const Part& part, const Fixing& fixing)
    : part_(part),
      fixing_(fixing),
      nothing_blocked_(part.edges.size(), 0),
      edge_prices_(part.edges.size(), 0),
      picked_(part.edges.size(), 0),
      leaf_costs_(part.leaves.size(), 0),
      node_costs_(part.nodes.size(), 0) {
  options_.reserve(part.edges.size());
  order_.reserve(part.nodes.size());
}

// --- Leaves -------------------------------------------------------------------------------------

// What is decided already, and what is paid for being taken.
Relaxation::Base Relaxation::take_base(const Part::Leaf& leaf, const Prices& prices,
                                       const std::vector<std::uint8_t>& blocked) {
  Base base;
  options_.clear();
  for (int e = leaf.first; e < leaf.end; ++e) {
    const Fixing::State state = fixing_.state(e);
    picked_[at(e)] = 0;
    if (state == Fixing::State::out || (state == Fixing::State::open && blocked[at(e)] != 0))
      continue;
    const std::int64_t price = edge_prices_[at(e)] = price_of(part_, e, prices);
    if (state == Fixing::State::open && price >= 0) {
      options_.push_back(e);
      continue;
    }
    base.paid = base.paid || state == Fixing::State::open;
    base.gain += part_.edges[at(e)].gain;
    base.price += price;
    picked_[at(e)] = 1;
  }
  return base;
}

std::int64_t Relaxation::solve_leaf(int index, const Prices& prices,
                                    const std::vector<std::uint8_t>& blocked) {
  const Part::Leaf& leaf = part_.leaves[at(index)];
  const Fixing::Fate fate = fixing_.fate(index);
  const Base base = take_base(leaf, prices, blocked);
  work_ += static_cast<std::uint64_t>(leaf.end - leaf.first) *
           (leaf.one_is_enough || leaf.fractional ? 1 : static_cast<std::uint64_t>(leaf.steps));
  if (fate == Fixing::Fate::unmet && (base.paid || base.gain >= leaf.rule.need))
    return solve_unmet(leaf, base);
  if (base.gain >= leaf.rule.need) return base.price;
  if (leaf.one_is_enough) return base.price + solve_single(leaf, fate);
  return base.price + (leaf.fractional ? solve_fractional(leaf, fate, base.gain)
                                       : solve_knapsack(leaf, fate, base.gain));
}

// A lower bound where the base alone may be too much for a leaf that is not to be met: it pays what
// the base does and at least the least shortage.
std::int64_t Relaxation::solve_unmet(const Part::Leaf& leaf, const Base& base) {
  const std::int64_t most = std::max<std::int64_t>(0, leaf.rule.need - 1);
  return base.price + leaf.rule.cost(most) * kPriceScale;
}

std::int64_t Relaxation::solve_single(const Part::Leaf& leaf, Fixing::Fate fate) {
  std::int64_t least = fate == Fixing::Fate::met ? kNever : leaf.rule.cost(0) * kPriceScale;
  if (fate == Fixing::Fate::unmet) return least;
  int best = -1;
  for (const int e : options_) {
    const std::int64_t price = edge_prices_[at(e)];
    if (price > least || (price == least && best >= 0)) continue;
    least = price;
    best = e;
  }
  if (best >= 0) picked_[at(best)] = 1;
  return least;
}

// table_[j]: the least price at which the optional uses seen so far are worth at least j steps
// beyond what is gained already.
std::int64_t Relaxation::solve_knapsack(const Part::Leaf& leaf, Fixing::Fate fate,
                                        std::int64_t gained) {
  constexpr std::int64_t kUnreached = std::int64_t{1} << 61;
  const std::int64_t steps = leaf.steps - gained / leaf.step;
  const std::size_t width = at(steps) + 1;
  const std::size_t count = options_.size();
  table_.assign(width, kUnreached);
  came_from_.assign(width * count, -1);
  table_[0] = 0;
  std::int64_t reached = 0;
  for (std::size_t i = 0; i < count; ++i) {
    if (table_[at(steps)] == 0 && fate != Fixing::Fate::unmet) break;  // met for nothing
    const std::int64_t gain = part_.edges[at(options_[i])].steps;
    const std::int64_t price = edge_prices_[at(options_[i])];
    for (std::int64_t j = std::min(steps - 1, reached); j >= 0; --j) {
      const std::int64_t to = std::min(steps, j + gain);
      if (table_[at(j)] + price >= table_[at(to)]) continue;
      table_[at(to)] = table_[at(j)] + price;
      came_from_[i * width + at(to)] = static_cast<std::int16_t>(j);
    }
    reached = std::min(steps, reached + gain);
  }
  std::int64_t best = 0;
  std::int64_t least = kNever;
  const std::int64_t most = fate == Fixing::Fate::unmet ? steps - 1 : steps;
  for (std::int64_t j = most; j >= (fate == Fixing::Fate::met ? steps : 0); --j) {
    if (table_[at(j)] == kUnreached) continue;
    const std::int64_t cost = table_[at(j)] + leaf.rule.cost(gained + j * leaf.step) * kPriceScale;
    if (cost >= least) continue;
    least = cost;
    best = j;
  }
  for (std::size_t i = count; i-- > 0;) {
    const std::int16_t from = came_from_[i * width + at(best)];
    if (from < 0) continue;
    picked_[at(options_[i])] = 1;
    best = from;
  }
  return least;
}

// A lower bound on the knapsack: either the need is met, uses divisible, cheapest per unit first;
// or it is not, and each use is taken where it saves more than it costs.
std::int64_t Relaxation::solve_fractional(const Part::Leaf& leaf, Fixing::Fate fate,
                                          std::int64_t gained) {
  std::int64_t left = leaf.rule.need - gained;
  std::int64_t short_cost = (leaf.rule.fixed_cost + leaf.rule.unit_cost * left) * kPriceScale;
  for (const int e : options_) {
    const std::int64_t saves = part_.edges[at(e)].gain * leaf.rule.unit_cost * kPriceScale;
    short_cost -= std::max<std::int64_t>(0, saves - edge_prices_[at(e)]);
  }
  short_cost = std::max(short_cost, (leaf.rule.fixed_cost + leaf.rule.unit_cost) * kPriceScale);
  std::ranges::stable_sort(options_, [&](int a, int b) {
    return Wide{edge_prices_[at(a)]} * part_.edges[at(b)].gain <
           Wide{edge_prices_[at(b)]} * part_.edges[at(a)].gain;
  });
  std::int64_t met_cost = 0;
  for (const int e : options_) {
    if (left <= 0) break;
    picked_[at(e)] = 1;
    const std::int64_t gain = part_.edges[at(e)].gain;
    const std::int64_t price = edge_prices_[at(e)];
    met_cost += gain <= left ? price : static_cast<std::int64_t>(Wide{price} * left / gain);
    left -= gain;
  }
  if (fate == Fixing::Fate::unmet) return short_cost;
  if (fate == Fixing::Fate::met) return left <= 0 ? met_cost : kNever;
  return left <= 0 ? std::min(met_cost, short_cost) : short_cost;
}

// --- The tree -----------------------------------------------------------------------------------

void Relaxation::order_children(const Part::Node& node, std::vector<int>& order) const {
  order.assign(node.children.begin(), node.children.end());
  if (node.pick >= static_cast<int>(order.size())) return;
  std::ranges::sort(order, {}, [&](int child) {
    return std::tuple(!fixing_.forced(child), node_costs_[at(child)], child);
  });
}

std::int64_t Relaxation::sum_of(const std::vector<std::int64_t>& leaf_costs) {
  for (std::size_t n = 0; n < part_.nodes.size(); ++n) {
    const Part::Node& node = part_.nodes[n];
    if (node.leaf >= 0) {
      node_costs_[n] = leaf_costs[at(node.leaf)];
      continue;
    }
    std::int64_t sum = 0;
    if (node.pick >= static_cast<int>(node.children.size())) {
      for (const int child : node.children) add_to(sum, node_costs_[at(child)]);
    } else {
      order_children(node, order_);
      for (int i = 0; i < node.pick; ++i) add_to(sum, node_costs_[at(order_[at(i)])]);
    }
    node_costs_[n] = sum;
  }
  std::int64_t total = 0;
  for (const int top : part_.tops) add_to(total, node_costs_[at(top)]);
  return total;
}

void Relaxation::mark_chosen(std::vector<std::uint8_t>& chosen) const {
  chosen.assign(part_.nodes.size(), 0);
  for (const int top : part_.tops) chosen[at(top)] = 1;
  for (std::size_t n = part_.nodes.size(); n-- > 0;) {
    const Part::Node& node = part_.nodes[n];
    if (chosen[n] == 0 || node.leaf >= 0) continue;
    order_children(node, order_);
    const int count = std::min(node.pick, static_cast<int>(order_.size()));
    for (int i = 0; i < count; ++i) chosen[at(order_[at(i)])] = 1;
  }
}

void Relaxation::solve(const Prices& prices, Relaxed& out) {
  for (int l = 0; l < static_cast<int>(part_.leaves.size()); ++l)
    leaf_costs_[at(l)] = solve_leaf(l, prices, nothing_blocked_);
  out.bound = sum_of(leaf_costs_) + part_.cost_offset * kPriceScale;
  mark_chosen(out.chosen);
  out.selected.assign(part_.edges.size(), 0);
  out.unmet.assign(part_.leaves.size(), 0);
  out.demand.assign(prices.size(), 0);
  const auto select = [&](int edge) {
    out.selected[at(edge)] = 1;
    for (const Demand& demand : part_.edges[at(edge)].demands)
      out.demand[at(demand.resource)] += demand.amount;
  };
  for (std::size_t l = 0; l < part_.leaves.size(); ++l) {
    const Part::Leaf& leaf = part_.leaves[l];
    if (out.chosen[at(leaf.node)] == 0) continue;
    std::int64_t have = 0;
    for (int e = leaf.first; e < leaf.end; ++e) {
      if (picked_[at(e)] == 0) continue;
      have += part_.edges[at(e)].gain;
      select(e);
    }
    out.unmet[l] = have < leaf.rule.need ? 1 : 0;
  }
  for (int e = part_.first_without_leaf; e < static_cast<int>(part_.edges.size()); ++e) {
    const Fixing::State state = fixing_.state(e);
    if (state == Fixing::State::out) continue;
    const std::int64_t price = price_of(part_, e, prices);
    if (state == Fixing::State::open && price >= 0) continue;
    out.bound += price;
    select(e);
  }
  for (std::size_t r = 0; r < prices.size(); ++r)
    out.bound -= prices[r] * part_.resources[r].amount;
}

}  // namespace cairn::audit

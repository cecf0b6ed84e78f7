#include "domain/audit/packing.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace cairn::audit {
namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

}  // namespace

Packing::Packing(const Part& part, const Fixing& fixing, Relaxation& relaxation)
    : part_(part),
      fixing_(fixing),
      relaxation_(relaxation),
      order_(part.leaves.size()),
      taken_(part.edges.size(), 0),
      demand_(part.resources.size(), 0),
      have_(part.leaves.size(), 0),
      blocked_(part.edges.size(), 0),
      leaf_costs_(part.leaves.size(), 0) {
  std::iota(order_.begin(), order_.end(), 0);
  std::ranges::sort(order_, {}, [&](int l) {
    const Part::Leaf& leaf = part.leaves[at(l)];
    return std::tuple(leaf.witness, leaf.end - leaf.first, l);
  });
}

Incumbent Packing::empty() {
  Incumbent none;
  none.used.assign(part_.edges.size(), 0);
  for (std::size_t l = 0; l < part_.leaves.size(); ++l)
    leaf_costs_[l] = part_.leaves[l].rule.cost(0);
  none.cost = relaxation_.sum_of(leaf_costs_);
  relaxation_.mark_chosen(none.chosen);
  return none;
}

// --- Taking and dropping ------------------------------------------------------------------------

bool Packing::fits(int edge) const {
  const auto& demands = part_.edges[at(edge)].demands;
  return std::ranges::all_of(demands, [&](const Demand& demand) {
    return demand.amount <= 0 || demand_[at(demand.resource)] + demand.amount <=
                                     part_.resources[at(demand.resource)].amount;
  });
}

// Makes uses without a leaf that provide what is missing for `edge`.
bool Packing::provide_for(int edge) {
  for (const Demand& demand : part_.edges[at(edge)].demands) {
    const Part::Capacity& capacity = part_.resources[at(demand.resource)];
    for (const Part::Share& share : capacity.shares) {
      if (demand_[at(demand.resource)] + demand.amount <= capacity.amount) break;
      if (share.edge < part_.first_without_leaf || share.amount >= 0) continue;
      if (taken_[at(share.edge)] == 0 && fixing_.state(share.edge) != Fixing::State::out &&
          (fits(share.edge) || provide_for(share.edge)))
        take(share.edge);
    }
  }
  return fits(edge);
}

bool Packing::take(int edge) {
  if (taken_[at(edge)] != 0 || fixing_.state(edge) == Fixing::State::out) return false;
  if (!fits(edge) && !provide_for(edge)) return false;
  taken_[at(edge)] = 1;
  const Part::Edge& e = part_.edges[at(edge)];
  for (const Demand& demand : e.demands) demand_[at(demand.resource)] += demand.amount;
  if (e.leaf >= 0) have_[at(e.leaf)] += e.gain;
  return true;
}

void Packing::drop(int edge) {
  taken_[at(edge)] = 0;
  const Part::Edge& e = part_.edges[at(edge)];
  for (const Demand& demand : e.demands) demand_[at(demand.resource)] -= demand.amount;
  have_[at(e.leaf)] -= e.gain;
}

// --- Packing ------------------------------------------------------------------------------------

void Packing::offer_packed(const Relaxed& relaxed, const Prices& prices, Incumbent& best) {
  std::ranges::fill(taken_, 0);
  std::ranges::fill(demand_, 0);
  std::ranges::fill(have_, 0);
  take_made(relaxed.chosen);
  for (const int l : order_)
    if (relaxed.chosen[at(part_.leaves[at(l)].node)] != 0) take_optimum(l, prices);
  for (const int l : order_) {
    const Part::Leaf& leaf = part_.leaves[at(l)];
    if (relaxed.chosen[at(leaf.node)] == 0 || have_[at(l)] >= leaf.rule.need) continue;
    if (leaf.witness)
      for (int e = leaf.first; e < leaf.end && have_[at(l)] < leaf.rule.need; ++e)
        if (taken_[at(e)] == 0 && provide_witness(e, relaxed.chosen)) take(e);
    fill(l);
  }
  offer(relaxed.chosen, best);
  move_short_forward(relaxed.chosen);
}

// So that the next packing serves them earlier. Witnesses stay behind what they rest on.
void Packing::move_short_forward(const std::vector<std::uint8_t>& chosen) {
  const auto first_witness =
      std::ranges::find_if(order_, [&](int l) { return part_.leaves[at(l)].witness; });
  for (auto place = order_.begin(); place != first_witness; ++place) {
    const Part::Leaf& leaf = part_.leaves[at(*place)];
    if (chosen[at(leaf.node)] != 0 && have_[at(*place)] < leaf.rule.need)
      std::rotate(order_.begin() + (place - order_.begin()) / 2, place, place + 1);
  }
}

// Those of leaves first: others may rest on them.
void Packing::take_made(const std::vector<std::uint8_t>& chosen) {
  for (const bool witness : {false, true})
    for (int e = 0; e < static_cast<int>(part_.edges.size()); ++e) {
      const int leaf = part_.edges[at(e)].leaf;
      if (fixing_.state(e) != Fixing::State::in || leaf < 0) continue;
      if (part_.leaves[at(leaf)].witness == witness && chosen[at(part_.leaves[at(leaf)].node)] != 0)
        take(e);
    }
}

void Packing::take_optimum(int leaf, const Prices& prices) {
  const Part::Leaf& rule = part_.leaves[at(leaf)];
  for (int e = rule.first; e < rule.end; ++e)
    blocked_[at(e)] = taken_[at(e)] != 0 || (part_.edges[at(e)].unit_only && !fits(e)) ? 1 : 0;
  relaxation_.solve_leaf(leaf, prices, blocked_);
  for (int e = rule.first; e < rule.end; ++e)
    if (relaxation_.picked()[at(e)] != 0) take(e);
}

void Packing::fill(int leaf) {
  const Part::Leaf& rule = part_.leaves[at(leaf)];
  for (int e = rule.first; e < rule.end && have_[at(leaf)] < rule.rule.need; ++e) take(e);
  for (int e = rule.first; e < rule.end && have_[at(leaf)] < rule.rule.need; ++e)
    if (taken_[at(e)] == 0 && fixing_.state(e) == Fixing::State::open && make_room(leaf, e))
      take(e);
}

// Makes uses at chosen leaves that provide what is missing for a use that rests on them, though
// their leaves may need no more.
bool Packing::provide_witness(int edge, const std::vector<std::uint8_t>& chosen) {
  for (const Demand& demand : part_.edges[at(edge)].demands) {
    const Part::Capacity& capacity = part_.resources[at(demand.resource)];
    for (const Part::Share& share : capacity.shares) {
      if (demand_[at(demand.resource)] + demand.amount <= capacity.amount) break;
      const int leaf = part_.edges[at(share.edge)].leaf;
      if (share.amount < 0 && leaf >= 0 && chosen[at(part_.leaves[at(leaf)].node)] != 0)
        take(share.edge);
    }
  }
  return fits(edge);
}

// Frees what `edge` takes when one other use less is enough for that, whose leaf has a free
// substitute that is worth no less, or can do without.
bool Packing::make_room(int leaf, int edge) {
  const Part::Edge& wanted = part_.edges[at(edge)];
  if (!wanted.unit_only) return false;
  const auto full = std::ranges::find_if(wanted.demands, [&](const Demand& demand) {
    return demand_[at(demand.resource)] >= part_.resources[at(demand.resource)].amount;
  });
  if (full == wanted.demands.end()) return false;
  for (const Part::Share& share : part_.resources[at(full->resource)].shares)
    if (taken_[at(share.edge)] != 0 && displace(share.edge, leaf, edge)) return true;
  return false;
}

bool Packing::displace(int holder, int leaf, int edge) {
  const Part::Edge& held = part_.edges[at(holder)];
  if (!held.unit_only || fixing_.state(holder) == Fixing::State::in) return false;
  if (held.leaf == leaf || part_.leaves[at(held.leaf)].witness) return false;
  const Part::Leaf& other = part_.leaves[at(held.leaf)];
  const std::int64_t before = std::min(have_[at(held.leaf)], other.rule.need);
  drop(holder);
  if (!fits(edge)) {
    take(holder);
    return false;
  }
  if (have_[at(held.leaf)] >= before) return true;
  take(edge);  // so that the substitute leaves it alone
  bool replaced = false;
  for (int e = other.first; e < other.end && !replaced; ++e) {
    if (e == holder || have_[at(held.leaf)] + part_.edges[at(e)].gain < before) continue;
    replaced = take(e);
  }
  drop(edge);
  if (!replaced) take(holder);
  return replaced;
}

// --- Offering -----------------------------------------------------------------------------------

void Packing::offer(const std::vector<std::uint8_t>& chosen, Incumbent& best) {
  std::int64_t cost = 0;
  for (std::size_t l = 0; l < part_.leaves.size(); ++l) {
    leaf_costs_[l] = part_.leaves[l].rule.cost(have_[l]);
    if (chosen[at(part_.leaves[l].node)] != 0) cost += leaf_costs_[l];
  }
  // Choose again by what it costs, unless something may rest on what is chosen.
  const std::vector<std::uint8_t>* kept = &chosen;
  const std::int64_t again = relaxation_.sum_of(leaf_costs_);
  if (again < cost || !part_.has_witnesses) {
    relaxation_.mark_chosen(chosen_);
    if (!part_.has_witnesses || uses_only(chosen_)) {
      cost = again;
      kept = &chosen_;
    }
  }
  if (cost >= best.cost) return;
  best.cost = cost;
  best.used = taken_;
  best.chosen = *kept;
}

bool Packing::uses_only(const std::vector<std::uint8_t>& chosen) const {
  for (std::size_t e = 0; e < taken_.size(); ++e) {
    const int leaf = part_.edges[e].leaf;
    if (taken_[e] != 0 && leaf >= 0 && chosen[at(part_.leaves[at(leaf)].node)] == 0) return false;
  }
  return true;
}

void Packing::offer_selected(const Relaxed& relaxed, Incumbent& best) {
  for (std::size_t r = 0; r < relaxed.demand.size(); ++r)
    if (relaxed.demand[r] > part_.resources[r].amount) return;
  taken_ = relaxed.selected;
  std::ranges::fill(have_, 0);
  for (std::size_t e = 0; e < part_.edges.size(); ++e)
    if (taken_[e] != 0 && part_.edges[e].leaf >= 0)
      have_[at(part_.edges[e].leaf)] += part_.edges[e].gain;
  offer(relaxed.chosen, best);
}

}  // namespace cairn::audit

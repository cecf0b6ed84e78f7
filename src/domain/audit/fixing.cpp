#include "domain/audit/fixing.h"

#include <algorithm>

namespace cairn::audit {
namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

}  // namespace

Fixing::Fixing(const Part& part)
    : part_(part),
      states_(part.edges.size(), State::open),
      fates_(part.leaves.size(), Fate::open),
      least_(part.resources.size(), 0),
      most_(part.resources.size(), 0),
      made_below_(part.nodes.size(), 0),
      forced_children_(part.nodes.size(), 0) {
  for (const Part::Edge& edge : part.edges)
    for (const Demand& demand : edge.demands)
      (demand.amount < 0 ? least_ : most_)[at(demand.resource)] += demand.amount;
}

bool Fixing::active(int resource) const {
  return most_[at(resource)] > part_.resources[at(resource)].amount;
}

bool Fixing::fix(int edge, State state) {
  touched_.clear();
  return set(edge, state) && propagate();
}

void Fixing::set_fate(int leaf, Fate fate) {
  fates_[at(leaf)] = fate;
  trail_.push_back(~leaf);
}

// Without what follows by the capacities.
bool Fixing::set(int edge, State state) {
  if (states_[at(edge)] != State::open) return states_[at(edge)] == state;
  states_[at(edge)] = state;
  trail_.push_back(edge);
  for (const Demand& demand : part_.edges[at(edge)].demands) {
    const bool adds = (demand.amount > 0) == (state == State::in);
    (adds ? least_ : most_)[at(demand.resource)] +=
        state == State::in ? demand.amount : -demand.amount;
    touched_.push_back(demand.resource);
  }
  const int leaf = part_.edges[at(edge)].leaf;
  const bool possible = state == State::out || leaf < 0 || force_nodes(leaf);
  if (state == State::in && !part_.excludes.empty() && !exclude_others(edge)) return false;
  return set_copies(edge, state) && possible;
}

bool Fixing::exclude_others(int edge) {
  return std::ranges::all_of(part_.excludes[at(edge)],
                             [&](int other) { return set(other, State::out); });
}

bool Fixing::set_copies(int edge, State state) {
  const std::size_t next = at(edge) + 1;
  if (state == State::in) return !part_.edges[at(edge)].copy || set(edge - 1, State::in);
  return next >= part_.edges.size() || !part_.edges[next].copy || set(edge + 1, State::out);
}

bool Fixing::force_nodes(int leaf) {
  bool possible = true;
  for (int node = part_.leaves[at(leaf)].node; node >= 0; node = part_.nodes[at(node)].parent) {
    if (made_below_[at(node)]++ > 0) continue;
    const int parent = part_.nodes[at(node)].parent;
    if (parent >= 0 && ++forced_children_[at(parent)] > part_.nodes[at(parent)].pick)
      possible = false;
  }
  return possible;
}

bool Fixing::propagate() {
  while (!touched_.empty()) {
    const int resource = touched_.back();
    touched_.pop_back();
    const Part::Capacity& capacity = part_.resources[at(resource)];
    const std::int64_t left = capacity.amount - least_[at(resource)];
    if (left < 0) return false;
    if (!active(resource)) continue;
    for (const Part::Share& share : capacity.shares) {
      if (states_[at(share.edge)] != State::open) continue;
      if (share.amount > left && !set(share.edge, State::out)) return false;
      if (-share.amount > left && !set(share.edge, State::in)) return false;
    }
  }
  return true;
}

void Fixing::undo_to(std::size_t mark) {
  while (trail_.size() > mark) {
    const int edge = trail_.back();
    trail_.pop_back();
    if (edge < 0) {
      fates_[at(~edge)] = Fate::open;
      continue;
    }
    const State state = states_[at(edge)];
    states_[at(edge)] = State::open;
    for (const Demand& demand : part_.edges[at(edge)].demands) {
      const bool added = (demand.amount > 0) == (state == State::in);
      (added ? least_ : most_)[at(demand.resource)] -=
          state == State::in ? demand.amount : -demand.amount;
    }
    if (state == State::out || part_.edges[at(edge)].leaf < 0) continue;
    for (int node = part_.leaves[at(part_.edges[at(edge)].leaf)].node; node >= 0;
         node = part_.nodes[at(node)].parent) {
      if (--made_below_[at(node)] > 0) continue;
      if (const int parent = part_.nodes[at(node)].parent; parent >= 0)
        --forced_children_[at(parent)];
    }
  }
}

}  // namespace cairn::audit

#include "domain/audit/settle.h"

#include <algorithm>
#include <vector>

#include "base/inline_vector.h"

namespace cairn::audit {
namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

class Settling {
 public:
  Settling(const Model& model, Solution& solution, const std::vector<std::uint8_t>& avoided)
      : model_(model),
        problem_(model.problem),
        avoided_(avoided),
        used_(solution.used),
        demand_(problem_.resources.size(), 0),
        have_(problem_.leaves.size(), 0) {
    chosen_.reserve(problem_.leaves.size());
    for (std::size_t l = 0; l < problem_.leaves.size(); ++l)
      if (solution.chosen[at(model.node_of_leaf[l])] != 0) chosen_.push_back(static_cast<int>(l));
    rests_ = std::ranges::any_of(problem_.edges, [](const SearchEdge& edge) {
      return std::ranges::any_of(edge.demands, [](const Demand& d) { return d.amount < 0; });
    });
    if (!rests_) return;
    makers_.resize(problem_.resources.size());
    takers_.resize(problem_.resources.size());
    for (int e = 0; e < static_cast<int>(problem_.edges.size()); ++e)
      for (const Demand& demand : problem_.edges[at(e)].demands)
        (model_.edge_candidate[at(e)] < 0 ? makers_ : takers_)[at(demand.resource)].push_back(e);
  }

  void run() {
    keep_chosen();
    do {
      // What was dropped may be all that another use was needed for.
      while (trim_all() && rests_) {
      }
    } while (fill_all());
  }

 private:
  const SearchLeaf& rule(int leaf) const { return problem_.leaves[at(leaf)]; }
  bool applies(int leaf) const {
    const SearchLeaf& rule = problem_.leaves[at(leaf)];
    return rule.edge_count > 0 && model_.edge_candidate[at(rule.first_edge)] >= 0;
  }

  void make(int edge) { set(edge, 1); }
  void unmake(int edge) { set(edge, -1); }
  void set(int edge, int sign) {
    used_[at(edge)] = sign > 0 ? 1 : 0;
    const SearchEdge& e = problem_.edges[at(edge)];
    for (const Demand& demand : e.demands) demand_[at(demand.resource)] += sign * demand.amount;
    if (e.leaf >= 0) have_[at(e.leaf)] += sign * e.gain;
  }

  // Starts from the uses at chosen leaves, and those without a leaf.
  void keep_chosen() {
    std::vector<std::uint8_t> was(problem_.edges.size(), 0);
    std::swap(was, used_);
    for (const int leaf : chosen_)
      for (int e = rule(leaf).first_edge; e < rule(leaf).first_edge + rule(leaf).edge_count; ++e)
        if (was[at(e)] != 0) make(e);
    for (int e = static_cast<int>(problem_.edges.size());
         e-- > 0 && problem_.edges[at(e)].leaf < 0;)
      if (was[at(e)] != 0) make(e);
    for (int r = 0; rests_ && r < static_cast<int>(problem_.resources.size()); ++r) keep_to(r);
  }

  // Takes back what rests on a resource that is overdrawn because a provider is gone: what applies
  // no award before what does.
  void keep_to(int resource) {
    for (const auto* edges : {&makers_[at(resource)], &takers_[at(resource)]})
      for (const int e : *edges) {
        if (demand_[at(resource)] <= problem_.resources[at(resource)].capacity) return;
        if (used_[at(e)] == 0 || amount_of(e, resource) <= 0) continue;
        unmake(e);
        for (const Demand& demand : problem_.edges[at(e)].demands)
          if (demand.amount < 0) keep_to(demand.resource);
      }
  }

  std::int64_t amount_of(int edge, int resource) const {
    for (const Demand& demand : problem_.edges[at(edge)].demands)
      if (demand.resource == resource) return demand.amount;
    return 0;
  }

  // Whether anything was dropped.
  bool trim_all() {
    bool dropped = false;
    for (const int leaf : chosen_)
      if (applies(leaf)) {
        dropped = trim(leaf) || dropped;
        shrink(leaf);
      }
    return (rests_ && drop_idle()) || dropped;
  }

  // Takes back uses without a leaf that nothing rests on any more: one that stands for awards which
  // are no longer applied would still count against a share. Whether there were any.
  bool drop_idle() {
    bool dropped = false;
    for (int e = static_cast<int>(problem_.edges.size());
         e-- > 0 && problem_.edges[at(e)].leaf < 0;) {
      if (used_[at(e)] == 0) continue;
      unmake(e);
      if (fits_without(e))
        dropped = true;
      else
        make(e);
    }
    return dropped;
  }

  // Whether what an edge that was taken back provided is enough without it.
  bool fits_without(int edge) const {
    return std::ranges::all_of(problem_.edges[at(edge)].demands, [&](const Demand& demand) {
      return demand.amount >= 0 ||
             demand_[at(demand.resource)] <= problem_.resources[at(demand.resource)].capacity;
    });
  }

  // Whether anything was added. Never less of any need is met after it, so this comes to an end.
  bool fill_all() {
    bool added = false;
    for (const bool by_awards : {true, false})
      for (const int leaf : chosen_)
        if (applies(leaf) == by_awards) added = fill(leaf) || added;
    return added;
  }

  // Drops what the leaf does not need and no condition rests on, the last in canonical order first.
  bool trim(int leaf) {
    const SearchLeaf& rule = this->rule(leaf);
    bool dropped = false;
    for (int e = rule.first_edge + rule.edge_count; e-- > rule.first_edge;) {
      const SearchEdge& edge = problem_.edges[at(e)];
      if (used_[at(e)] == 0 || have_[at(leaf)] - edge.gain < rule.need) continue;
      if (std::ranges::all_of(edge.demands, [](const Demand& d) { return d.amount > 0; }))
        unmake(e);
      else
        drop_unless_missed(e);
      dropped = dropped || used_[at(e)] == 0;
    }
    return dropped;
  }

  // Takes back the steps that a leaf does not need of an award that is applied in a piece, where no
  // condition rests on that.
  void shrink(int leaf) {
    const SearchLeaf& rule = this->rule(leaf);
    if (model_.edge_piece.empty() || have_[at(leaf)] <= rule.need) return;
    const int end = rule.first_edge + rule.edge_count;
    for (int e = rule.first_edge; e < end; ++e) {
      if (model_.piece_of(e).is_whole()) continue;
      int last = e;
      while (last + 1 < end && !model_.piece_of(last + 1).is_whole()) ++last;
      shrink(leaf, e, last);
      e = last;
    }
  }

  // The edges from `first` to `last` are the pieces of one award, the largest first.
  void shrink(int leaf, int first, int last) {
    int taken = 0;
    for (int e = first; e <= last; ++e) {
      const auto provides = [](const Demand& demand) { return demand.amount < 0; };
      if (std::ranges::any_of(problem_.edges[at(e)].demands, provides)) return;
      if (used_[at(e)] != 0) taken += model_.piece_of(e).taken;
    }
    const std::int64_t step = problem_.edges[at(first)].gain / model_.piece_of(first).taken;
    const std::int64_t needless = std::max<std::int64_t>(0, have_[at(leaf)] - rule(leaf).need);
    if (taken == 0 || needless < step) return;
    int left = taken - static_cast<int>(std::min<std::int64_t>(taken, needless / step));
    for (int e = first; e <= last; ++e)
      if (used_[at(e)] != 0) unmake(e);
    for (int e = first; e <= last; ++e) {
      if (model_.piece_of(e).taken > left) continue;
      left -= model_.piece_of(e).taken;
      make(e);
    }
  }

  // What rested on a dropped edge may rest on others as well. Whether anything was made.
  bool make_again(const std::vector<std::uint8_t>& used, int dropped) {
    bool made = false;
    for (int e = 0; e < static_cast<int>(used.size()); ++e) {
      if (used[at(e)] == 0 || used_[at(e)] != 0 || e == dropped || !provided(e)) continue;
      make(e);
      made = true;
    }
    return made;
  }

  void drop_unless_missed(int edge) {
    const std::vector<std::uint8_t> used = used_;
    const std::vector<std::int64_t> demand = demand_;
    const std::vector<std::int64_t> have = have_;
    unmake(edge);
    for (const Demand& each : problem_.edges[at(edge)].demands)
      if (each.amount < 0) keep_to(each.resource);
    while (make_again(used, edge)) {
    }
    for (const int leaf : chosen_)
      if (!applies(leaf)) fill(leaf);
    const bool missed = std::ranges::any_of(chosen_, [&](int leaf) {
      return std::min(have_[at(leaf)], rule(leaf).need) < std::min(have[at(leaf)], rule(leaf).need);
    });
    if (!missed) return;
    used_ = used;
    demand_ = demand;
    have_ = have;
  }

  bool fill(int leaf) {
    const SearchLeaf& rule = this->rule(leaf);
    bool added = false;
    for (int e = rule.first_edge; e < rule.first_edge + rule.edge_count; ++e) {
      if (have_[at(leaf)] >= rule.need) break;
      if (used_[at(e)] != 0 || (!avoided_.empty() && avoided_[at(e)] != 0) || !provided(e))
        continue;
      make(e);
      added = true;
    }
    return added;
  }

  bool fits(int edge) const {
    return std::ranges::all_of(problem_.edges[at(edge)].demands, [&](const Demand& demand) {
      return demand.amount <= 0 || demand_[at(demand.resource)] + demand.amount <=
                                       problem_.resources[at(demand.resource)].capacity;
    });
  }

  // Whether it fits, if need be with further uses without a leaf, which are then made.
  bool provided(int edge) {
    if (fits(edge)) return true;
    if (!rests_) return false;
    std::vector<int> made;
    for (const Demand& demand : problem_.edges[at(edge)].demands)
      for (const int e : makers_[at(demand.resource)]) {
        if (demand_[at(demand.resource)] + demand.amount <=
            problem_.resources[at(demand.resource)].capacity)
          break;
        if (used_[at(e)] != 0 || problem_.edges[at(e)].leaf >= 0 ||
            amount_of(e, demand.resource) >= 0 || !fits(e))
          continue;
        make(e);
        made.push_back(e);
      }
    if (fits(edge)) return true;
    for (const int e : made) unmake(e);
    return false;
  }

  const Model& model_;
  const Problem& problem_;
  const std::vector<std::uint8_t>& avoided_;
  std::vector<std::uint8_t>& used_;
  std::vector<int> chosen_;  // leaves
  bool rests_ = false;       // some use on what others provide; the lists are for that
  std::vector<InlineVector<int, 4>> makers_;  // by resource: its uses that apply no award
  std::vector<InlineVector<int, 4>> takers_;  // by resource: those that apply one
  std::vector<std::int64_t> demand_;          // by resource
  std::vector<std::int64_t> have_;            // by leaf
};

}  // namespace

void settle(const Model& model, Solution& solution, const std::vector<std::uint8_t>& avoided) {
  Settling(model, solution, avoided).run();
  solution.cost = cost_of(model.problem, solution.used, solution.chosen);
}

}  // namespace cairn::audit

#include "domain/audit/relaxation.h"

#include <algorithm>
#include <limits>
#include <map>
#include <numeric>
#include <utility>

#include "base/result.h"

namespace cairn::audit {
namespace {

__extension__ using Wide = __int128;

// Prices are finer than costs by this factor.
constexpr std::int64_t kScale = 256;
constexpr std::int64_t kStepsMax = 512;
constexpr int kRootIterations = 400;
constexpr int kNodeIterations = 16;
// A search node stands for at most this many steps of work on average, so that the budget also
// bounds what a very large part costs.
constexpr std::uint64_t kWorkPerNode = 65'536;
// Steps without progress before an ascent aims lower.
constexpr int kPatience = 10;

std::size_t at(int index) { return static_cast<std::size_t>(index); }
std::size_t at(std::int64_t index) { return static_cast<std::size_t>(index); }

}  // namespace

BranchAndBound::BranchAndBound(const Problem& problem, const std::vector<int>& part,
                               std::uint64_t nodes_max)
    : problem_(problem), nodes_max_(nodes_max) {
  for (const int node : part) {
    add_tree(node);
    tops_.push_back(static_cast<int>(nodes_local_.size()) - 1);
  }
  number_roots();
  find_twins();
  for (int l = 0; l < static_cast<int>(leaves_.size()); ++l) scarcest_first_.push_back(l);
  std::ranges::stable_sort(scarcest_first_, {},
                           [&](int l) { return leaves_[at(l)].end - leaves_[at(l)].first; });
  leaf_costs_.resize(leaves_.size());
  times_unmet_.resize(leaves_.size());
  times_chosen_.resize(leaves_.size());
  have_.resize(leaves_.size());
  node_costs_.resize(nodes_local_.size());
  chosen_.resize(nodes_local_.size());
  picked_.resize(edges_.size());
  taken_.resize(edges_.size());
  owner_.resize(edges_of_root_.size());
}

// Children first, so that a node's index is greater than those of all below it.
void BranchAndBound::add_tree(int node) {
  const SearchNode& from = problem_.nodes[at(node)];
  Node to;
  to.pick = from.pick;
  if (from.leaf >= 0) {
    to.leaf = static_cast<int>(leaves_.size());
    add_leaf(from.leaf);
  }
  for (const int child : from.children) {
    add_tree(child);
    to.children.push_back(static_cast<int>(nodes_local_.size()) - 1);
  }
  if (to.leaf >= 0) leaves_[at(to.leaf)].node = static_cast<int>(nodes_local_.size());
  nodes_local_.push_back(std::move(to));
}

void BranchAndBound::add_leaf(int leaf) {
  Leaf added;
  added.rule = problem_.leaves[at(leaf)];
  added.first = static_cast<int>(edges_.size());
  std::int64_t step = 0;
  std::int64_t least = added.rule.need;
  for (int e = added.rule.first_edge; e < added.rule.first_edge + added.rule.edge_count; ++e) {
    Edge edge;
    edge.leaf = static_cast<int>(leaves_.size());
    edge.original = e;
    edge.gain = std::min(problem_.edges[at(e)].gain, added.rule.need);
    step = std::gcd(step, edge.gain);
    least = std::min(least, edge.gain);
    edges_.push_back(std::move(edge));
  }
  added.end = static_cast<int>(edges_.size());
  added.step = std::max<std::int64_t>(step, 1);
  added.steps = (added.rule.need + added.step - 1) / added.step;
  added.one_is_enough = least >= added.rule.need;
  added.fractional = added.steps > kStepsMax;
  for (int e = added.first; e < added.end; ++e)
    edges_[at(e)].steps = edges_[at(e)].gain / added.step;
  if (added.rule.unit_cost == 0 && added.rule.fixed_cost < problem_.credit_unit)
    ++leaves_without_credit_;
  leaves_.push_back(added);
}

void BranchAndBound::number_roots() {
  std::vector<int> uses(at(problem_.root_count), 0);
  for (const Edge& edge : edges_)
    for (const int root : problem_.edges[at(edge.original)].roots) ++uses[at(root)];
  std::vector<int> local(at(problem_.root_count), -1);
  for (int e = 0; e < static_cast<int>(edges_.size()); ++e)
    for (const int root : problem_.edges[at(edges_[at(e)].original)].roots) {
      if (uses[at(root)] < 2) continue;
      if (local[at(root)] < 0) {
        local[at(root)] = static_cast<int>(edges_of_root_.size());
        edges_of_root_.emplace_back();
      }
      edges_[at(e)].roots.push_back(local[at(root)]);
      edges_of_root_[at(local[at(root)])].push_back(e);
    }
  for (const auto& edges : edges_of_root_)
    allowed_of_root_.push_back(static_cast<int>(edges.size()));
}

// Roots whose uses have the same leaves and the same gains, and no other root, are interchangeable.
void BranchAndBound::find_twins() {
  std::map<std::vector<std::pair<int, std::int64_t>>, std::vector<int>> alike;
  for (std::size_t r = 0; r < edges_of_root_.size(); ++r) {
    std::vector<std::pair<int, std::int64_t>> uses;
    for (const int e : edges_of_root_[r])
      if (edges_[at(e)].roots.size() == 1)
        uses.emplace_back(edges_[at(e)].leaf, edges_[at(e)].gain);
    if (uses.size() != edges_of_root_[r].size()) continue;
    std::ranges::sort(uses);
    alike[std::move(uses)].push_back(static_cast<int>(r));
  }
  twins_of_root_.assign(edges_of_root_.size(), -1);
  for (auto& [uses, roots] : alike) {
    if (roots.size() < 2) continue;
    for (const int root : roots) twins_of_root_[at(root)] = static_cast<int>(twins_.size());
    twins_.push_back(std::move(roots));
  }
}

std::int64_t BranchAndBound::run(std::vector<std::uint8_t>& used) {
  best_taken_.assign(edges_.size(), 0);
  std::ranges::fill(have_, 0);
  std::ranges::fill(taken_, 0);
  for (std::size_t l = 0; l < leaves_.size(); ++l) leaf_costs_[l] = leaves_[l].rule.cost(0);
  best_cost_ = evaluate_nodes(leaf_costs_);
  branch(Prices(edges_of_root_.size(), 0), true);
  for (std::size_t e = 0; e < edges_.size(); ++e) used[at(edges_[e].original)] = best_taken_[e];
  return out_of_budget_ ? std::min(root_bound_, best_cost_) : best_cost_;
}

// --- The relaxation -----------------------------------------------------------------------------

std::int64_t BranchAndBound::price_of(const Edge& edge, const Prices& prices) const {
  std::int64_t sum = 0;
  for (const int root : edge.roots) sum += prices[at(root)];
  return sum;
}

std::int64_t BranchAndBound::relax_leaf(const Leaf& leaf, const Prices& prices) {
  work_ += static_cast<std::uint64_t>(leaf.end - leaf.first) *
           (leaf.one_is_enough || leaf.fractional ? 1 : static_cast<std::uint64_t>(leaf.steps));
  if (leaf.one_is_enough) return relax_single(leaf, prices);
  return leaf.fractional ? relax_fractional(leaf, prices) : relax_knapsack(leaf, prices);
}

std::int64_t BranchAndBound::relax_single(const Leaf& leaf, const Prices& prices) {
  std::int64_t least = leaf.fate == Fate::met ? never() : leaf.rule.cost(0) * kScale;
  int best = -1;
  for (int e = leaf.first; e < leaf.end; ++e) {
    picked_[at(e)] = 0;
    if (leaf.fate == Fate::unmet || !available(edges_[at(e)])) continue;
    const std::int64_t price = price_of(edges_[at(e)], prices);
    if (price < least || (price == least && best < 0)) {
      least = price;
      best = e;
    }
  }
  if (best >= 0) picked_[at(best)] = 1;
  return least;
}

// table_[j]: the least price at which the uses seen so far are worth at least j steps.
std::int64_t BranchAndBound::relax_knapsack(const Leaf& leaf, const Prices& prices) {
  constexpr std::int64_t kNever = std::int64_t{1} << 60;
  const std::size_t width = at(leaf.steps) + 1;
  const std::size_t count = at(leaf.end - leaf.first);
  table_.assign(width, kNever);
  came_from_.assign(width * count, -1);
  table_[0] = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const Edge& edge = edges_[at(leaf.first) + i];
    if (!available(edge)) continue;
    const std::int64_t price = price_of(edge, prices);
    for (std::int64_t j = leaf.steps - 1; j >= 0; --j) {
      const std::int64_t to = std::min(leaf.steps, j + edge.steps);
      if (table_[at(j)] + price >= table_[at(to)]) continue;
      table_[at(to)] = table_[at(j)] + price;
      came_from_[i * width + at(to)] = static_cast<std::int16_t>(j);
    }
  }
  std::int64_t best = 0;
  std::int64_t least = never();
  const std::int64_t most = leaf.fate == Fate::unmet ? leaf.steps - 1 : leaf.steps;
  for (std::int64_t j = most; j >= (leaf.fate == Fate::met ? leaf.steps : 0); --j) {
    if (table_[at(j)] == kNever) continue;
    const std::int64_t cost = table_[at(j)] + leaf.rule.cost(j * leaf.step) * kScale;
    if (cost < least) {
      least = cost;
      best = j;
    }
  }
  for (std::size_t i = count; i-- > 0;) {
    const std::int16_t from = came_from_[i * width + at(best)];
    picked_[at(leaf.first) + i] = from >= 0 ? 1 : 0;
    if (from >= 0) best = from;
  }
  return least;
}

// A lower bound on the knapsack: either the need is met, uses divisible, cheapest per unit first;
// or it is not, and each use is taken where it saves more than it costs.
std::int64_t BranchAndBound::relax_fractional(const Leaf& leaf, const Prices& prices) {
  std::vector<std::pair<int, std::int64_t>> offers;
  std::int64_t short_cost = (leaf.rule.fixed_cost + leaf.rule.unit_cost * leaf.rule.need) * kScale;
  for (int e = leaf.first; e < leaf.end; ++e) {
    picked_[at(e)] = 0;
    if (!available(edges_[at(e)])) continue;
    const std::int64_t price = price_of(edges_[at(e)], prices);
    offers.emplace_back(e, price);
    short_cost -=
        std::max<std::int64_t>(0, edges_[at(e)].gain * leaf.rule.unit_cost * kScale - price);
  }
  short_cost = std::max(short_cost, (leaf.rule.fixed_cost + leaf.rule.unit_cost) * kScale);
  std::ranges::stable_sort(offers, [&](const auto& a, const auto& b) {
    return Wide{a.second} * edges_[at(b.first)].gain < Wide{b.second} * edges_[at(a.first)].gain;
  });
  std::int64_t left = leaf.rule.need;
  std::int64_t met_cost = 0;
  for (const auto& [e, price] : offers) {
    if (left <= 0) break;
    picked_[at(e)] = 1;
    const std::int64_t gain = edges_[at(e)].gain;
    met_cost += gain <= left ? price : static_cast<std::int64_t>(Wide{price} * left / gain);
    left -= gain;
  }
  if (leaf.fate == Fate::unmet) return short_cost;
  if (leaf.fate == Fate::met) return left <= 0 ? met_cost : never();
  return left <= 0 ? std::min(met_cost, short_cost) : short_cost;
}

// A cost beyond the incumbent, for what a branch rules out.
std::int64_t BranchAndBound::never() const { return (best_cost_ + 1) * kScale * 4; }

void BranchAndBound::relax(const Prices& prices, Relaxed& out) {
  for (std::size_t l = 0; l < leaves_.size(); ++l) leaf_costs_[l] = relax_leaf(leaves_[l], prices);
  out.bound = evaluate_nodes(leaf_costs_);
  for (std::size_t r = 0; r < prices.size(); ++r) out.bound -= prices[r];
  mark_chosen();
  out.selected.assign(edges_.size(), 0);
  out.usage.assign(prices.size(), 0);
  for (std::size_t n = 0; n < nodes_local_.size(); ++n) {
    if (chosen_[n] == 0 || nodes_local_[n].leaf < 0) continue;
    const Leaf& leaf = leaves_[at(nodes_local_[n].leaf)];
    std::int64_t have = 0;
    for (int e = leaf.first; e < leaf.end; ++e) {
      if (picked_[at(e)] == 0) continue;
      have += edges_[at(e)].gain;
      out.selected[at(e)] = 1;
      for (const int root : edges_[at(e)].roots) ++out.usage[at(root)];
    }
    ++times_chosen_[at(nodes_local_[n].leaf)];
    if (have < leaf.rule.need) ++times_unmet_[at(nodes_local_[n].leaf)];
  }
}

std::int64_t BranchAndBound::evaluate_nodes(const std::vector<std::int64_t>& leaf_costs) {
  for (std::size_t n = 0; n < nodes_local_.size(); ++n) {
    const Node& node = nodes_local_[n];
    if (node.leaf >= 0) {
      node_costs_[n] = leaf_costs[at(node.leaf)];
      continue;
    }
    std::int64_t sum = 0;
    if (node.pick >= static_cast<int>(node.children.size())) {
      for (const int child : node.children) sum += node_costs_[at(child)];
    } else {
      std::vector<std::int64_t> costs;
      for (const int child : node.children) costs.push_back(node_costs_[at(child)]);
      std::ranges::nth_element(costs, costs.begin() + node.pick);
      sum = std::accumulate(costs.begin(), costs.begin() + node.pick, std::int64_t{0});
    }
    node_costs_[n] = sum;
  }
  std::int64_t total = 0;
  for (const int top : tops_) total += node_costs_[at(top)];
  return total;
}

// From the tops down: which nodes' costs are part of the sum that evaluate_nodes() made.
void BranchAndBound::mark_chosen() {
  std::ranges::fill(chosen_, 0);
  for (const int top : tops_) chosen_[at(top)] = 1;
  for (std::size_t n = nodes_local_.size(); n-- > 0;) {
    const Node& node = nodes_local_[n];
    if (chosen_[n] == 0 || node.leaf >= 0) continue;
    std::vector<int> order(node.children);
    if (node.pick < static_cast<int>(order.size()))
      std::ranges::stable_sort(order, {}, [&](int child) { return node_costs_[at(child)]; });
    const int count = std::min(node.pick, static_cast<int>(order.size()));
    for (int i = 0; i < count; ++i) chosen_[at(order[at(i)])] = 1;
  }
}

// --- Allocations --------------------------------------------------------------------------------

// Makes a real allocation: the leaves that the relaxation chose, the scarcest first, each take
// their own optimum of what is still free; then unsatisfied ones look for more.
void BranchAndBound::try_allocation(const Prices& prices) {
  std::ranges::fill(taken_, 0);
  std::ranges::fill(have_, 0);
  std::ranges::fill(owner_, -1);
  only_free_ = true;
  for (const int l : scarcest_first_) {
    const Leaf& leaf = leaves_[at(l)];
    if (chosen_[at(leaf.node)] == 0) continue;
    relax_leaf(leaf, prices);
    for (int e = leaf.first; e < leaf.end; ++e)
      if (picked_[at(e)] != 0) take(e);
  }
  only_free_ = false;
  fill_unsatisfied();
  offer_incumbent();
}

bool BranchAndBound::available(const Edge& edge) const {
  return edge.allowed && (!only_free_ || std::ranges::all_of(edge.roots, [&](int root) {
           return owner_[at(root)] < 0;
         }));
}

// Uses the edge unless its leaf is satisfied or one of its roots is taken.
bool BranchAndBound::take(int edge) {
  const Edge& e = edges_[at(edge)];
  if (!e.allowed || have_[at(e.leaf)] >= leaves_[at(e.leaf)].rule.need) return false;
  for (const int root : e.roots)
    if (owner_[at(root)] >= 0) return false;
  for (const int root : e.roots) owner_[at(root)] = edge;
  taken_[at(edge)] = 1;
  have_[at(e.leaf)] += e.gain;
  return true;
}

void BranchAndBound::fill_unsatisfied() {
  for (std::size_t n = 0; n < nodes_local_.size(); ++n) {
    if (chosen_[n] == 0 || nodes_local_[n].leaf < 0) continue;
    const Leaf& leaf = leaves_[at(nodes_local_[n].leaf)];
    for (int e = leaf.first; e < leaf.end; ++e)
      if (taken_[at(e)] == 0) take(e);
    const auto& have = have_[at(nodes_local_[n].leaf)];
    for (int e = leaf.first; e < leaf.end && have < leaf.rule.need; ++e)
      if (taken_[at(e)] == 0 && edges_[at(e)].allowed && make_room(leaf, e)) take(e);
  }
}

// Frees the roots of `edge` when a single other use holds them and its leaf has a free substitute
// that is worth no less.
bool BranchAndBound::make_room(const Leaf& leaf, int edge) {
  int holder = -1;
  for (const int root : edges_[at(edge)].roots) {
    const int owner = owner_[at(root)];
    if (owner < 0) continue;
    if (holder >= 0 && owner != holder) return false;
    holder = owner;
  }
  if (holder < 0 || &leaves_[at(edges_[at(holder)].leaf)] == &leaf) return false;
  const Edge& held = edges_[at(holder)];
  const Leaf& other = leaves_[at(held.leaf)];
  for (const int root : held.roots) owner_[at(root)] = -1;
  taken_[at(holder)] = 0;
  have_[at(held.leaf)] -= held.gain;
  if (have_[at(held.leaf)] >= other.rule.need) return true;
  for (const int root : edges_[at(edge)].roots) owner_[at(root)] = edge;  // reserved meanwhile
  bool replaced = false;
  for (int e = other.first; e < other.end && !replaced; ++e)
    replaced = e != holder && taken_[at(e)] == 0 &&
               have_[at(held.leaf)] + edges_[at(e)].gain >=
                   std::min(other.rule.need, have_[at(held.leaf)] + held.gain) &&
               take(e);
  for (const int root : edges_[at(edge)].roots)
    if (owner_[at(root)] == edge) owner_[at(root)] = -1;
  if (!replaced) take(holder);
  return replaced;
}

void BranchAndBound::offer_incumbent() {
  for (std::size_t l = 0; l < leaves_.size(); ++l) leaf_costs_[l] = leaves_[l].rule.cost(have_[l]);
  const std::int64_t cost = evaluate_nodes(leaf_costs_);
  if (cost >= best_cost_) return;
  best_cost_ = cost;
  best_taken_ = taken_;
}

// --- The search ---------------------------------------------------------------------------------

// The least cost there can be at or above a scaled bound: costs are whole; credit is never missing
// without a leaf that misses it; and no more leaves are missing than there are units of credit
// missing, but for those that miss none.
std::int64_t BranchAndBound::rounded_up(std::int64_t scaled) const {
  if (scaled <= 0) return 0;
  const std::int64_t whole = (scaled + kScale - 1) / kScale;
  const std::int64_t credit = whole / problem_.credit_unit;
  const std::int64_t missing = whole % problem_.credit_unit;
  if (missing == 0) return whole + 1;
  if (missing > credit + leaves_without_credit_) return (credit + 1) * problem_.credit_unit + 1;
  return whole;
}

// One step along the subgradient, smoothed by those before it, as long as would reach `level`
// if the bound were linear; false when there is nowhere to go.
bool BranchAndBound::step_prices(Ascent& ascent, const Relaxed& relaxed) const {
  constexpr std::int64_t kUnit = 8;  // directions are in eighths
  Wide norm = 0;
  for (std::size_t r = 0; r < ascent.trial.size(); ++r) {
    std::int64_t& along = ascent.direction[r];
    const std::int64_t slope = allowed_of_root_[r] < 2 ? 0 : relaxed.usage[r] - 1;
    along = kUnit * slope + along * 3 / 4;
    if (allowed_of_root_[r] < 2 || (along < 0 && ascent.trial[r] == 0)) along = 0;
    norm += Wide{along} * along;
  }
  if (norm == 0) return false;
  const Wide gap = ascent.level - relaxed.bound;
  for (std::size_t r = 0; r < ascent.trial.size(); ++r) {
    const auto step = static_cast<std::int64_t>(gap * ascent.direction[r] * kUnit / norm);
    ascent.trial[r] = std::max<std::int64_t>(0, ascent.trial[r] + step);
  }
  return true;
}

// Prices under which an award costs what it is worth: then no leaf wants more than it needs.
BranchAndBound::Prices BranchAndBound::prices_by_value() const {
  Prices prices(edges_of_root_.size(), 0);
  for (const Edge& edge : edges_) {
    if (edge.roots.empty()) continue;
    const SearchLeaf& rule = leaves_[at(edge.leaf)].rule;
    const std::int64_t saved = rule.cost(0) - rule.cost(edge.gain);
    const std::int64_t value = rule.unit_cost > 0 ? rule.unit_cost * edge.gain : saved;
    const std::int64_t share = value * kScale / static_cast<std::int64_t>(edge.roots.size());
    for (const int root : edge.roots)
      if (allowed_of_root_[at(root)] > 1) prices[at(root)] = std::max(prices[at(root)], share);
  }
  return prices;
}

// True when nothing better than the incumbent is left here. Otherwise `prices` and `best` are those
// of the highest bound found. The level aimed at is lowered when several steps miss it.
bool BranchAndBound::improve_bound(Prices& prices, Relaxed& best, bool at_root) {
  Ascent ascent{prices, std::vector<std::int64_t>(prices.size(), 0), 0};
  Relaxed relaxed;
  std::ranges::fill(times_chosen_, 0);
  std::ranges::fill(times_unmet_, 0);
  std::int64_t ambition = 0;
  int stalled = 0;
  for (int i = 0; i < (at_root ? kRootIterations : kNodeIterations); ++i) {
    relax(ascent.trial, relaxed);
    if (at_root || i < 3) try_allocation(ascent.trial);
    if (i == 0 || relaxed.bound > best.bound) {
      if (i == 0) ambition = (best_cost_ * kScale - relaxed.bound) / 2;
      best = relaxed;
      prices = ascent.trial;
      stalled = 0;
    } else if (++stalled == kPatience) {
      stalled = 0;
      ambition /= 2;
    }
    if (rounded_up(best.bound) >= best_cost_) return true;
    if (ambition < kScale / 4) break;
    out_of_budget_ = work_ / kWorkPerNode >= nodes_max_;
    if (out_of_budget_) break;
    if (at_root && i == 0) {
      ascent.trial = prices_by_value();
      continue;
    }
    ascent.level = std::min(best.bound + ambition, best_cost_ * kScale);
    if (!step_prices(ascent, relaxed)) break;
  }
  return false;
}

int BranchAndBound::root_to_branch_on(const Relaxed& relaxed, const Prices& prices) const {
  int root = -1;
  const auto better = [&](std::size_t r) {
    if (root < 0) return true;
    const auto b = at(root);
    if ((relaxed.usage[r] > 1) != (relaxed.usage[b] > 1)) return relaxed.usage[r] > 1;
    if (prices[r] != prices[b]) return prices[r] > prices[b];
    return relaxed.usage[r] > relaxed.usage[b];
  };
  for (std::size_t r = 0; r < edges_of_root_.size(); ++r)
    if (allowed_of_root_[r] > 1 && better(r)) root = static_cast<int>(r);
  return root;
}

void BranchAndBound::forbid(int edge, std::vector<int>& trail) {
  Edge& e = edges_[at(edge)];
  if (!e.allowed) return;
  e.allowed = false;
  for (const int root : e.roots) --allowed_of_root_[at(root)];
  trail.push_back(edge);
}

// Exchanging the leaves of twins costs nothing, so only allocations are looked at in which twins
// use leaves in ascending order, those without a use last: a twin uses no leaf before the first one
// that is still open to those before it.
void BranchAndBound::order_twins(int root, std::vector<int>& trail) {
  if (twins_of_root_[at(root)] < 0) return;
  int floor = 0;
  for (const int twin : twins_[at(twins_of_root_[at(root)])]) {
    int first = std::numeric_limits<int>::max();
    for (const int e : edges_of_root_[at(twin)]) {
      if (edges_[at(e)].leaf < floor)
        forbid(e, trail);
      else if (edges_[at(e)].allowed)
        first = std::min(first, edges_[at(e)].leaf);
    }
    floor = first;
  }
}

void BranchAndBound::undo(std::vector<int>& trail) {
  for (const int edge : trail) {
    edges_[at(edge)].allowed = true;
    for (const int root : edges_[at(edge)].roots) ++allowed_of_root_[at(root)];
  }
  trail.clear();
}

// The leaf about which the ascent wavered most, if it did: met in some steps and not in others.
int BranchAndBound::leaf_to_branch_on() const {
  int best = -1;
  int least = 0;
  for (int l = 0; l < static_cast<int>(leaves_.size()); ++l) {
    if (leaves_[at(l)].fate != Fate::open) continue;
    const int wavered = std::min(times_unmet_[at(l)], times_chosen_[at(l)] - times_unmet_[at(l)]);
    if (wavered * 10 < times_chosen_[at(l)] || wavered <= least) continue;
    least = wavered;
    best = l;
  }
  return best;
}

void BranchAndBound::branch_on_leaf(int leaf, const Prices& prices) {
  const bool mostly_unmet = times_unmet_[at(leaf)] * 2 > times_chosen_[at(leaf)];
  for (const Fate fate :
       {mostly_unmet ? Fate::unmet : Fate::met, mostly_unmet ? Fate::met : Fate::unmet}) {
    if (out_of_budget_) break;
    leaves_[at(leaf)].fate = fate;
    branch(prices, false);
  }
  leaves_[at(leaf)].fate = Fate::open;
}

// At most one of the uses of a root is part of an allocation: it is in one half of them or in the
// other. The uses that the relaxation selected are spread over both.
void BranchAndBound::branch_on_root(int root, const Relaxed& relaxed, const Prices& prices) {
  std::vector<int> uses;
  for (const int e : edges_of_root_[at(root)])
    if (edges_[at(e)].allowed) uses.push_back(e);
  std::ranges::stable_sort(uses, {}, [&](int e) { return relaxed.selected[at(e)] == 0; });
  for (const std::size_t half : {1U, 0U}) {
    if (out_of_budget_) return;
    std::vector<int> trail;
    for (std::size_t i = half; i < uses.size(); i += 2) forbid(uses[i], trail);
    order_twins(root, trail);
    branch(prices, false);
    undo(trail);
  }
}

void BranchAndBound::branch(Prices prices, bool at_root) {
  if (nodes_ >= nodes_max_) {
    out_of_budget_ = true;
    return;
  }
  ++nodes_;
  // A root that only one use is left for is no constraint any more, so it has no price.
  for (std::size_t r = 0; r < prices.size(); ++r)
    if (allowed_of_root_[r] < 2) prices[r] = 0;
  Relaxed best;
  const bool done = improve_bound(prices, best, at_root);
  if (at_root) root_bound_ = rounded_up(best.bound);
  if (done || out_of_budget_) return;
  if (const int leaf = leaf_to_branch_on(); leaf >= 0)
    branch_on_leaf(leaf, prices);
  else if (const int root = root_to_branch_on(best, prices); root >= 0)
    branch_on_root(root, best, prices);
}

}  // namespace cairn::audit

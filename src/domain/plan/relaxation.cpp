#include "domain/plan/relaxation.h"

#include <algorithm>

namespace cairn::plan {
namespace {

__extension__ using Wide = __int128;

// Whether awards add up at it, as they do not at a holds node.
bool is_sum(const TreeNode& node) {
  return audit::is_applied_to(node.kind) && node.kind != audit::NodeKind::holds;
}

std::int64_t plus(std::int64_t a, std::int64_t b) { return std::min(a + b, kUnreachable); }

}  // namespace

Relaxation::Relaxation(const Problem& problem, Combine combine)
    : problem_(problem), combine_(combine), sources_(problem.sources().size(), kUnreachable) {}

void Relaxation::price(const std::vector<std::int64_t>& candidates, std::int64_t held,
                       const Mask& open) {
  held_ = held;
  open_ = open;
  const std::vector<Source>& sources = problem_.sources();
  bool derived = false;
  for (std::size_t k = 0; k < sources.size(); ++k) {
    const Source& source = sources[k];
    sources_[k] = kUnreachable;
    if (source.kind == Source::Kind::record) sources_[k] = held;
    if (source.kind == Source::Kind::candidate && source.index >= 0)
      sources_[k] = candidates[at(source.index)];
    derived = derived || source.kind == Source::Kind::view || source.kind == Source::Kind::stack;
  }
  // Views and stacks may rest on each other: costs fall until nothing changes.
  std::vector<std::int64_t> costs;
  for (bool changed = derived; changed;) {
    changed = false;
    for (std::size_t k = 0; k < sources.size(); ++k) {
      std::int64_t cost = kUnreachable;
      if (sources[k].kind == Source::Kind::view)
        cost = of_view(problem_.views()[at(sources[k].index)]);
      if (sources[k].kind == Source::Kind::stack) {
        const Tree& tree = problem_.stacks()[at(sources[k].index)].tree;
        if (tree.nodes.empty()) continue;  // matters to nothing
        evaluate(tree, costs);
        cost = costs[0];
      }
      if (cost >= sources_[k]) continue;
      sources_[k] = cost;
      changed = true;
    }
  }
}

// A stack and one of its parts may stand behind one view, so a stack's cost is not added.
std::int64_t Relaxation::of_view(const View& view) const {
  std::int64_t sum = held_;
  std::int64_t most = held_;
  for (const std::vector<int>& from : view.from) {
    std::int64_t least = kUnreachable;
    bool stacked = false;
    for (const int source : from) {
      least = std::min(least, sources_[at(source)]);
      stacked = stacked || problem_.sources()[at(source)].kind == Source::Kind::stack;
    }
    most = std::max(most, least);
    if (!stacked) sum = plus(sum, least);
  }
  return combine_ == Combine::latest ? most : std::max(sum, most);
}

std::int64_t Relaxation::cost(const Tree& tree) {
  if (tree.nodes.empty()) return held_;
  evaluate(tree, scratch_);
  return scratch_[0];
}

// Children stand after their parents.
void Relaxation::evaluate(const Tree& tree, std::vector<std::int64_t>& costs) {
  costs.assign(tree.nodes.size(), kUnreachable);
  for (int i = static_cast<int>(tree.nodes.size()); i-- > 0;)
    costs[at(i)] = of_node(tree, i, costs);
}

std::int64_t Relaxation::of_node(const Tree& tree, int index, std::vector<std::int64_t>& costs) {
  const TreeNode& node = tree.nodes[at(index)];
  if (node.free) return held_;
  if (is_sum(node)) return of_sum(node);
  if (node.kind == audit::NodeKind::holds) {
    std::int64_t least = kUnreachable;
    for (const Item& item : node.items) least = std::min(least, sources_[at(item.source)]);
    for (const int child : node.children) least = std::min(least, costs[at(child)]);
    return least;
  }
  children_.clear();
  for (const int child : node.children) children_.push_back(costs[at(child)]);
  std::ranges::sort(children_);
  std::int64_t total = held_;
  for (int i = 0; i < node.count; ++i)
    total = combine_ == Combine::add && node.exclusive ? plus(total, children_[at(i)])
                                                       : std::max(total, children_[at(i)]);
  return total;
}

bool Relaxation::is_open(const Source& source) const {
  return source.kind != Source::Kind::record &&
         !(source.kind == Source::Kind::candidate && !open_.test(at(source.index)));
}

// Cheapest first: by cost per unit where costs add up, else by cost; what is decided before what is
// open, then by source.
void Relaxation::order_items(const TreeNode& node) {
  ordered_.clear();
  for (const Item& item : node.items)
    if (sources_[at(item.source)] < kUnreachable) ordered_.push_back(item);
  std::ranges::sort(ordered_, [&](const Item& a, const Item& b) {
    const Wide cost_a = sources_[at(a.source)];
    const Wide cost_b = sources_[at(b.source)];
    const Wide left = combine_ == Combine::add ? cost_a * b.units : cost_a;
    const Wide right = combine_ == Combine::add ? cost_b * a.units : cost_b;
    if (left != right) return left < right;
    const bool open_a = is_open(problem_.sources()[at(a.source)]);
    const bool open_b = is_open(problem_.sources()[at(b.source)]);
    if (open_a != open_b) return open_b;
    return a.source < b.source;
  });
}

// The linear relaxation of the knapsack, rounded down: a part of the last award costs its part.
std::int64_t Relaxation::of_sum(const TreeNode& node) {
  order_items(node);
  std::int64_t total = held_;
  std::int64_t left = node.need;
  for (const Item& item : ordered_) {
    const std::int64_t cost = sources_[at(item.source)];
    if (combine_ == Combine::latest) {
      total = std::max(total, cost);
    } else if (item.units >= left) {
      total = plus(total, static_cast<std::int64_t>(Wide{cost} * left / item.units));
    } else {
      total = plus(total, cost);
    }
    left -= item.units;
    if (left <= 0) return total;
  }
  return kUnreachable;
}

int Relaxation::open_support(const Tree& tree) {
  if (tree.nodes.empty()) return -1;
  std::vector<std::int64_t> costs;
  evaluate(tree, costs);
  return support_of_node(tree, 0, costs);
}

int Relaxation::support_of_node(const Tree& tree, int index,
                                const std::vector<std::int64_t>& costs) {
  const TreeNode& node = tree.nodes[at(index)];
  if (node.free) return -1;
  if (is_sum(node)) return support_of_sum(node);
  if (node.kind == audit::NodeKind::holds) {
    int open = -1;
    for (const Item& item : node.items) {
      if (sources_[at(item.source)] != costs[at(index)]) continue;
      open = support_of_source(item.source);
      if (open < 0) return -1;
    }
    for (const int child : node.children)
      if (costs[at(child)] == costs[at(index)]) return support_of_node(tree, child, costs);
    return open;
  }
  std::vector<int> order(node.children);
  std::ranges::stable_sort(order, {}, [&](int child) { return costs[at(child)]; });
  for (int i = 0; i < node.count; ++i)
    if (const int open = support_of_node(tree, order[at(i)], costs); open >= 0) return open;
  return -1;
}

int Relaxation::support_of_sum(const TreeNode& node) {
  order_items(node);
  const std::vector<Item> ordered = ordered_;
  std::int64_t left = node.need;
  for (const Item& item : ordered) {
    if (const int open = support_of_source(item.source); open >= 0) return open;
    left -= item.units;
    if (left <= 0) break;
  }
  return -1;
}

int Relaxation::support_of_source(int index) {
  const Source& source = problem_.sources()[at(index)];
  switch (source.kind) {
    case Source::Kind::record:
      return -1;
    case Source::Kind::candidate:
      return open_.test(at(source.index)) ? source.index : -1;
    case Source::Kind::view:
      for (const std::vector<int>& from : problem_.views()[at(source.index)].from) {
        const int cheapest =
            *std::ranges::min_element(from, {}, [&](int one) { return sources_[at(one)]; });
        if (const int open = support_of_source(cheapest); open >= 0) return open;
      }
      return -1;
    case Source::Kind::stack: {
      // A stack that rests on a view of itself tells nothing new the second time.
      if (visiting_.test(at(source.index))) return -1;
      visiting_.set(at(source.index));
      const int open = open_support(problem_.stacks()[at(source.index)].tree);
      visiting_.reset(at(source.index));
      return open;
    }
  }
  return -1;
}

}  // namespace cairn::plan

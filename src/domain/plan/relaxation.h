// Lower bounds: what a tree costs at least when each of its leaves may be filled without regard to
// the others. Admissible because the exact allocation never uses one award twice (audit section 3),
// so the costs of what fills its leaves add up to no more than the plan's.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "domain/plan/problem.h"

namespace cairn::plan {

constexpr std::int64_t kUnreachable = std::numeric_limits<std::int64_t>::max() / 4;

enum class Combine {
  add,     ///< costs of needed parts add up: price, hours
  latest,  ///< the last of the needed parts counts: days
};

/// Least costs under one pricing of the candidates. Not thread-safe; cheap to reprice.
class Relaxation {
 public:
  Relaxation(const Problem& problem, Combine combine);

  /// Prices every candidate (kUnreachable: not to be had) and what the record holds; views and
  /// stacks follow. `open` are the candidates that are not decided yet.
  void price(const std::vector<std::int64_t>& candidates, std::int64_t held, const Mask& open);

  /// Least cost of the tree's first node; `held` when the tree is empty. Linear in the tree and the
  /// sources that its leaves accept.
  std::int64_t cost(const Tree& tree);

  /// An open candidate that a cheapest way to fill the tree uses, or -1 when there is such a way
  /// without one. The tree must be reachable.
  int open_support(const Tree& tree);

  /// Cost per node after cost(tree); for explanations.
  const std::vector<std::int64_t>& node_costs() const { return scratch_; }
  std::int64_t source_cost(int source) const { return sources_[at(source)]; }

 private:
  std::int64_t of_node(const Tree& tree, int index, std::vector<std::int64_t>& costs);
  std::int64_t of_sum(const TreeNode& node);
  std::int64_t of_view(const View& view) const;
  void evaluate(const Tree& tree, std::vector<std::int64_t>& costs);
  void order_items(const TreeNode& node);
  bool is_open(const Source& source) const;
  int support_of_source(int source);
  int support_of_node(const Tree& tree, int index, const std::vector<std::int64_t>& costs);
  int support_of_sum(const TreeNode& node);

  const Problem& problem_;
  const Combine combine_;
  std::int64_t held_ = 0;
  Mask open_;
  Mask visiting_;  ///< stacks on the way to the present support
  std::vector<std::int64_t> sources_;
  std::vector<std::int64_t> scratch_;
  std::vector<Item> ordered_;
  std::vector<std::int64_t> children_;
};

}  // namespace cairn::plan

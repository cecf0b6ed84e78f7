// What a branch of the search has decided: which uses are made, which are not, and what follows.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "domain/audit/part.h"

namespace cairn::audit {

/// Decisions about the uses of a part, with what they force by the capacities. Undone in reverse.
class Fixing {
 public:
  enum class State : std::uint8_t { open, in, out };
  enum class Fate : std::uint8_t { open, met, unmet };

  explicit Fixing(const Part& part);

  State state(int edge) const { return states_[static_cast<std::size_t>(edge)]; }
  /// Decides an open use and all that follows from it; false when that contradicts itself. Deciding
  /// again what is decided changes nothing. After false only undo_to() may follow.
  bool fix(int edge, State state);

  /// What the branch says of a leaf if it is chosen: its need is met, or is not.
  Fate fate(int leaf) const { return fates_[static_cast<std::size_t>(leaf)]; }
  void set_fate(int leaf, Fate fate);

  /// Whether open uses could still demand more than there is; else the resource is no constraint.
  bool active(int resource) const;
  /// Whether a use below the node is made, so that the node has to be chosen.
  bool forced(int node) const { return made_below_[static_cast<std::size_t>(node)] > 0; }

  std::size_t mark() const { return trail_.size(); }
  void undo_to(std::size_t mark);

 private:
  bool set(int edge, State state);
  bool set_copies(int edge, State state);
  bool exclude_others(int edge);
  bool force_nodes(int leaf);
  bool propagate();

  const Part& part_;
  std::vector<State> states_;
  std::vector<Fate> fates_;
  std::vector<std::int64_t> least_;  ///< by resource: what is demanded at least, and at most
  std::vector<std::int64_t> most_;
  std::vector<int> made_below_;       ///< by node
  std::vector<int> forced_children_;  ///< by node
  std::vector<int> trail_;            ///< edges, and leaves as their complements
  std::vector<int> touched_;          ///< resources to look at
};

}  // namespace cairn::audit
